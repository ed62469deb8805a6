"""How far a measured time may lie from the one that is told: the ends between which nine of ten measured runs fell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.terms.mechanisms import constant

BandOf = Literal["token", "prefill", "first"]


@dataclass(frozen=True, slots=True)
class Band:
    """Ends of a band as multiples of what is told. inside: there are measured runs like this one; outside, the band is
    that of parts and models left out of the fit."""

    least: Quantity
    most: Quantity
    inside: bool

    def around(self, number: Quantity) -> tuple[Quantity, Quantity]:
        """Low and high end around a time, or around what grows with it, such as a price."""
        return _end("low end of the band", number, self.least), _end("high end of the band", number, self.most)


def _end(words: str, number: Quantity, share: Quantity) -> Quantity:
    """One end; its id is that of the number with the end's name behind it."""
    which = words.partition(" ")[0]
    found = derive(words, which, number.unit, f"{number.symbol} * {share.symbol}", number, share)
    return found.christen(f"{number.id}.{which}") if number.id else found


def band_of(which: BandOf, inside: bool) -> Band:
    """The band of the time between tokens, of a prefill, or of the time to the first token of a benchmark."""
    place = "" if inside else "-outside"
    return Band(constant(f"band-{which}-low{place}"), constant(f"band-{which}-high{place}"), inside)
