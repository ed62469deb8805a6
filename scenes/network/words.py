"""The values of the captions: the trip's numbers, and the words that depend on the places and the line."""

from __future__ import annotations

from tourapp.authoring import Frame, Phrase, Picture

ONE_TOWN = 1.0
"""Kilometres below which both ends are in one town."""


def fill_words(p: Picture, f: Frame) -> None:
    """Give every caption and note its fields."""
    trip, n = f.world.network, f.world.trip_numbers
    cold = trip.connection == "cold"
    p.fill(
        leaves=_leaves(f),
        race=_race(f),
        course=_course(f),
        glass=n.glass,
        rest=n.rest,
        total=n.total,
        first=n.first_word,
        hellos=Phrase("took four more") if cold else Phrase("is spared: this line is warm"),
        rounds=Phrase("Two round trips of handshakes come first: {handshake}.", handshake=n.handshake)
        if cold
        else Phrase("The handshakes were paid earlier, by another request."),
    )


def _leaves(f: Frame) -> Phrase:
    """How much leaves, and for where."""
    trip = f.world.network
    letters = len(f["prompt"])
    if trip.distance_km < ONE_TOWN:
        return Phrase(
            "{n} {n|character leaves|characters leave} for a datacentre in the same town, {city}.",
            n=letters,
            city=trip.origin.name,
        )
    return Phrase(
        "{n} {n|character leaves|characters leave} {city} for a datacentre in {region}.",
        n=letters,
        city=trip.origin.name,
        region=trip.target.name,
    )


def _race(f: Frame) -> Phrase:
    """What the crossing is."""
    trip, n = f.world.network, f.world.trip_numbers
    if trip.distance_km < ONE_TOWN:
        return Phrase("You and the datacentre are in one town: light has next to nothing to cross.")
    return Phrase(
        "Light races to {region}: {fibre} of fibre, {glass} in glass.",
        region=trip.target.name,
        fibre=n.fibre,
        glass=n.glass,
    )


def _course(f: Frame) -> Phrase:
    """Why the fibre is as long as it is, and what is added to its time."""
    trip, n = f.world.network, f.world.trip_numbers
    if trip.distance_km < ONE_TOWN:
        return Phrase("Only routers and the last mile take time: {rest} for one crossing.", rest=n.rest)
    return Phrase(
        "Light in glass makes {speed}, along {stretch:.2f} times the straight {distance}. "
        "With routers and the last mile: {one_way}.",
        speed=n.speed,
        one_way=n.one_way,
        stretch=trip.stretch,
        distance=n.distance,
    )
