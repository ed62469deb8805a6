"""What the captions say; verdicts come from the model's row. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture

if TYPE_CHECKING:
    from scenes.atlas.op_rope.facts import RopeFacts


def fill_captions(p: Picture, facts: RopeFacts) -> None:
    """Gives every field of the captions its value."""
    p.fill(what_note=_what(facts), cost_verdict=_cost(facts), cost_note=_cost_note(facts), scale_note=_scale(facts))


def _what(facts: RopeFacts) -> Phrase:
    if facts.pair is None:
        return Phrase("How this model turns its pairs is not in this recording.")
    fast, last = facts.numbers.angle(0, 1), len(facts.pair.turns) - 1
    return Phrase(
        "With every token the fastest pair turns {fast}°, the slowest {slow}°.",
        fast=fast,
        slow=facts.numbers.angle(last, 1),
    )


def _cost(facts: RopeFacts) -> Phrase:
    if facts.turning.flops is None:
        return Phrase("This model has no turn: it learned a vector for every place.")
    return Phrase("No weights, {flops} per token.", flops=facts.turning.flops)


def _cost_note(facts: RopeFacts) -> Phrase:
    if facts.turning.flops is None:
        return Phrase(
            "{model} adds it once, at the start. The ledger counts its table with the embedding.", model=facts.model
        )
    return Phrase(
        "The ledger does not count it: it is {share} of the arithmetic of a token.", share=facts.turning.share
    )


def _scale(facts: RopeFacts) -> Phrase:
    if facts.turning.flops is None:
        return Phrase(
            "So it is in the small model. {model} needs a table, and knows no place beyond its end.", model=facts.model
        )
    return Phrase(
        "Not so: place needs no table. A score depends on how far apart two words are, not on where they stand."
    )
