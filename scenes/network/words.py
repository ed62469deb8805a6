"""The values of the captions: the trip's numbers, and the words that depend on the places and the line."""

from __future__ import annotations

from tourapp.authoring import Frame, Phrase, Picture


def fill_words(p: Picture, f: Frame) -> None:
    """Give every caption and note its fields."""
    trip, n = f.world.network, f.world.trip_numbers
    cold = trip.connection == "cold"
    p.fill(
        letters=len(f["prompt"]),
        city=trip.origin.name,
        region=trip.target.name,
        fibre=n.fibre,
        speed=n.speed,
        course=_course(f),
        glass=n.glass,
        rest=n.rest,
        total=n.total,
        first=n.first_word,
        hellos=Phrase("took four more") if cold else Phrase("is spared: this line is warm"),
        rounds=Phrase(
            "Two round trips of handshakes come before the prompt may leave: {handshake}.", handshake=n.handshake
        )
        if cold
        else Phrase("The handshakes were paid earlier, by another request."),
    )


def _course(f: Frame) -> Phrase:
    """Why the fibre is as long as it is."""
    trip, n = f.world.network, f.world.trip_numbers
    if trip.distance_km < 1.0:
        return Phrase("You and the datacentre are in one town: only routers and the last mile take time.")
    return Phrase(
        "Cables do not run straight: {stretch:.2f} times the great circle of {distance}. "
        "Routers and the last mile add {rest}.",
        stretch=trip.stretch,
        distance=n.distance,
        rest=n.rest,
    )
