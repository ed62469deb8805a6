"""The arithmetic of the trip, and the clock that tells it."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.network.crossings import crossing_name
from scenes.network.ruler import LEFT, RIGHT, Ruler
from tests.scenes.network.helpers import offline_for, words_of
from tourapp.quantity.why import explain
from tourapp.sim import network
from tourapp.world.parts.network import trip_numbers


@pytest.mark.parametrize("connection", ["cold", "warm"])
@pytest.mark.parametrize("stretch", [1.0, 1.4, 2.5])
def test_numbers_are_the_trip(connection: str, stretch: float) -> None:
    trip = network.trip("new-york", "frankfurt", stretch, connection)
    n = trip_numbers(trip)
    pairs = [
        (n.distance, trip.distance_km * 1e3),
        (n.fibre, trip.fibre_km * 1e3),
        (n.glass, trip.propagation_seconds),
        (n.one_way, trip.one_way_seconds),
        (n.round_trip, trip.rtt_seconds),
        (n.handshake, trip.handshake_seconds),
        (n.total, trip.total_seconds),
        (n.first_word, trip.total_seconds + trip.return_seconds),
    ]
    for quantity, value in pairs:
        assert float(quantity.value) == pytest.approx(value, rel=1e-12)
    warm = trip_numbers(network.trip("new-york", "frankfurt", stretch, "warm"))
    if connection == "cold":
        assert float(n.total.value) == pytest.approx(float(warm.total.value) + 2 * float(n.round_trip.value))
    assert "fibre" in explain(n.total)


def test_the_far_side_is_never_a_few_milliseconds() -> None:
    n = trip_numbers(network.trip("auckland", "madrid", 1.0, "warm"))
    assert 0.19 < float(n.round_trip.value) < 0.22


@pytest.mark.parametrize("connection", ["cold", "warm"])
def test_the_clock_ends_on_the_trip(connection: str) -> None:
    made = offline_for("new-york", "frankfurt", connection=connection)
    trip = network.trip("new-york", "frankfurt", 1.4, connection)
    assert f"{trip.total_seconds * 1e3:.1f}" in words_of(made, "clock", 0.95)
    assert f"{trip.one_way_seconds * 1e3:.1f}" in words_of(made, "race", 0.95)
    shown = words_of(made, "clock", 0.95)
    assert ("TCP: hello and back" in shown) is (connection == "cold")


def test_crossings_are_equally_long_on_the_ruler() -> None:
    trip = network.trip("new-york", "frankfurt", 1.4, "cold")
    ruler = Ruler(0.0, trip.total_seconds)
    widths = [ruler.x(leg.end_seconds) - ruler.x(leg.start_seconds) for leg in trip.legs]
    assert len(widths) == 5 and np.allclose(widths, (RIGHT - LEFT) / 5)


def test_nothing_before_its_time() -> None:
    made = offline_for("new-york", "frankfurt")
    assert "datacentre" not in words_of(made, "typed", 1.0)
    assert not any(words == "handshakes" for words in words_of(made, "race", 1.0))
    assert "the answer" not in words_of(made, "clock", 1.0)
    assert "the answer" in words_of(made, "arrive", 0.95)


@pytest.mark.parametrize("connection", ["cold", "warm"])
def test_crossings_go_by_the_names_of_the_trip(connection: str) -> None:
    trip = network.trip("new-york", "frankfurt", 1.4, connection)
    assert [str(crossing_name(trip, k)) for k in range(len(trip.legs))] == [leg.label for leg in trip.legs]
