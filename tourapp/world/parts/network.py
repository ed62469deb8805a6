"""World parts of the trip: its times between two real places as numbers that can be asked "why?", the course over the
ground, the known places and the web between them, and where there is land.

Only the trip and its numbers depend on how the way is gone; the course, the places and the land are computed once and
kept. Not here: how any of it looks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from tourapp.assets import asset_path
from tourapp.quantity import Quantity, Source, derive
from tourapp.quantity.origin import ASSUMED, DEFINED, PHYSICS, PROTOCOL, SETTING
from tourapp.sim import network
from tourapp.sim.places import read_from
from tourapp.words import Phrase
from tourapp.world.declare import Block, Pairs, choice, number
from tourapp.world.part import PartView, part

NEIGHBOURS = 3
"""How many neighbours the web joins a place to, at least."""
WEB_POINTS = 25
"""Points along one line of the web."""


def _cities() -> Pairs:
    return ((key, place.name) for key, place in network.cities().items())


def _regions() -> Pairs:
    return ((key, place.name) for key, place in network.regions().items())


@dataclass(frozen=True)
class NetworkInputs(Block):
    """From where to where, and how."""

    from_city: str = choice("From", _cities, "new-york")
    to_region: str = choice("To", _regions, "frankfurt")
    stretch: float = number("Path stretch", 1, 2.5, 1.4, 0.05, unit="×")
    connection: str = choice("Connection", (("warm", "Warm"), ("cold", "Cold")), "cold")


@dataclass(frozen=True, slots=True)
class TripNumbers:
    """All readouts of a trip; metres and seconds. They agree with the trip's own fields, and its times are printed in
    milliseconds of so many `decimals`, so that on every stage the printed parts add up to the printed total.

    crossing_ms, total_ms: where a clock that counts milliseconds ends, as printed.
    """

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
    decimals: int
    crossing_ms: float
    total_ms: float


@dataclass(frozen=True, slots=True)
class Route:
    """The great circle between two places, whatever the fibre adds to it; and what a time on it is worth: the speed of
    light in glass (km/s) and the radius of the sphere it lies on (km)."""

    origin: network.Place
    target: network.Place
    km_per_second: float = network.FIBRE_KM_PER_SECOND
    radius_km: float = network.EARTH_RADIUS_KM

    def course(self, points: int) -> np.ndarray:
        """Latitudes and longitudes in degrees [points, 2], evenly spaced, both ends included."""
        return network.great_circle(self.origin, self.target, np.linspace(0.0, 1.0, points))


@dataclass(frozen=True, slots=True, eq=False)
class KnownPlaces:
    """Every city one may ask from and every region that may answer, one entry an id. web [lines, WEB_POINTS, 2]:
    latitudes and longitudes in degrees of the great circles from each to its nearest neighbours; schematic, no cables.
    """

    every: tuple[network.Place, ...]
    region_ids: frozenset[str]
    web: np.ndarray

    def is_region(self, place: network.Place) -> bool:
        """Whether it may answer; a place that may do both counts as a region."""
        return place.id in self.region_ids


@dataclass(frozen=True, slots=True, eq=False)
class LandMask:
    """Land or water at a tenth of a degree (Natural Earth): 1800 x 3600 booleans, north up, the first column just east
    of 180 degrees west."""

    cells: np.ndarray

    def holds(self, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
        """Whether there is land, for n latitudes and n longitudes (from -180 on) in degrees."""
        rows = np.clip(((90 - latitude) * 10).astype(int), 0, len(self.cells) - 1)
        columns = ((longitude + 180) * 10).astype(int) % self.cells.shape[1]
        return np.asarray(self.cells[rows, columns])


@part("network", reads=("from_city", "to_region", "stretch", "connection"))
def _network(view: PartView) -> network.Trip:
    return network.trip(view.from_city, view.to_region, view.stretch, view.connection)


@part("trip_numbers", needs=("network",))
def _trip_numbers(view: PartView) -> TripNumbers:
    return trip_numbers(view.network)


@part("route", reads=("from_city", "to_region"))
def _route(view: PartView) -> Route:
    trip = network.trip(view.from_city, view.to_region)
    return Route(trip.origin, trip.target)


@part("places")
def _places(_view: PartView) -> KnownPlaces:
    return known_places()


@part("land")
def _land(_view: PartView) -> LandMask:
    return land_mask()


def trip_numbers(trip: network.Trip) -> TripNumbers:
    """The quantities of a trip, each derived from the one before by its formula."""
    distance, stretch, speed, rest, rounds = _given(trip)
    fibre = derive("fibre path", "L", "m", "D * k", distance, stretch)
    glass = derive("time in glass, one way", "G", "s", "L / v", fibre, speed)
    one_way = derive("one way", "O", "s", "G + r", glass, rest)
    round_trip = derive("round trip", "R", "s", "2 * O", one_way)
    handshake = derive("handshakes", "H", "s", "n * R", rounds, round_trip)
    total = derive("Enter to arrival", "A", "s", "H + O", handshake, one_way)
    first = derive("first word back, at best", "F", "s", "A + O", total, one_way)
    decimals = 0 if float(first.value) >= 1 else 1
    step = 1e-3 / 10**decimals
    o, r, h = (round(float(each.value) / step) for each in (one_way, rest, handshake))
    times = (glass, rest, one_way, round_trip, handshake, total, first)
    steps = (o - r, r, o, 2 * o, h, h + o, h + 2 * o)
    glass, rest, one_way, round_trip, handshake, total, first = (
        replace(each, printed=_milliseconds(count, decimals)) for each, count in zip(times, steps, strict=True)
    )
    return TripNumbers(
        distance=distance,
        fibre=fibre,
        speed=speed,
        glass=glass,
        rest=rest,
        one_way=one_way,
        round_trip=round_trip,
        handshake=handshake,
        total=total,
        first_word=first,
        decimals=decimals,
        crossing_ms=o / 10**decimals,
        total_ms=(h + o) / 10**decimals,
    )


def _given(trip: network.Trip) -> tuple[Quantity, ...]:
    """What the times of a trip are made of: distance, stretch, speed, the rest of a crossing, round trips before."""
    stretch = Quantity(trip.stretch, "times", "path stretch", "k", source=SETTING)
    speed = Quantity(
        network.FIBRE_KM_PER_SECOND * 1e3, "m/s", "light in silica fibre, group index 1.468", "v", "c / n_g", _light()
    )
    rest = Quantity(trip.rest_seconds, "s", "routers and last mile, each crossing (assumption)", "r", source=ASSUMED)
    rounds = Quantity(
        2 if trip.connection == "cold" else 0, "1", "handshake round trips (TCP, TLS)", "n", source=PROTOCOL
    )
    return _distance(trip), stretch, speed, rest, rounds


def _distance(trip: network.Trip) -> Quantity:
    """Over the ground, as the crow flies."""
    name = Phrase("great circle {a} to {b}", a=trip.origin.name, b=trip.target.name)
    sphere = Quantity(network.EARTH_RADIUS_KM * 1e3, "m", "mean radius of the Earth, WGS 84", "r_E", source=PHYSICS)
    angle = "r_E × the angle between both places, from their latitudes and longitudes"
    return Quantity(trip.distance_km * 1e3, "m", name, "D", angle, (sphere,), _known())


@lru_cache(maxsize=1)
def _known() -> Source:
    """Where the coordinates of all places were read."""
    title, date = read_from()
    return Source("places", "Coordinates of the places", date, title)


@lru_cache(maxsize=1)
def _light() -> tuple[Quantity, Quantity]:
    """Light in empty space, and how many times slower a pulse is in fibre."""
    empty = Quantity(299_792_458, "m/s", "light in empty space", "c", source=DEFINED)
    index = float(empty.value) / (network.FIBRE_KM_PER_SECOND * 1e3)
    return empty, Quantity(index, "1", "group index of silica fibre", "n_g", source=PHYSICS)


def _milliseconds(count: int, decimals: int) -> str:
    """The text of so many of the smallest printed steps."""
    return f"{count / 10**decimals:,.{decimals}f}\u2009ms"


@lru_cache(maxsize=1)
def known_places() -> KnownPlaces:
    """The places there are; the same for every world."""
    every = tuple({**network.cities(), **network.regions()}.values())
    return KnownPlaces(every, frozenset(network.regions()), _web(every))


def _web(places: tuple[network.Place, ...]) -> np.ndarray:
    """Great circles (latitudes and longitudes) from every place to its nearest neighbours, each drawn once."""
    lat, lon = (np.radians([getattr(each, name) for each in places]) for name in ("latitude", "longitude"))
    at = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1)
    near = at @ at.T
    pairs = {tuple(sorted((i, int(j)))) for i in range(len(places)) for j in np.argsort(-near[i])[1 : NEIGHBOURS + 1]}
    shares = np.linspace(0, 1, WEB_POINTS)
    web = np.stack([network.great_circle(places[i], places[j], shares) for i, j in sorted(pairs)])
    web.flags.writeable = False
    return web


@lru_cache(maxsize=1)
def land_mask() -> LandMask:
    """The shipped mask, read once; the same for every world."""
    with np.load(asset_path("geo", "land_mask.npz")) as data:
        cells = np.unpackbits(data["bits"], axis=1).astype(bool)
    cells.flags.writeable = False
    return LandMask(cells)
