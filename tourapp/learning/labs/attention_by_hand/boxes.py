"""Five rows of boxes: scores, scaled, powers of e, weights, output; with the usual mistakes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from tourapp.learning.labs.attention_by_hand.case import TOKENS, WIDTH, HandCase
from tourapp.learning.labs.kinds import Box, Hints, Mistake
from tourapp.quantity import Quantity
from tourapp.words import Phrase

NEAR = 0.01
Cells = Callable[[HandCase, int], float]


@dataclass(frozen=True, slots=True)
class HandRow:
    """A row of boxes, one for each token. label: of one of them, from 1; value: the true number of token i, from 0;
    wrong: usual mistakes: what they give, and what to say."""

    name: str
    head: Phrase
    label: Callable[[int], Phrase]
    value: Cells
    hints: Hints
    wrong: tuple[tuple[Cells, Phrase], ...]
    count: int = TOKENS

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of the row."""
        return tuple(self._box(i) for i in range(self.count))

    def _box(self, i: int) -> Box:
        name, label = f"{self.name}{i + 1}", self.label(i + 1)

        def truth(case: HandCase) -> Quantity:
            return Quantity(self.value(case, i), "1", label, name)

        def wrong(of: Cells) -> Callable[[HandCase], float]:
            return lambda case: of(case, i)

        return Box(
            name,
            label,
            "1",
            truth,
            lambda _case: self.hints,
            mistakes=tuple(Mistake(wrong(of), words) for of, words in self.wrong),
            rel=0.0,
            near=NEAR,
            row=self.name,
            head=self.head,
        )


def _score_wrong(case: HandCase, i: int) -> float:
    """The sum of query and key instead of their product."""
    return float(sum(case.query) + sum(case.keys[i]))


ROWS = (
    HandRow(
        "score",
        Phrase("scores"),
        lambda n: Phrase("score of token {n}", n=n),
        lambda case, i: case.scores[i],
        (
            Phrase("Look at the query and at the key of this token."),
            Phrase("Multiply first by first and second by second, and add."),
            Phrase("q1 × k1 + q2 × …"),
        ),
        wrong=((_score_wrong, Phrase("That adds all four numbers: multiply the pairs first.")),),
    ),
    HandRow(
        "scaled",
        Phrase("÷ √2"),
        lambda n: Phrase("scaled score of token {n}", n=n),
        lambda case, i: case.scaled[i],
        (
            Phrase("Look at the score above, and at how many numbers a key has."),
            Phrase("Divide by the root of the width: the width is two."),
            Phrase("score / … with 2^0.5 = 1.414"),
        ),
        wrong=(
            (lambda case, i: case.scores[i] / WIDTH, Phrase("That divides by the width: divide by its root.")),
            (lambda case, i: case.scores[i], Phrase("Not scaled yet: divide by the root of the width.")),
        ),
    ),
    HandRow(
        "power",
        Phrase("powers of e"),
        lambda n: Phrase("power of token {n}", n=n),
        lambda case, i: case.powers[i],
        (
            Phrase("Look at the scaled score above."),
            Phrase("e, raised to it: a score of zero gives one."),
            Phrase("e^…"),
        ),
        wrong=(
            (lambda case, i: math.exp(case.scores[i]), Phrase("That raises the score before it was scaled.")),
            (
                lambda case, i: math.exp(case.scaled[i] - max(case.scaled)),
                Phrase("With the largest taken away first: right in a program, here the plain power is asked."),
            ),
            (lambda case, i: 2.0 ** case.scaled[i], Phrase("That is a power of two: the base is e, 2.718.")),
        ),
    ),
    HandRow(
        "weight",
        Phrase("weights"),
        lambda n: Phrase("weight of token {n}", n=n),
        lambda case, i: case.weights[i],
        (
            Phrase("Look at the row of powers: what is their sum?"),
            Phrase("Each power as a share of their sum: the shares add up to one."),
            Phrase("power / (power1 + power2 + …)"),
        ),
        wrong=(
            (
                lambda case, i: case.scores[i] / max(sum(case.scores), 1e-9),
                Phrase("That is the share of the scores: take the powers of e."),
            ),
            (
                lambda case, i: math.exp(case.scores[i]) / sum(math.exp(score) for score in case.scores),
                Phrase("That comes from scores that were not scaled."),
            ),
        ),
    ),
    HandRow(
        "output",
        Phrase("output"),
        lambda n: Phrase("output {n}", n=n),
        lambda case, i: case.output[i],
        (
            Phrase("Look at the values: one column for this box."),
            Phrase("Each token's value times its weight, added up."),
            Phrase("weight1 × v1 + weight2 × v2 + …"),
        ),
        wrong=(
            (
                lambda case, i: sum(value[i] for value in case.values) / TOKENS,
                Phrase("That is the plain mean: weigh each value."),
            ),
            (
                lambda case, i: float(sum(value[i] for value in case.values)),
                Phrase("That adds the values: weigh each of them first."),
            ),
        ),
        count=WIDTH,
    ),
)

BOXES = tuple(box for row in ROWS for box in row.boxes)
