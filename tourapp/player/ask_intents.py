"""Intents of a question to the class. They mean something only while its hands are open, but for the switch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToggleHands:
    """Ask the class at this beat, or stop asking; at a beat without a question: from now on, or no longer."""


@dataclass(frozen=True, slots=True)
class TypeHand:
    """A digit is typed: one more hand for that option (from 1), or a digit of a number."""

    digit: str


@dataclass(frozen=True, slots=True)
class RaiseHand:
    """One more hand for an option, from 0."""

    option: int


@dataclass(frozen=True, slots=True)
class SayNumber:
    """The number being guessed is this one, as if it had been typed."""

    number: int


@dataclass(frozen=True, slots=True)
class TakeBackHand:
    """The last hand, or digit, is taken back."""


@dataclass(frozen=True, slots=True)
class ChooseHand:
    """Choose the option after (1) or before (-1); of numbers: set the typed one down and begin another (1), or take the
    last one up again (-1)."""

    by: int


@dataclass(frozen=True, slots=True)
class LockHands:
    """Nobody changes their mind any more: the run answers."""


HandsIntent = ToggleHands | TypeHand | RaiseHand | SayNumber | TakeBackHand | ChooseHand | LockHands
