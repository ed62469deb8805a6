"""The case: a prompt of P tokens, an answer of n, and a factor that is to be reached. Counts only; seconds are the
matter of the race (race.py).

The prompt is read in one pass each time. Without a cache every step reads prompt and answer so far again; with one it
reads the token that is new, and the last token is never fed back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw, of_case
from tourapp.quantity import Quantity
from tourapp.words import Phrase

A_RUN = 700
"""Token passes of a measured run without a cache, at most: seconds, not minutes."""
PROMPTS = (34, 4, 200, 400)
"""A single pass over the longest still takes a second or two, so that a run can be stopped."""
ANSWERS = (64, 48, 96)
FACTORS = (12, 8, 20)


@dataclass(frozen=True, slots=True)
class SpeedupCase:
    """prompt, answer: tokens; factor: how many times fewer passes are asked for."""

    prompt: int
    answer: int
    factor: int

    def without(self, answer: int | None = None) -> int:
        """Token passes of an answer without a cache."""
        n = self.answer if answer is None else answer
        return n * self.prompt + n * (n - 1) // 2

    def with_cache(self, answer: int | None = None) -> int:
        """Token passes of an answer with a cache."""
        n = self.answer if answer is None else answer
        return self.prompt + n - 1

    def ratio(self, answer: int | None = None) -> float:
        """How many times fewer."""
        return self.without(answer) / self.with_cache(answer)

    @property
    def raced(self) -> int:
        """The answer that is measured: the longest, up to its own, of which a run takes seconds."""
        return max((n for n in range(2, self.answer + 1) if self.without(n) <= A_RUN), default=2)

    @property
    def smallest(self) -> int:
        """The shortest answer at which the factor is reached."""
        return next(n for n in count(1) if self.without(n) >= self.factor * self.with_cache(n))


def draw_case(draw: Draw) -> SpeedupCase:
    """A prompt, an answer and a factor."""
    return SpeedupCase(draw.pick(1, PROMPTS), draw.pick(2, ANSWERS), draw.pick(3, FACTORS))


def given(case: SpeedupCase) -> dict[str, Quantity]:
    """What may be named in a formula."""
    return {"P": Quantity(case.prompt), "n": Quantity(case.answer), "R": Quantity(case.factor)}


def times(case: SpeedupCase) -> Quantity:
    """The factor between both."""
    found = Quantity(case.ratio(), "times", "token passes without a cache, over those with one", "r")
    return of_case(case, "passes_ratio", found)


def _why(case: SpeedupCase, ratio: float) -> Phrase:
    if ratio > 1.5 and case.prompt > 2 * case.answer:
        return Phrase("The prompt is read once in both: with a cache too it has to be paid.")
    if ratio > 1.5:
        return Phrase("Half of a square, not all of it: the first steps are short.")
    if ratio < 0.67 and case.prompt > 2 * case.answer:
        return Phrase("A long prompt is read again each step: the factor nears the answer's length.")
    if ratio < 0.67:
        return Phrase("Every step reads all before it: work grows with the answer's square.")
    return Phrase("Close: about as many times as the answer has tokens, or half of that.")


GUESS = Prediction(truth=times, unit=lambda n: Phrase("times", n=n), low=1.0, high=1000.0, surprise=_why)
