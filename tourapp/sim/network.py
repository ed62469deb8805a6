"""The trip of a prompt: great circle, light in fibre, handshakes. Computed from specs, nothing is measured.

Left out: real cable routes, peering, loss and retransmission, the size of the prompt (it fits in one
packet), name lookup. One crossing = distance x stretch / (speed of light in glass) + `rest_seconds`
(routers and last mile).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tourapp.errors import UsageError
from tourapp.sim.places import Place, cities, find, regions

__all__ = [
    "EARTH_RADIUS_KM",
    "FIBRE_KM_PER_SECOND",
    "REST_SECONDS",
    "Leg",
    "Place",
    "Trip",
    "TripMoment",
    "cities",
    "great_circle",
    "great_circle_km",
    "regions",
    "trip",
]

EARTH_RADIUS_KM = 6371.0088  # mean radius (2a + b)/3 of the WGS 84 ellipsoid
FIBRE_KM_PER_SECOND = 204_190.0  # light in silica fibre, group index 1.468
REST_SECONDS = 0.005  # assumption: routers and the last mile, for each crossing
HANDSHAKES = (
    ("TCP: hello", "forward"),
    ("TCP: hello back", "back"),
    ("TLS: keys", "forward"),
    ("TLS: keys back", "back"),
)  # TCP takes one round trip, TLS 1.3 one more
CONNECTIONS = ("warm", "cold")


@dataclass(frozen=True, slots=True)
class Leg:
    """One crossing. `start_seconds` to `end_seconds` = `in_glass_seconds` + `rest_seconds`."""

    label: str
    direction: str  # "forward" (to the region) or "back"
    start_seconds: float
    end_seconds: float
    in_glass_seconds: float
    rest_seconds: float


@dataclass(frozen=True, slots=True)
class TripMoment:
    """Where the light is at one instant. `position` is 0 at the city and 1 at the region."""

    seconds: float
    leg: int  # index into Trip.legs; the last one once arrived
    leg_fraction: float  # 0..1 of the leg's time
    in_glass: bool  # False while routers and the last mile are paid, at the leg's end
    position: float
    latitude: float
    longitude: float
    arrived: bool


@dataclass(frozen=True, slots=True)
class Trip:
    """The way of one prompt from Enter until it has arrived. Seconds and kilometres."""

    origin: Place
    target: Place
    stretch: float
    connection: str
    distance_km: float  # great circle
    fibre_km: float  # distance x stretch
    propagation_seconds: float  # one way, in glass
    rest_seconds: float  # one way, routers and last mile
    one_way_seconds: float  # propagation + rest
    rtt_seconds: float  # exactly twice one way
    handshake_seconds: float  # 0 warm, two round trips cold
    total_seconds: float  # from Enter until the prompt has arrived: handshakes + one way
    legs: tuple[Leg, ...]

    @property
    def return_seconds(self) -> float:
        """The first word of the answer needs one more crossing."""
        return self.one_way_seconds

    def great_circle_points(self, n: int) -> NDArray[np.float64]:
        """n points (latitude, longitude in degrees) evenly spaced along the great circle, both ends
        included.
        """
        return great_circle(self.origin, self.target, np.linspace(0.0, 1.0, n))

    def at(self, seconds: float) -> TripMoment:
        """The moment `seconds` after Enter, clamped to the trip. The light first crosses the glass, then
        waits.
        """
        now = min(max(seconds, 0.0), self.total_seconds)
        index = next((i for i, leg in enumerate(self.legs) if now < leg.end_seconds), len(self.legs) - 1)
        leg = self.legs[index]
        inside = min(now - leg.start_seconds, leg.end_seconds - leg.start_seconds)
        share = 1.0 if leg.in_glass_seconds <= 0 else min(1.0, inside / leg.in_glass_seconds)
        position = share if leg.direction == "forward" else 1.0 - share
        latitude, longitude = great_circle(self.origin, self.target, np.array([position]))[0]
        span = leg.end_seconds - leg.start_seconds
        return TripMoment(
            now,
            index,
            inside / span if span > 0 else 1.0,
            inside < leg.in_glass_seconds,
            position,
            float(latitude),
            float(longitude),
            now >= self.total_seconds,
        )


def great_circle_km(a: Place, b: Place) -> float:
    """Distance over the ground in km by the haversine formula on a sphere of the mean Earth radius."""
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.longitude - a.longitude) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


def great_circle(a: Place, b: Place, shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (m x 2: latitude, longitude in degrees) at `shares` (m values, 0..1) of the way from a to b.

    Turns the unit vector of `a` towards `b` by the share of the angle between them (spherical interpolation).
    """
    start, end = _unit(a), _unit(b)
    angle = great_circle_km(a, b) / EARTH_RADIUS_KM
    side = end - start * float(start @ end)
    length = float(np.linalg.norm(side))
    if length < 1e-12:  # the same point (or exact antipodes, where every direction is as short)
        side = np.cross(start, [0.0, 0.0, 1.0]) if angle > 1 else np.zeros(3)
        length = max(float(np.linalg.norm(side)), 1e-12)
    turned = np.outer(np.cos(angle * shares), start) + np.outer(np.sin(angle * shares), side / length)
    latitude = np.degrees(np.arcsin(np.clip(turned[:, 2], -1.0, 1.0)))
    return np.column_stack((latitude, np.degrees(np.arctan2(turned[:, 1], turned[:, 0]))))


