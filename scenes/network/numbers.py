"""The numbers of a trip as quantities that can be asked "why?": each derived from the one before by its formula."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tourapp.quantity import Quantity, derive
from tourapp.sim.network import FIBRE_KM_PER_SECOND, Trip


@dataclass(frozen=True, slots=True)
class TripNumbers:
    """All readouts of a trip."""

    distance: Quantity
    fibre: Quantity
    speed: Quantity
    glass: Quantity
    rest: Quantity
    one_way: Quantity
    round_trip: Quantity
    handshake: Quantity
    total: Quantity
    first_word: Quantity


@lru_cache(maxsize=32)
def trip_numbers(trip: Trip) -> TripNumbers:
    """The quantities of a trip; values agree with the trip's own fields (metres and seconds)."""
    distance = Quantity(trip.distance_km * 1e3, "m", f"great circle {trip.origin.name} to {trip.target.name}", "D")
    stretch = Quantity(trip.stretch, "times", "path stretch", "k")
    speed = Quantity(FIBRE_KM_PER_SECOND * 1e3, "m/s", "light in silica fibre, group index 1.468", "v")
    rest = Quantity(trip.rest_seconds, "s", "routers and last mile, each crossing (assumption)", "r")
    rounds = Quantity(2 if trip.connection == "cold" else 0, "1", "handshake round trips (TCP, TLS)", "n")
    fibre = derive("fibre path", "L", "m", "D * k", distance, stretch)
    glass = derive("time in glass, one way", "G", "s", "L / v", fibre, speed)
    one_way = derive("one way", "O", "s", "G + r", glass, rest)
    round_trip = derive("round trip", "R", "s", "2 * O", one_way)
    handshake = derive("handshakes", "H", "s", "n * R", rounds, round_trip)
    total = derive("Enter to arrival", "A", "s", "H + O", handshake, one_way)
    first = derive("first word back, at best", "F", "s", "A + O", total, one_way)
    return TripNumbers(distance, fibre, speed, glass, rest, one_way, round_trip, handshake, total, first)
