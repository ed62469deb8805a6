"""What a lab is made of: a guess, boxes to fill, knobs with a goal, hints and the line of its note. Values only.

A *case* is what a lab draws for an attempt: numbers and names of its own kind, known to the lab alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tourapp.quantity import Quantity
from tourapp.words import Phrase

if TYPE_CHECKING:
    from tourapp.learning.labs.seeds import Draw
    from tourapp.learning.labs.state import LabState

RUNGS = 3
"""Of a hint: where to look, the relation, the formula with a gap. Behind them: show me."""
Hints = tuple[Phrase, Phrase, Phrase]
Case = Any


@dataclass(frozen=True, slots=True)
class LabVerdict:
    """What a check found. what: said to the learner; got: what was typed; want: the truth, told only where it is
    right; next_hint: the rung that would help, from 1; box: which box it is about, "" for the goal."""

    ok: bool
    what: Phrase
    got: str = ""
    want: Quantity | None = None
    next_hint: int = 1
    box: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A usual wrong way: the number it gives, in the box's unit, and what to say about it."""

    value: Callable[[Case], float]
    words: Phrase


@dataclass(frozen=True, slots=True)
class Box:
    """A number that a learner works out. id: also its name in later expressions; unit: what stands behind the box;
    below: how it comes about, in small letters; rel, near: how far off still counts, as a share or as an amount;
    row: boxes of one row stand beside each other, and head says what the row is; sign: what is done with the row
    above; rule: whether a line stands above it, as above a result."""

    id: str
    label: Phrase
    unit: str
    truth: Callable[[Case], Quantity]
    hints: Callable[[Case], Hints]
    below: Callable[[Case], Phrase] | None = None
    mistakes: tuple[Mistake, ...] = ()
    rel: float = 0.01
    near: float = 0.0
    row: str = ""
    head: Phrase | None = None
    sign: str = ""
    rule: bool = False

    def right(self, case: Case) -> float:
        """The true number in the box's unit."""
        truth = self.truth(case)
        return float(truth.to(self.unit).value) if truth.unit != self.unit else float(truth.value)

    def fits(self, value: float, case: Case) -> bool:
        """Whether a number counts as right."""
        want = self.right(case)
        return abs(value - want) <= max(self.rel * abs(want), self.near) + 1e-12 * abs(want)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What is predicted: a number on a log axis from low to high, or, with choices, the place of one of them from 1.
    truth: what it is held against; unit: the word behind a number, as a phrase over it."""

    truth: Callable[[Case], Quantity]
    unit: Callable[[float], Phrase]
    low: float = 1.0
    high: float = 1000.0
    choices: tuple[Phrase, ...] = ()
    surprise: Callable[[Case, float], Phrase] | None = None
    """One sentence on why a guess may be so far off: from the case and guess / truth."""
    edges: tuple[float, ...] = ()
    """Between which a class raises its hands; () are the powers of ten."""
    whole: bool = False
    """Whether only whole numbers are guessed: such edges stand between them."""

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """The ranges of a show of hands, lowest first; none where there are choices."""
        if self.choices:
            return ()
        tens = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
        edges = self.edges or tuple(10.0**power for power in tens)
        return tuple(pairwise(edges))

    @property
    def options(self) -> int:
        """For how many things hands may go up."""
        return len(self.choices) or len(self.ranges)

    @property
    def option_words(self) -> tuple[Phrase, ...]:
        """What hands go up for: the choices, or the ranges in words, of whole numbers those that lie in them."""
        return self.choices or tuple(_range_words(low, high, whole=self.whole) for low, high in self.ranges)

    def right_option(self, truth: float) -> int | None:
        """Which of them is right, from 0; None where no range holds the truth."""
        if self.choices:
            return int(truth) - 1
        return next((place for place, (low, high) in enumerate(self.ranges) if low <= truth <= high), None)


def _range_words(low: float, high: float, *, whole: bool) -> Phrase:
    """A range in words."""
    first, last = (math.ceil(low), math.floor(high)) if whole else (low, high)
    if first == last:
        return Phrase("{n}", n=_number(first))
    return Phrase("{a} to {b}", a=_number(first), b=_number(last))


def _number(value: float) -> int | str:
    """As it is printed: whole where it is."""
    return int(value) if float(value).is_integer() else f"{value:g}"


@dataclass(frozen=True, slots=True)
class Knob:
    """Something to set in the second task: its choices, and how each is printed. start: the choice it begins with."""

    id: str
    label: Phrase
    choices: Callable[[Case], tuple[Any, ...]]
    start: Callable[[Case], Any]
    shown: Callable[[Any], Phrase]


@dataclass(frozen=True, slots=True)
class Measures:
    """What a lab has measured on this computer. asked: settings of the world for the run with this number, 0 before the
    first; found: what the world on stage has found; told: what that comes to."""

    asked: Callable[[Case, int], Mapping[str, Any]]
    found: Callable[[Any], Any]
    told: Callable[[Any], Any]


def _no_names(_case: Case) -> Mapping[str, Quantity]:
    return {}


@dataclass(frozen=True, slots=True)
class Lab:
    """A lab as data. draw: its case; goal: whether the knobs do what is asked, with goal_words on the button and
    goal_hints; solve: knobs that do it; reveal: the phase at which the truth may stand beside the guess; note: the
    generated line. measures: what of the world is measured behind the knobs, with the settings that ask for it; the
    goal then judges what was found."""

    id: str
    title: str
    minutes: int
    draw: Callable[[Draw], Case]
    guess: Prediction
    boxes: tuple[Box, ...]
    note: Callable[[Case, LabState], Phrase]
    knobs: tuple[Knob, ...] = ()
    goal: Callable[[Case, LabState], LabVerdict] | None = None
    goal_title: Phrase | None = None
    goal_words: Callable[[Case], Phrase] | None = None
    goal_hints: Callable[[Case], Hints] | None = None
    solve: Callable[[Case], Mapping[str, Any]] | None = None
    names: Callable[[Case], Mapping[str, Quantity]] = field(default=_no_names)
    reveal: str = "check"
    measures: Measures | None = None

    def box(self, id: str) -> Box | None:
        """The box with that id, or None."""
        return next((box for box in self.boxes if box.id == id), None)

    def knob(self, id: str) -> Knob | None:
        """The knob with that id, or None."""
        return next((knob for knob in self.knobs if knob.id == id), None)
