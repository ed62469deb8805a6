"""What the captions say; their verdicts come from the model. Draws nothing."""

from __future__ import annotations

from scenes.atlas.op_placing.facts import PlacingFacts
from tourapp.authoring import Frame, Phrase, Picture

PLAIN = 2
"""Norms of a layer where there is one before each block and no other."""


def fill_captions(_f: Frame, p: Picture, facts: PlacingFacts) -> None:
    """Gives every field of the captions its value."""
    p.fill(
        what_verdict=_where(facts),
        what_note=_sizes(facts),
        cost_verdict=_cost(facts),
        cost_note=Phrase(
            "Their ideal time is {t} in all: arithmetic and bytes are not what a small kernel costs.",
            t=facts.launches.ledger,
        ),
        scale_verdict=_count(facts),
    )


def _where(facts: PlacingFacts) -> Phrase:
    if facts.behind:
        return Phrase("Each block has a norm before it and one behind it, both beside the stream.")
    if facts.inside:
        return Phrase("A norm before each block, and two more inside attention.")
    return Phrase("Two norms in a layer, each before its block.")


def _sizes(facts: PlacingFacts) -> Phrase:
    if facts.sizes is None:
        return Phrase("The block sees a rescaled copy; the stream goes on as it was.")
    return Phrase(
        "The block sees a rescaled copy; the stream goes on, from {a} to {b} in this layer.",
        a=facts.sizes[0],
        b=facts.sizes[-1],
    )


def _cost(facts: PlacingFacts) -> Phrase:
    if facts.graph:
        return Phrase("Small kernels cost their launch: {v} even from a recorded graph.", v=facts.launches.recorded)
    return Phrase("Small kernels cost their launch: {v} without graphs.", v=facts.launches.apart)


def _count(facts: PlacingFacts) -> Phrase:
    told = {"each": facts.calls.of_layer, "n": int(facts.calls.of_layer.value), "calls": facts.calls.calls}
    if facts.inside:
        return Phrase("{each} {n|norm|norms} a layer here and two inside attention: {calls} calls.", **told)
    return Phrase("{each} {n|norm|norms} a layer here: {calls} calls.", **told)
