"""What the captions say; their verdicts come from the sizes and from the models. Draws nothing."""

from __future__ import annotations

from scenes.atlas.op_rmsnorm.facts import NormFacts
from tourapp.authoring import Frame, Phrase, Picture

SMALL = 0.01
"""A share of a step below which it is small."""


def fill_captions(_f: Frame, p: Picture, facts: NormFacts) -> None:
    """Gives every field of the captions its value."""
    vectors = facts.decode.activation_bytes
    p.fill(
        what_note=_sizes(facts),
        calls=facts.calls.calls,
        n=int(facts.calls.calls.value),
        share=facts.decode.share,
        cost_note=Phrase(
            "{each} in a layer and one before the LM head: {c}, counted once for each weight.",
            each=facts.calls.of_layer,
            c=facts.decode.flops,
        ),
        scale_verdict=_verdict(facts),
        vectors="–" if vectors is None else vectors,
        weights=facts.decode.weight_bytes,
    )


def _sizes(facts: NormFacts) -> Phrase:
    if facts.sizes is None:
        return Phrase("This recording was made before sizes were kept.")
    norm, token = facts.numbers.largest_at
    told = {"v": facts.numbers.largest_rms, "layer": min(norm // 2 + 1, facts.numbers.layers), "n": token + 1}
    if token == 0:
        return Phrase(
            "The first token leaps to {v} by layer {layer}. Without a norm the next matrix would drown in it.", **told
        )
    return Phrase("Token {n} reaches {v} by layer {layer}. Without a norm the next matrix would drown in it.", **told)


def _verdict(facts: NormFacts) -> Phrase:
    most = max(facts.models, key=lambda row: float(row.norm_share.value))
    if float(most.norm_share.value) < SMALL:
        return Phrase("More layers, more calls; the share stays small.")
    return Phrase("More layers, more calls: up to {v} of a step, in {name}.", v=most.norm_share, name=most.name)
