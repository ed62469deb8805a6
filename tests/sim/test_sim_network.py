"""The trip: geometry against independent formulas, the parts of the clock, and refusal of what is not usable."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tourapp.errors import UsageError
from tourapp.sim import network

PLACES = {**network.cities(), **network.regions()}


def chord_km(a: network.Place, b: network.Place) -> float:
    """The same distance another way: the angle between unit vectors by atan2."""

    def vector(p: network.Place) -> np.ndarray:
        lat, lon = math.radians(p.latitude), math.radians(p.longitude)
        return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])

    u, v = vector(a), vector(b)
    return 6371.0088 * math.atan2(float(np.linalg.norm(np.cross(u, v))), float(u @ v))


def test_places_are_real_points_with_unique_ids() -> None:
    assert len(network.cities()) >= 12 and len(network.regions()) >= 12
    for key, place in PLACES.items():
        assert key == place.id and -90 < place.latitude < 90 and -180 < place.longitude < 180
    for key in network.cities().keys() & network.regions().keys():
        assert network.cities()[key] == network.regions()[key]


@pytest.mark.parametrize("start", network.cities())
def test_great_circle_agrees_with_the_angle_between_vectors(start: str) -> None:
    for end in network.regions():
        a, b = network.cities()[start], network.regions()[end]
        assert network.great_circle_km(a, b) == pytest.approx(chord_km(a, b), rel=1e-9, abs=1e-5)


def test_known_distance() -> None:
    # London to Paris is published as about 344 km; Madrid to Auckland as about 19,600 km, nearly the far side.
    assert network.trip("london", "paris").distance_km == pytest.approx(344, abs=2)
    far = network.trip("auckland", "madrid", 1.0, "warm")
    assert far.distance_km == pytest.approx(19_600, abs=60)
    assert 0.18 < far.rtt_seconds < 0.22


@given(
    st.sampled_from(sorted(network.cities())),
    st.sampled_from(sorted(network.regions())),
    st.floats(1.0, 2.5),
    st.sampled_from(network.CONNECTIONS),
)
@settings(max_examples=150, deadline=None)
def test_parts_of_the_clock(start: str, end: str, stretch: float, connection: str) -> None:
    trip = network.trip(start, end, stretch, connection)
    assert trip.rtt_seconds == 2 * trip.one_way_seconds
    assert trip.one_way_seconds == pytest.approx(trip.distance_km * stretch / 204_190.0 + 0.005)
    round_trips = 2 if connection == "cold" else 0
    assert trip.handshake_seconds == pytest.approx(round_trips * trip.rtt_seconds)
    assert trip.total_seconds == trip.handshake_seconds + trip.one_way_seconds
    assert len(trip.legs) == 2 * round_trips + 1
    clock = 0.0
    for leg in trip.legs:
        assert leg.start_seconds == pytest.approx(clock, abs=1e-12)
        assert leg.end_seconds - leg.start_seconds == pytest.approx(leg.in_glass_seconds + leg.rest_seconds)
        clock = leg.end_seconds
    assert clock == pytest.approx(trip.total_seconds)


def test_the_light_moves_from_the_city_to_the_region() -> None:
    trip = network.trip("new-york", "frankfurt", 1.4, "cold")
    start, end = trip.at(0.0), trip.at(trip.total_seconds)
    assert (start.leg, start.position, start.arrived) == (0, 0.0, False)
    assert (end.leg, end.position, end.arrived) == (4, 1.0, True)
    assert (end.latitude, end.longitude) == pytest.approx((trip.target.latitude, trip.target.longitude))
    back = trip.at(trip.one_way_seconds + trip.propagation_seconds / 4)  # a quarter of the way home again
    assert back.leg == 1 and back.in_glass and back.position == pytest.approx(0.75)
    paying = trip.at(trip.propagation_seconds + 0.001)  # at the far end, in routers
    assert paying.position == 1.0 and not paying.in_glass
    assert trip.at(-1.0) == start and trip.at(99.0) == end


def test_points_lie_on_the_circle_evenly() -> None:
    trip = network.trip("san-francisco", "tokyo")
    points = trip.great_circle_points(9)
    places = [network.Place("", "", "", float(lat), float(lon), 0) for lat, lon in points]
    steps = [network.great_circle_km(a, b) for a, b in itertools.pairwise(places)]
    assert steps == pytest.approx([trip.distance_km / 8] * 8, rel=1e-9)


def test_same_city_is_only_the_rest() -> None:
    trip = network.trip("london", "london", 2.0, "warm")
    assert trip.distance_km == 0 and trip.one_way_seconds == trip.rest_seconds == 0.005
    assert np.allclose(trip.great_circle_points(5), [[trip.origin.latitude, trip.origin.longitude]] * 5)
    assert trip.at(0.001).position == 1.0


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"from_city": "atlantis"}, "from_city"),
        ({"to_region": "x" * 500}, "to_region"),
        ({"stretch": 0.9}, "stretch"),
        ({"stretch": math.nan}, "stretch"),
        ({"connection": "tepid"}, "connection"),
        ({"rest_seconds": -1.0}, "rest"),
    ],
)
def test_unusable_values_are_named(change: dict, word: str) -> None:
    with pytest.raises(UsageError, match=word) as caught:
        network.trip(**change)
    assert len(str(caught.value)) < 600
