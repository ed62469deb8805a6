"""Three boxes: what top-k leaves, how many top-p keeps of that, and the share of the best one in the draw."""

from __future__ import annotations

from tourapp.learning.labs.kinds import Box, Hints, Mistake
from tourapp.learning.labs.sampler.case import SamplerCase, absolute, cold
from tourapp.quantity import Quantity
from tourapp.words import Phrase


def _sum_below(case: SamplerCase) -> Phrase:
    return Phrase("the first {k} shares", k=case.top_k)


def _kept_below(case: SamplerCase) -> Phrase:
    return Phrase("top-p {p:.1f} of that", p=case.top_p)


def _best_below(_case: SamplerCase) -> Phrase:
    return Phrase("among those left")


def _sum_hints(case: SamplerCase) -> Hints:
    return (
        Phrase("Look at the bars: top-k keeps the first {k}.", k=case.top_k),
        Phrase("Add up the shares of those: it is less than one."),
        Phrase("A + B + …"),
    )


def _kept_hints(case: SamplerCase) -> Hints:
    return (
        Phrase("Look at the box above: of that sum, {p:.1f} is needed.", p=case.top_p),
        Phrase("Add shares from the largest on until they are p of what top-k left."),
        Phrase("A + B + … ≥ p × …"),
    )


def _best_hints(_case: SamplerCase) -> Hints:
    return (
        Phrase("Look at those that are left: together they are one again."),
        Phrase("The share of A over the shares of all that are left."),
        Phrase("A / (A + …)"),
    )


BOXES = (
    Box(
        "sum",
        Phrase("top-k leaves"),
        "1",
        lambda case: Quantity(case.left_by_k, "1", "shares that top-k leaves", "S_k"),
        _sum_hints,
        _sum_below,
        (
            Mistake(lambda case: 1.0 - case.left_by_k, Phrase("That is what was cut, not what is left.")),
            Mistake(
                lambda case: float(case.odds.raw[: case.top_k].sum()), Phrase("Those are the shares before the heat.")
            ),
            Mistake(
                lambda case: float(case.odds.heated[: case.top_k - 1].sum()), Phrase("One is missing: top-k keeps k.")
            ),
        ),
    ),
    Box(
        "kept",
        Phrase("top-p keeps"),
        "1",
        lambda case: Quantity(case.kept, "1", "candidates left for the draw", "n_d"),
        _kept_hints,
        _kept_below,
        (
            Mistake(absolute, Phrase("Measured on the whole row: measure on what top-k left.")),
            Mistake(cold, Phrase("That is without the temperature: use the heated shares.")),
            Mistake(lambda case: case.top_k, Phrase("That is what top-k left: top-p cuts again.")),
            Mistake(lambda case: case.kept - 1, Phrase("Not enough: the one that passes p stays in.")),
        ),
        rel=0.0,
        near=0.01,
    ),
    Box(
        "best",
        Phrase("share of A"),
        "1",
        lambda case: Quantity(case.best, "1", "share of the best candidate in the draw", "o_A"),
        _best_hints,
        _best_below,
        (
            Mistake(
                lambda case: float(case.odds.heated[0]), Phrase("That is of the whole row: those left are one again.")
            ),
            Mistake(
                lambda case: float(case.odds.heated[0]) / case.left_by_k,
                Phrase("That is among top-k: top-p has cut too."),
            ),
        ),
        rel=0.0,
        near=0.01,
        rule=True,
    ),
)
