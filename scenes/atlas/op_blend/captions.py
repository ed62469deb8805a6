"""What the captions say; the verdict of the last beat comes from the numbers. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture

if TYPE_CHECKING:
    from scenes.atlas.op_blend.facts import BlendFacts


def fill_captions(p: Picture, facts: BlendFacts, batch: int) -> None:
    """Gives every field of the captions its value."""
    p.fill(n=facts.head.count, what_note=_what(facts))
    p.fill(kv=facts.decode.kv_bytes, flops=facts.decode.flops, cost_note=_cost(facts))
    p.fill(intensity=facts.intensity, scale_note=_scale(facts, batch))


def _what(facts: BlendFacts) -> Phrase:
    head = facts.head
    if not head.top:
        return Phrase("This token is the first: it reads its own value alone.")
    most = head.most[0]
    told = {"n": head.count, "weight": head.parts[0]}
    if not most:
        return Phrase(
            "All {n} rows are read, whatever they weigh. The first token makes up {weight} of the result.", **told
        )
    top = head.recording.all_texts[most].strip()
    return Phrase(
        "All {n} rows are read, whatever they weigh. “{top}” makes up {weight} of the result.", top=top, **told
    )


def _cost(facts: BlendFacts) -> Phrase:
    ridge = facts.crossings.attention_ridge
    if facts.latent:
        return Phrase(
            "A latent row serves all heads at once: {v}, of the {ridge} that keep the math busy.",
            v=facts.intensity,
            ridge=ridge,
        )
    if float(facts.intensity.value) >= float(ridge.value):
        return Phrase("That is {v}: enough to keep the math busy.", v=facts.intensity)
    return Phrase(
        "That is {v}. The math would be busy from {ridge} on, so it waits for memory.", v=facts.intensity, ridge=ridge
    )


def _scale(facts: BlendFacts, batch: int) -> Phrase:
    cross = facts.crossings
    if not facts.own and facts.shown.heads is not None:
        return Phrase(
            "With {n} KV {n|head|heads} the cache would grow by {kappa}. What counts is how many heads share a row.",
            n=facts.shown.heads,
            kappa=facts.shown.per_token,
        )
    if cross.bytes_meet is None:
        return Phrase("Not so: batching helps the weights alone. Windows keep this cache smaller than the weights.")
    return Phrase(
        "Not so: batching helps the weights alone. At batch {n} the cache outweighs them from {cross} on.",
        n=batch,
        cross=cross.bytes_meet,
    )
