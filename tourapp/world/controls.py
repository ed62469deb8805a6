"""Declarations of things a person may set: sliders, choices, toggles, text and buttons. No widgets, no drawing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, overload

from tourapp.errors import UsageError
from tourapp.words import Phrase

Affects = Literal["view", "world"]
PROMPT_LIMIT = 4000  # characters; longer texts freeze text widgets and say nothing new


@dataclass(frozen=True, slots=True)
class Slider:
    """A number between `low` and `high` in steps of `step`; `log` spreads it logarithmically on the slider."""

    id: str
    label: str
    low: float
    high: float
    default: float
    step: float = 1.0
    unit: str = ""
    affects: Affects = "view"
    log: bool = False
    off_text: str = ""  # words shown instead of the number at its lowest value
    kind: str = "slider"

    @property
    def whole(self) -> bool:
        """True where only whole numbers make sense."""
        return float(self.step).is_integer() and float(self.low).is_integer()

    @property
    def decimals(self) -> int:
        """Digits after the point that the step needs."""
        return 0 if self.whole else max(1, min(4, math.ceil(-math.log10(self.step) - 1e-9)))

    def check(self, value: Any) -> float | int:
        """The value as a number in range, or UsageError naming the range. `off_text` stands for the lowest value."""
        if self.off_text and str(value).strip().lower() == self.off_text.lower():
            value = self.low
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise UsageError(f"{self.id}: {value!r} is not a number; use {self.low:g} to {self.high:g}") from None
        if not math.isfinite(number) or not self.low <= number <= self.high:
            raise UsageError(f"{self.id}: {value} is out of range; use {self.low:g} to {self.high:g}")
        if self.whole:
            if number != int(number):
                raise UsageError(f"{self.id}: {value} is not a whole number; use {self.low:g} to {self.high:g}")
            return int(number)
        return number

    def clamp(self, value: float) -> float | int:
        """The nearest allowed value."""
        steps = round((min(max(value, self.low), self.high) - self.low) / self.step)
        number = min(self.high, self.low + steps * self.step)
        return round(number) if self.whole else round(number, 6)

    def fraction(self, value: float) -> float:
        """Where the handle stands, 0..1."""
        if self.log and self.low > 0:
            return math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def at(self, fraction: float) -> float | int:
        """The value under a handle at `fraction` 0..1, snapped to a step."""
        fraction = min(max(fraction, 0.0), 1.0)
        if self.log and self.low > 0:
            return self.clamp(self.low * (self.high / self.low) ** fraction)
        return self.clamp(self.low + fraction * (self.high - self.low))


class LivePairs(Sequence[tuple[Any, str]]):
    """(value, label) pairs that are asked for each time they are looked at: more may come while the program runs."""

    __slots__ = ("_asked",)

    def __init__(self, asked: Callable[[], Sequence[tuple[Any, str]]]) -> None:
        self._asked = asked

    @overload
    def __getitem__(self, place: int) -> tuple[Any, str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[Any, str]]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self._asked()[place]

    def __len__(self) -> int:
        return len(self._asked())

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        return iter(self._asked())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LivePairs | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        """As its pairs: a picture's digest is made of it."""
        return repr(tuple(self))


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few named values. `choices` are (value, label) pairs; many of them become a drop-down list. hint: how
    more of them are had, said where the pointer rests on the list."""

    id: str
    label: str
    choices: Sequence[tuple[Any, str]]
    default: Any
    affects: Affects = "view"
    unit: str = ""
    hint: Phrase | None = None
    kind: str = "choice"

    def check(self, value: Any) -> Any:
        """The value, matched by value or by its printed form; UsageError lists the allowed ones."""
        for allowed, _ in self.choices:
            if value == allowed or str(value) == str(allowed):
                return allowed
        names = ", ".join(str(allowed) for allowed, _ in self.choices)
        raise UsageError(f"{self.id}: {value!r} is not one of: {names}")


@dataclass(frozen=True, slots=True)
class Toggle:
    """On or off."""

    id: str
    label: str
    default: bool = False
    affects: Affects = "view"
    unit: str = ""
    on_text: str = "On"
    off_text: str = "Off"
    kind: str = "toggle"

    def check(self, value: Any) -> bool:
        """A truth value, also from the words on/off, true/false, yes/no, 1/0."""
        if isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word in ("1", "on", "true", "yes"):
            return True
        if word in ("0", "off", "false", "no"):
            return False
        raise UsageError(f"{self.id}: {value!r} is not on or off; use on, off, true, false, 1 or 0")


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, clipped to `limit` characters and cleaned of what no window can show."""

    id: str
    label: str
    default: str = ""
    affects: Affects = "view"
    limit: int = PROMPT_LIMIT
    unit: str = ""
    kind: str = "text"

    def check(self, value: Any) -> str:
        """The text, with lone surrogates replaced and clipped to the limit."""
        if not isinstance(value, str):
            raise UsageError(f"{self.id}: {value!r} is not text")
        return clean_text(value, self.limit)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to start, such as a measurement. Its value counts the presses."""

    id: str
    label: str
    affects: Affects = "view"
    default: int = 0
    unit: str = ""
    kind: str = "button"

    def check(self, value: Any) -> int:
        """The number of presses so far."""
        try:
            return max(0, int(value))
        except (TypeError, ValueError):
            raise UsageError(f"{self.id}: {value!r} is not a count of presses; use 0 or more") from None


Control = Slider | Choice | Toggle | Text | Button


def clean_text(text: str, limit: int = PROMPT_LIMIT) -> str:
    """Text every part of the product can hold: no lone surrogates, at most `limit` characters."""
    return text[:limit].encode("utf-8", "replace").decode("utf-8", "replace")


def describe(control: Control) -> dict[str, Any]:
    """A control as plain data, the shape `tourapp list --json` prints."""
    choices = [value for value, _ in control.choices] if isinstance(control, Choice) else None
    span = (control.low, control.high, control.step) if isinstance(control, Slider) else (None, None, None)
    return {
        "id": control.id,
        "label": control.label,
        "kind": control.kind,
        "default": control.default,
        "min": span[0],
        "max": span[1],
        "step": span[2],
        "choices": choices,
        "unit": control.unit,
        "affects": control.affects,
    }
