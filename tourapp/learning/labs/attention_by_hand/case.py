"""The case: a query, three keys and three values of two small whole numbers, and everything that follows from them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw, of_case
from tourapp.learning.labs.state import LabState
from tourapp.quantity import Quantity
from tourapp.words import Phrase

TOKENS, WIDTH = 3, 2
Pair = tuple[int, int]
CHAPTER = ((1, 0), ((1, 0), (0, 1), (1, 0)), ((10, 0), (0, 10), (5, 5)))
"""Query, keys and values of the worked example."""
TIED = 4
"""The choice that says that two share it."""


@dataclass(frozen=True)
class HandCase:
    """query: two numbers; keys, values: two numbers for each token."""

    query: Pair
    keys: tuple[Pair, ...]
    values: tuple[Pair, ...]

    @cached_property
    def scores(self) -> tuple[float, ...]:
        """Query times key."""
        return tuple(float(sum(a * b for a, b in zip(self.query, key, strict=True))) for key in self.keys)

    @cached_property
    def scaled(self) -> tuple[float, ...]:
        """Divided by the root of the width."""
        return tuple(score / math.sqrt(WIDTH) for score in self.scores)

    @cached_property
    def powers(self) -> tuple[float, ...]:
        """e to the scaled scores."""
        return tuple(math.exp(score) for score in self.scaled)

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """Shares of their sum."""
        return tuple(power / sum(self.powers) for power in self.powers)

    @cached_property
    def output(self) -> tuple[float, ...]:
        """The values, mixed by the weights."""
        return tuple(
            sum(weight * value[j] for weight, value in zip(self.weights, self.values, strict=True))
            for j in range(WIDTH)
        )

    @property
    def winner(self) -> int:
        """The token with the largest weight, from 1; TIED where several have it."""
        best = [place for place, score in enumerate(self.scores, 1) if score == max(self.scores)]
        return best[0] if len(best) == 1 else TIED

    @property
    def least(self) -> int:
        """The token with the smallest weight, from 1."""
        return self.weights.index(min(self.weights)) + 1


def draw_case(draw: Draw) -> HandCase:
    """Small whole numbers; a guest begins with the worked example."""
    if draw.first:
        return HandCase(*CHAPTER)
    for attempt in range(64):
        query = (1 + draw.number(f"q0 {attempt}", 2), draw.number(f"q1 {attempt}", 3))
        keys = tuple((draw.number(f"k{i}0 {attempt}", 3), draw.number(f"k{i}1 {attempt}", 3)) for i in range(TOKENS))
        values = tuple(
            (draw.number(f"v{i}0 {attempt}", 10), draw.number(f"v{i}1 {attempt}", 10)) for i in range(TOKENS)
        )
        case = HandCase(query, keys, values)
        if len(set(case.scores)) > 1 and max(case.scores) <= 4 and len(set(values)) == TOKENS:
            return case
    return HandCase(*CHAPTER)


def given(_case: HandCase) -> dict[str, Quantity]:
    """What may be named in a formula."""
    return {"e": Quantity(math.e, "1", "Euler's number"), "width": Quantity(WIDTH)}


def share(case: HandCase, token: int) -> Quantity:
    """The weight of a token, from 1."""
    return of_case(case, f"weight{token}", Quantity(case.weights[token - 1], "share", "weight of a token", "a"))


def _why(case: HandCase, ratio: float) -> Phrase:
    guess = round(ratio * case.winner)
    if guess == TIED and case.winner != TIED:
        return Phrase("No tie: one key points more the way the query points than the others.")
    if case.winner == TIED and guess != TIED:
        return Phrase("A tie: equal scores get equal shares, whatever the values are.")
    if guess != case.winner:
        return Phrase("Keys decide, not values: the score of token {n} is not the highest.", n=guess)
    return Phrase(
        "Even token {n} gets {share}: a power of e is never zero.", n=case.least, share=share(case, case.least)
    )


def note(case: HandCase, _state: LabState) -> Phrase:
    """Who won, and why the last one still gets a share."""
    words = {"n": case.least, "share": share(case, case.least)}
    if case.winner == TIED:
        return Phrase("Several tokens tie; token {n} still gets {share}, because a power of e is never zero.", **words)
    words |= {"best": case.winner, "most": share(case, case.winner)}
    return Phrase(
        "Token {best} wins with {most}; token {n} still gets {share}, because a power of e is never zero.", **words
    )


GUESS = Prediction(
    truth=lambda case: Quantity(case.winner, "1", "token with the largest weight", "i"),
    unit=lambda n: Phrase("token {n}", n=n),
    low=1.0,
    high=4.0,
    choices=(Phrase("token 1"), Phrase("token 2"), Phrase("token 3"), Phrase("it is a tie")),
    surprise=_why,
)
