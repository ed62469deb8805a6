"""How long in reality what a beat shows takes: one crossing, the whole trip from Enter, the answer's crossing home."""

from __future__ import annotations

from collections.abc import Callable

from tourapp.authoring import Frame, Quantity


def one_crossing(f: Frame) -> Quantity:
    """The prompt's way there, or the answer's way back."""
    return f.world.trip_numbers.one_way


def whole_trip(f: Frame) -> Quantity:
    """From Enter to arrival, handshakes included."""
    return f.world.trip_numbers.total


REAL: dict[str, Callable[[Frame], Quantity | None]] = {
    "race": one_crossing,
    "clock": whole_trip,
    "arrive": one_crossing,
}
