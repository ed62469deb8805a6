"""What the captions say: their verdicts come from the pass on stage. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.atlas.whole.bands import GROUP_WORDS, KINDS, largest
from scenes.atlas.whole.facts import AtlasFacts, stages_of
from tourapp.authoring import Frame, Phrase, Picture, Quantity, print_sum

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassStages

MOSTLY = 0.5


def fill_captions(f: Frame, p: Picture, facts: AtlasFacts) -> None:
    """Gives the fields of the present beat's sentences their values."""
    scenario = facts.costs.scenario
    before, step = facts.whole.prefill, facts.whole.decode
    if f.beat_name == "text":
        p.fill(tokens=Phrase("{n} {n|token|tokens}", n=facts.prompt), text_note=_text_note(facts))
    elif f.beat_name == "layer":
        p.fill(layers=facts.whole.layers, each=facts.whole.layer_weights)
    elif f.beat_name == "prefill":
        p.fill(prefill_note=_prefill_note(before, scenario.quantity("batch")))
    elif f.beat_name == "decode":
        p.fill(decode_verdict=_decode(facts), decode_note=_decode_note(step))
    elif f.beat_name == "pick":
        p.fill(pick_verdict=_pick(facts), pick_note=_pick_note(facts, step))
    elif f.beat_name == "loop":
        p.fill(loop_verdict=_loop(facts), loop_note=_loop_note(facts, step))
    else:
        stages = stages_of(f, facts, "account")
        p.fill(account_verdict=_account(stages), account_note=_account_note(facts, stages))


def _text_note(facts: AtlasFacts) -> Phrase:
    if facts.recording.chat:
        return Phrase(
            "The chat template has added the dim ones. Each token picks one row of numbers from a large table."
        )
    return Phrase("Each token picks one row of numbers from a large table.")


def _prefill_note(stages: PassStages, batch: Quantity) -> Phrase:
    told = {"w": stages.weight_bytes, "tokens": stages.tokens, "t": stages.seconds, "n": batch}
    return Phrase(
        "{w} of weights are read once for {tokens} of {n} {n|prompt|prompts}: {t}, ideal. All rows appear together.",
        **told,
    )


def _decode(facts: AtlasFacts) -> Phrase:
    if facts.whole.decode.stage("router") is None:
        return Phrase("One token now, and every weight is read again.")
    return Phrase("One token now, and every expert that is hit is read again.")


def _decode_note(stages: PassStages) -> Phrase:
    told = {"read": stages.bytes, "tokens": stages.tokens, "t": stages.seconds}
    return Phrase("{read} for {tokens}: {t} a step, ideal. The cache has grown, by one row a token.", **told)


def _pick(facts: AtlasFacts) -> Phrase:
    return Phrase(
        "{n} scores, and one is picked: “{word}”.", n=facts.world.choices.vocabulary, word=facts.word(facts.step)
    )


def _pick_note(facts: AtlasFacts, stages: PassStages) -> Phrase:
    numbers, head = facts.choice(facts.step), stages.stage("head")
    share = Quantity(0.0, "share") if head is None else head.share
    place = numbers.choice.place
    if place < 0:
        return Phrase(
            "In {model} the head that scores every token takes {share} of a step.", model=facts.model, share=share
        )
    return Phrase(
        "Its probability in the draw was {q}. In {model} the head that scores every token takes {share} of a step.",
        q=numbers.probability(place, facts.word(facts.step)),
        model=facts.model,
        share=share,
    )


def _loop(facts: AtlasFacts) -> Phrase:
    if not facts.loops:
        return Phrase("One token was the whole answer: no step was needed after prefill.")
    return Phrase("Back to the start, {n} {n|time|times}: only the cache has grown.", n=facts.loops)


def _loop_note(facts: AtlasFacts, stages: PassStages) -> Phrase:
    return Phrase(
        "Each time the same {w} of weights are read; a conversation's cache grows by {kappa}.",
        w=stages.weight_bytes,
        kappa=facts.costs.kv_bytes_per_token,
    )


def _account(stages: PassStages) -> Phrase:
    first = [largest(stages, kind) for kind in KINDS]
    shares = [float(getattr(stages, group)[kind].value) for group, kind in zip(first, KINDS, strict=True)]
    if len(set(first)) == 1 and min(shares) > MOSTLY:
        return Phrase("Whatever you count, most of it is {what}.", what=_told(first[0]))
    place = KINDS.index("bytes")
    if shares[place] > MOSTLY:
        return Phrase("It depends on what you count: most of the traffic is {what}.", what=_told(first[place]))
    return Phrase("It depends on what you count: the largest part of the traffic is {what}.", what=_told(first[place]))


def _told(group: str) -> Phrase:
    return Phrase("the FFN") if group == "ffn" else GROUP_WORDS[group]


def _account_note(facts: AtlasFacts, stages: PassStages) -> Phrase:
    parts = (stages.ffn["bytes"], stages.attention["bytes"], stages.rest["bytes"])
    (ffn, looks, rest), _ = print_sum(parts, Quantity(1.0, "share", "all of the traffic"))
    scenario = facts.costs.scenario
    told = {"batch": scenario.quantity("batch"), "ffn": ffn, "att": looks, "rest": rest}
    if stages.phase == "decode":
        context = scenario.quantity("context")
        return Phrase(
            "Decode, batch {batch}, {context} of context: {ffn} of the traffic is the FFN, {att} attention and its "
            "cache, {rest} the rest.",
            context=context,
            **told,
        )
    return Phrase(
        "Prefill of {batch} {batch|prompt|prompts}: {ffn} of the traffic is the FFN, {att} attention and its cache, "
        "{rest} the rest.",
        **told,
    )
