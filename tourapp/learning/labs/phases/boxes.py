"""Four boxes: the ridge, tokens for the weights alone, the first compute-bound prompt, and where decode tops."""

from __future__ import annotations

from tourapp.learning.labs.kinds import Box, Hints, Mistake
from tourapp.learning.labs.phases.case import PhaseCase
from tourapp.quantity import Quantity
from tourapp.words import Phrase


def _ridge(case: PhaseCase) -> float:
    return float(case.ridge.value)


def _ridge_below(_case: PhaseCase) -> Phrase:
    return Phrase("peak over bandwidth")


def _alone_below(case: PhaseCase) -> Phrase:
    return Phrase("tokens, {bits} bit a weight", bits=case.bits)


def _first_below(_case: PhaseCase) -> Phrase:
    return Phrase("prompt tokens: try here")


def _top_below(case: PhaseCase) -> Phrase:
    return Phrase("{n} tokens each", n=case.context)


def _ridge_hints(_case: PhaseCase) -> Hints:
    return (
        Phrase("Look at the corner of the roof: there both lines meet."),
        Phrase("Operations a second over bytes a second."),
        Phrase("peak / …"),
    )


def _alone_hints(_case: PhaseCase) -> Hints:
    return (
        Phrase("Look at what one weight costs: its bytes once, two operations for each token."),
        Phrase("Intensity of the weights: 2 × tokens over bytes of a weight. Set it to the ridge."),
        Phrase("ridge × (bits / 8) / …"),
    )


def _first_hints(_case: PhaseCase) -> Hints:
    return (
        Phrase("Type a number: the dot on the roof is that prompt. When does it leave the slope?"),
        Phrase("A little above the box before: the head works for one row only, and the cache is written."),
        Phrase("memory at N - 1, compute at N: halve the distance until it is one"),
    )


def _top_hints(_case: PhaseCase) -> Hints:
    return (
        Phrase("Look at what the batch cannot share: every conversation reads its own cache."),
        Phrase("With a huge batch the weights no longer count: FLOPs of a token over bytes of a conversation."),
        Phrase("flops / …"),
    )


BOXES = (
    Box(
        "ridge",
        Phrase("the ridge"),
        "FLOP/B",
        lambda case: case.ridge,
        _ridge_hints,
        _ridge_below,
        (
            Mistake(lambda case: 1.0 / _ridge(case), Phrase("Upside down: operations over bytes.")),
            Mistake(lambda case: _ridge(case) * 1000, Phrase("1,000 times too much: TFLOP/s and TB/s.")),
        ),
    ),
    Box(
        "alone",
        Phrase("weights alone"),
        "token",
        lambda case: case.alone,
        _alone_hints,
        _alone_below,
        (
            Mistake(
                lambda case: float(case.alone.value) * 2, Phrase("Twice too much: a weight is multiplied and added.")
            ),
            Mistake(lambda case: float(case.alone.value) / 2, Phrase("Half of it: count a weight's bytes again.")),
        ),
    ),
    Box(
        "first",
        Phrase("compute-bound at"),
        "1",
        lambda case: Quantity(case.first, "1", "shortest compute-bound prompt", "N_c"),
        _first_hints,
        _first_below,
        (
            Mistake(lambda case: case.first - 1, Phrase("Still memory-bound, by a hair.")),
            Mistake(lambda case: case.first + 1, Phrase("It is, but a shorter one is as well.")),
            Mistake(
                lambda case: round(float(case.alone.value)),
                Phrase("That is the weights alone: the cache and the head move it."),
            ),
        ),
        rel=0.0,
        near=0.01,
    ),
    Box(
        "top",
        Phrase("decode tops at"),
        "FLOP/B",
        lambda case: case.top(),
        _top_hints,
        _top_below,
        (
            Mistake(_ridge, Phrase("That is the machine's ridge: this is the load's own limit.")),
            Mistake(
                lambda case: float(case.costs().decode.intensity.value), Phrase("That is a batch of one: make it huge.")
            ),
        ),
        rel=0.02,
    ),
)
