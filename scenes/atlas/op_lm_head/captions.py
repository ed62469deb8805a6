"""What the captions say; their verdicts come from the scores and from the models. Draws nothing."""

from __future__ import annotations

from scenes.atlas.op_lm_head.facts import HeadFacts
from scenes.atlas.op_lm_head.scale import counterpart
from tourapp.authoring import Frame, Phrase, Picture


def fill_captions(_f: Frame, p: Picture, facts: HeadFacts) -> None:
    """Gives every field of the captions its value."""
    p.fill(
        what_note=_best(facts),
        vocab=facts.costs.entries,
        share=facts.decode.share,
        cost_note=_cost(facts),
        scale_verdict=_verdict(facts),
        all=facts.costs.prompt_tokens,
        few=Phrase("{n}", n=facts.costs.rows),
    )


def _best(facts: HeadFacts) -> Phrase:
    told = {"n": facts.entries, "word": facts.words[0], "share": facts.numbers.probability(0, facts.words[0])}
    return Phrase("One vector is held against {n:,} columns. The best word is “{word}”, with {share}.", **told)


def _cost(facts: HeadFacts) -> Phrase:
    told = {"w": facts.decode.weight_bytes, "c": facts.decode.flops}
    if facts.costs.tied:
        return Phrase("{w} are read for {c}: the very table of the embedding, which is stored once.", **told)
    return Phrase("{w} are read for {c}: as large as the embedding, but read whole in both phases.", **told)


def _verdict(facts: HeadFacts) -> Phrase:
    ours, other = facts.ours, facts.models[counterpart(facts)]
    told = {"here": ours.head_share, "other": other.head_share, "name": other.name}
    small, smaller = float(ours.params.value), float(other.params.value)
    here, there = float(ours.head_share.value), float(other.head_share.value)
    if (small - smaller) * (there - here) > 0:
        return Phrase("A small model pays more for its vocabulary: {here} here, {other} in {name}.", **told)
    return Phrase("What the vocabulary costs depends on the rest: {here} here, {other} in {name}.", **told)
