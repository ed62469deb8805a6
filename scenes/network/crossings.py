"""What each crossing of the fibre is called on the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Trip

HELLOS = (Phrase("TCP: hello"), Phrase("TCP: hello back"), Phrase("TLS: keys"), Phrase("TLS: keys back"))
"""The handshakes in their order; a warm line has none of them."""
PROMPT = Phrase("the prompt")


def crossing_name(trip: Trip, leg: int) -> Phrase:
    """The words for one leg of a trip, by its place in `trip.legs`; the last leg is the prompt's own."""
    return PROMPT if leg == len(trip.legs) - 1 else HELLOS[leg]


ROUND_TRIPS = (Phrase("TCP: hello and back"), Phrase("TLS: keys and back"))
"""Two handshakes each: the words below the ruler."""
