"""What the captions say: verdicts from the step and its growth. Draws nothing."""

from __future__ import annotations

from scenes.atlas.op_loop.facts import LoopFacts
from tourapp.authoring import Phrase, Picture

SMALL = 0.2
"""A share of the bytes below which the cache hardly shows."""


def fill_captions(p: Picture, facts: LoopFacts) -> None:
    """Gives every field of the captions its value."""
    letters, recording = facts.letters, facts.recording
    p.fill(
        what_note=Phrase(
            "Our {model} wrote {n} {n|token|tokens} in {n} {n|pass|passes}; in each of them all {layers} "
            "{layers|layer|layers} went by.",
            model=recording.model,
            n=facts.passes,
            layers=recording.layers,
        ),
        w=letters.weights,
        k=letters.cache,
        bw=letters.bandwidth,
        t=letters.by_equation,
        cost_note=_cost_note(facts),
        scale_verdict=_verdict(facts),
        scale_note=_scale_note(facts),
    )


def _cost_note(facts: LoopFacts) -> Phrase:
    letters = facts.letters
    if not facts.memory_alone:
        return Phrase("The ledger says {step}: some of it waits for arithmetic, not for bytes.", step=letters.step)
    if facts.batch == 1:
        return Phrase("That is one token for one user. The next one starts from the same bytes again.")
    return Phrase(
        "That is one token for each of {n} users. The next one starts from the same bytes again.", n=facts.batch
    )


def _verdict(facts: LoopFacts) -> Phrase:
    if facts.batch == 1 and float(facts.letters.cache_part.value) < SMALL:
        return Phrase("Alone, one user pays for all the weights, and the cache hardly shows.")
    if facts.batch == 1:
        return Phrase("Alone, one user pays for all the weights, and for a long cache.")
    return Phrase("The weights are shared by the batch, the cache is not.")


def _scale_note(facts: LoopFacts) -> Phrase:
    lengths = facts.lengths
    told = {"far": lengths.far, "times": lengths.ours.ratio}
    if facts.batch == 1:
        return Phrase("Not quadratic: the step at {far} takes {times} the time of the first.", **told)
    return Phrase(
        "Not quadratic: the step at {far} takes {times} the time of the first, and {alone} for one user alone.",
        alone=lengths.alone.ratio,
        **told,
    )
