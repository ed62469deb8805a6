"""A question to the class: what is asked before a beat shows its answer, what may be answered, and what is true.

Values only. Who counts hands, and what stands on the stage meanwhile, is the player's matter (`player.asking`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from tourapp.authoring.frame import Frame
from tourapp.authoring.layout import Rect
from tourapp.authoring.live_options import LiveOptions
from tourapp.quantity import Quantity
from tourapp.words import Phrase

MOST_OPTIONS, MOST_CANDIDATES = 4, 7
LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class AskOption:
    """One answer to choose from. value: on the question's axis, or a quantity in the unit of the truth where it follows
    the settings; words: what it says, in two or three words; tempts: one sentence on why it misleads, told where it is
    wrong; line: how it was reckoned, in one line, told after the lock."""

    value: float | Quantity
    words: str | Phrase
    tempts: str | Phrase
    line: str | Phrase = ""

    @property
    def number(self) -> float:
        """The value without its unit."""
        return float(self.value.value) if isinstance(self.value, Quantity) else self.value


@dataclass(frozen=True, slots=True)
class Gates:
    """Where the options of a question stand in the picture: each as a gate across `room`, at its own x (stage units of
    the picture). end: x of what they are held against, or None."""

    room: Rect
    at: tuple[float, ...]
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a class may choose, as it is under the settings of a frame. share: its number; cut: whether the
    run itself could not choose it; at: the foot of its shape in the picture, stage units."""

    words: str | Phrase
    share: Quantity
    cut: bool
    at: tuple[float, float]


def _nothing(_f: Frame) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Ask:
    """What a beat asks before it answers.

    question, note: templates over the scene's own caption fields and `fields`; they stand in place of caption and
    second line. answer: the true quantity, from the world. per: how much of it is one on the axis (0.01 where a share
    is guessed in per cent). With `options` one of them is chosen, and the one nearest in ratio to the truth is right;
    without, a number on a log axis from `low` to `high`, and `tempts` says in a sentence that holds at every setting
    what misleads. held: a moment of the scene, beat and share, at which the picture waits while it would give the
    answer away at the beat's own start; from there it then plays within `sweep` seconds. lands: the share of the beat
    at which the picture has told the answer.

    sets: makes it no question but a choice that the class makes for the run: the shared input that holds it, 1 for the
    first option, 0 without one. There is no right one then; `candidates` says what the options are, `tempts` is the
    second line of what comes of it, `outcome` tells it where the picture has no room, and it is only opened by hand.

    Options that follow the settings are `LiveOptions`: whoever shows them asks for `options_at` a frame.
    """

    question: str
    answer: Callable[[Frame], Quantity]
    note: str = ""
    per: float = 1.0
    low: float = 1.0
    high: float = 1000.0
    options: tuple[AskOption, ...] | LiveOptions = ()
    tempts: str = ""
    gates: Callable[[Frame], Gates] | None = None
    held: tuple[str, float] | None = None
    sweep: float = 1.5
    lands: float = 0.5
    fields: Callable[[Frame], Mapping[str, Any]] = field(default=_nothing)
    sets: str = ""
    candidates: Callable[[Frame], tuple[Candidate, ...]] | None = None
    outcome: Callable[[Frame], tuple[Phrase, ...]] | None = None

    def __post_init__(self) -> None:
        if not self.question:
            raise ValueError("ask: question: there are no words")
        for words in (self.question, self.note, self.tempts):
            list(Formatter().parse(words))
        most = MOST_CANDIDATES if self.sets else MOST_OPTIONS
        if len(self.options) == 1 or len(self.options) > most:
            raise ValueError(f"ask: options: {len(self.options)}; give two to {most}, or none for a number")
        if bool(self.sets) != (self.candidates is not None):
            raise ValueError("ask: sets and candidates: a choice of the class needs both")
        fixed = () if isinstance(self.options, LiveOptions) else self.options
        if any(option.number <= 0 for option in fixed) or not 0 < self.low < self.high or self.per <= 0:
            raise ValueError("ask: options, low, high and per are above 0: they stand on a log axis")
        if not len(self.options) and not self.tempts:
            raise ValueError("ask: tempts: say in a sentence what misleads")
        if not 0 < self.lands <= 1 or self.sweep <= 0:
            raise ValueError("ask: lands is a share of the beat above 0, and sweep some seconds")

    def value_of(self, truth: Quantity) -> float:
        """The truth as a number on the axis."""
        return float(truth.value) / self.per

    def shown(self, number: float, like: Quantity) -> Quantity:
        """A guess on the axis as a quantity of the truth's unit."""
        value = number * self.per
        whole = float(value).is_integer() and abs(value) < 1e12
        return Quantity(int(value) if whole else value, like.unit, "the class's guess")

    def options_at(self, f: Frame) -> tuple[AskOption, ...]:
        """The options as they are under the settings of a frame; none where a number is asked."""
        return self.options.at(f) if isinstance(self.options, LiveOptions) else self.options

    def number_of(self, option: AskOption) -> float:
        """An option as a number on the axis."""
        return option.number / self.per if isinstance(option.value, Quantity) else option.number

    def right(self, truth: Quantity, options: tuple[AskOption, ...]) -> int:
        """Which option is nearest in ratio to the truth."""
        true = max(self.value_of(truth), 1e-12)
        ratios = [abs(math.log(max(self.number_of(option), 1e-12) / true)) for option in options]
        return ratios.index(min(ratios))


def letters_of(ask: Ask) -> str | Phrase:
    """The letters to choose from, in words."""
    names = LETTERS[: len(ask.options)]
    told = dict(zip("abcd", names, strict=False))
    if len(names) == 2:
        return Phrase("{a} or {b}", **told)
    return Phrase("{a}, {b} or {c}", **told) if len(names) == 3 else Phrase("{a}, {b}, {c} or {d}", **told)
