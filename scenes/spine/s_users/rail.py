"""Readouts beside the picture; each comes with the beat that explains it."""

from __future__ import annotations

from scenes.spine.s_users.facts import UsersFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """At most four."""
    rail, asked, name = Rail(p, f.rail), facts.asked, f.beat_name
    if name == "hook":
        rail.read("Memory", facts.memory)
        rail.read("A conversation", asked.here.context)
        return
    if name == "weights":
        rail.read("Usable", asked.usable)
        rail.read("Weights", asked.weights)
        rail.read("Room", asked.room, "good" if float(asked.room.value) > 0 else "waste")
        return
    if name == "people" and asked.people is not None:
        rail.read("At once", asked.here.users)
        rail.read("One answer", asked.people.stay)
        rail.read("Rate", asked.people.rate)
        return
    long = name == "cliff" and f.cue("cliff.told") > 0.0
    rail.read("Room", asked.room)
    rail.read("One", asked.long.per_sequence if long else facts.one_of, "key")
    if name != "one":
        rail.read("Users that fit", asked.long.users if long else asked.here.users, "good")
