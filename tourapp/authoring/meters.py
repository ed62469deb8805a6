"""The three meters of the head, for a scene whose numbers move from beat to beat: it says itself what they show.

Not here: the usual meters of a phase, which come from the cost model (`player.chrome`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity
from tourapp.words import Phrase


@dataclass(frozen=True, slots=True)
class Meter:
    """A number of the head, what it is, and its role."""

    label: str | Phrase
    value: Quantity
    role: str


Meters = tuple[Meter, Meter, Meter]
"""Arithmetic of a token, bytes moved for it, memory held: from left to right."""
