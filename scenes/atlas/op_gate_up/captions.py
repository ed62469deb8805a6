"""What the captions say: verdicts from the lanes, the model and the batch. Draws nothing."""

from __future__ import annotations

from scenes.atlas.op_gate_up.facts import GateFacts
from tourapp.authoring import Phrase, Picture

FEW, MOST = 0.4, 0.5
"""Shares of the lanes: below the first those that carry are few; above the second the closed ones are most."""


def fill_captions(p: Picture, facts: GateFacts) -> None:
    """Gives every field of the captions its value."""
    p.fill(
        what_verdict=_what(facts),
        what_note=_what_note(facts),
        cost_verdict=_cost(facts),
        cost_note=_cost_note(facts),
        scale_verdict=_scale(facts),
        scale_note=_scale_note(facts),
    )


def _what(facts: GateFacts) -> Phrase:
    lanes = facts.lanes
    if lanes is None:
        return Phrase("A gate decides which lanes of the feed-forward block go on.")
    few = float(lanes.carrying.value) < FEW * float(lanes.count.value)
    if float(lanes.closed.value) > MOST:
        return Phrase("Most lanes close, a few blaze.") if few else Phrase("Most lanes close, the others carry on.")
    return Phrase("Half of the lanes or more stay open, a few blaze.") if few else Phrase("Here most lanes stay open.")


def _what_note(facts: GateFacts) -> Phrase:
    lanes = facts.lanes
    if lanes is None:
        return Phrase("Its lanes are not in this recording of {model}.", model=facts.small)
    return Phrase(
        "Layer {layer} of {model}, last token of the prompt: {closed} of the gates are below zero.",
        layer=facts.layer,
        model=facts.small,
        closed=lanes.closed,
    )


def _cost(facts: GateFacts) -> Phrase:
    told = {"w": facts.cost.weight_bytes, "share": facts.cost.share}
    if facts.numbers.experts:
        return Phrase("Closed or open, all {w} of experts awake are read: {share} of the step.", **told)
    if not facts.numbers.gated:
        return Phrase("No gate here, one matrix up: all {w} are read, {share} of the step.", **told)
    return Phrase("Closed or open, all {w} are read: {share} of the step.", **told)


def _cost_note(facts: GateFacts) -> Phrase:
    told = {"f": facts.numbers.lanes, "n": facts.numbers.layers, "model": facts.chosen}
    if facts.numbers.experts:
        return Phrase("In {model} an expert has {f} lanes. Which close is known once its weights have come.", **told)
    return Phrase(
        "{model} has {f} lanes in each of {n} layers. Which close is known once the weights have come.", **told
    )


def _scale(facts: GateFacts) -> Phrase:
    if facts.cost.bound == "compute":
        return Phrase("From here on more users no longer help: the arithmetic is what takes the time.")
    return Phrase("Only fewer bytes or more users make it cheaper.")


def _scale_note(facts: GateFacts) -> Phrase:
    told = {"n": facts.batch, "t": facts.numbers.token}
    if not facts.numbers.gated:
        return Phrase(
            "Not a lane that is nearly zero: its weights are read all the same. At batch {n} it is {t}.", **told
        )
    return Phrase(
        "Not the closed lanes: a dense kernel reads their weights all the same. At batch {n} it is {t} a token.", **told
    )