def _check(stretch: float, connection: str, rest_seconds: float) -> None:
    """UsageError for a value out of range."""
    if not (math.isfinite(stretch) and 1.0 <= stretch <= 10.0):
        raise UsageError(f"stretch: {stretch} is out of range; use 1 to 10 (fibre length over great circle)")
    if connection not in CONNECTIONS:
        raise UsageError(f"connection: {connection[:40]!r} is not one of: {', '.join(CONNECTIONS)}")
    if not (math.isfinite(rest_seconds) and 0.0 <= rest_seconds <= 10.0):
        raise UsageError(f"rest: {rest_seconds} s is out of range; use 0 to 10 seconds for each crossing")


def trip(
    from_city: str = "new-york",
    to_region: str = "frankfurt",
    stretch: float = 1.4,
    connection: str = "cold",
    rest_seconds: float = REST_SECONDS,
) -> Trip:
    """The trip between two places by id. UsageError names an unknown place or a value out of range.

    Example: `trip("new-york", "frankfurt", 1.4, "cold").distance_km` is about 6,202 km, one way 47.5 ms.
    """
    origin = find(from_city, cities(), regions(), "from_city")
    target = find(to_region, regions(), cities(), "to_region")
    _check(stretch, connection, rest_seconds)
    distance_km = great_circle_km(origin, target)
    fibre_km = distance_km * stretch
    propagation = fibre_km / FIBRE_KM_PER_SECOND
    one_way = propagation + rest_seconds
    hellos = HANDSHAKES if connection == "cold" else ()
    handshake = one_way * len(hellos)
    legs = tuple(_legs([*hellos, ("the prompt", "forward")], propagation, rest_seconds))
    return Trip(
        origin,
        target,
        stretch,
        connection,
        distance_km,
        fibre_km,
        propagation,
        rest_seconds,
        one_way,
        2 * one_way,
        handshake,
        handshake + one_way,
        legs,
    )


def _legs(crossings: Iterable[tuple[str, str]], propagation: float, rest: float) -> Iterable[Leg]:
    one_way = propagation + rest
    for index, (label, direction) in enumerate(crossings):
        yield Leg(label, direction, index * one_way, (index + 1) * one_way, propagation, rest)


def _unit(place: Place) -> NDArray[np.float64]:
    lat, lon = math.radians(place.latitude), math.radians(place.longitude)
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])
