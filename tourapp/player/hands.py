"""What a class has answered to the question of one beat. Values only; kept with the showing while it runs."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

MOST_HANDS = 999
LONGEST = 7
"""Digits of a typed number."""
FOREVER = 1e9
"""Seconds since a lock that was long ago."""


@dataclass(frozen=True, slots=True)
class Hands:
    """raised: the options hands went up for, in order; chosen: the option that is marked, or None; said: the numbers
    set down; typed: the digits of the one being typed; since: seconds since it was locked on stage; made_for: the
    inputs that the lock was made for."""

    raised: tuple[int, ...] = ()
    chosen: int | None = None
    said: tuple[int, ...] = ()
    typed: str = ""
    locked: bool = False
    since: float = 0.0
    made_for: Any = None

    def counts(self, options: int) -> tuple[int, ...]:
        """Hands by option."""
        found = Counter(self.raised)
        return tuple(found[place] for place in range(options))

    def leading(self, options: int) -> int | None:
        """The option with the most hands; among equals the one that is marked, else the first. Without a hand the one
        that is marked."""
        counts = self.counts(options)
        if not any(counts):
            return self.chosen
        best = [place for place, count in enumerate(counts) if count == max(counts)]
        return self.chosen if self.chosen in best else best[0]

    @property
    def numbers(self) -> tuple[int, ...]:
        """All numbers, the one being typed too."""
        return (*self.said, int(self.typed)) if self.typed else self.said

    @property
    def guess(self) -> float | None:
        """The class's guess where a number is asked: the middle one."""
        return float(statistics.median(self.numbers)) if self.numbers else None

    @property
    def given(self) -> int:
        """Hands or numbers so far."""
        return len(self.raised) or len(self.numbers)

    def raise_hand(self, option: int) -> Hands:
        """One more hand for an option."""
        return self if len(self.raised) >= MOST_HANDS else replace(self, raised=(*self.raised, option), chosen=option)

    def type_digit(self, digit: str) -> Hands:
        """One more digit; none stands before the first that counts."""
        typed = (self.typed + digit).lstrip("0")
        return self if len(typed) > LONGEST or len(self.said) >= MOST_HANDS else replace(self, typed=typed)

    def say(self, number: int) -> Hands:
        """The number being typed is this one."""
        typed = str(max(0, number)).lstrip("0")
        return self if len(typed) > LONGEST or len(self.said) >= MOST_HANDS else replace(self, typed=typed)

    def take_back(self) -> Hands:
        """Without the last hand, digit or number."""
        if self.raised:
            return replace(self, raised=self.raised[:-1])
        if self.typed:
            return replace(self, typed=self.typed[:-1])
        return replace(self, said=self.said[:-1])

    def choose(self, by: int, options: int) -> Hands:
        """The option after or before; of numbers: set down the typed one, or take the last one up again."""
        if options:
            start = -1 if by > 0 else options
            place = (start if self.chosen is None else self.chosen) + by
            return replace(self, chosen=min(max(place, 0), options - 1))
        if by > 0 and self.typed:
            return replace(self, said=(*self.said, int(self.typed)), typed="")
        if by < 0 and self.said:
            kept = (*self.said, int(self.typed)) if self.typed else self.said
            return replace(self, said=kept[:-1], typed=str(kept[-1]))
        return self


NO_HANDS = Hands()
