"""The cuts of a tour: the same stops, told in so many minutes; and a showing that goes on in another cut."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState
from tourapp.player.tour import Tour, make_tour
from tourapp.player.walking import play_beat, time_of
from tourapp.tours.shelf import shipped


def base_of(tour_id: str) -> str:
    """The id of the tour that a cut is one of; a tour's own where it is none."""
    base, _, minutes = tour_id.rpartition("_")
    return base if base in shipped() and minutes.isdecimal() else tour_id


def cuts_of(tour: Tour) -> dict[int, str]:
    """Ids of the cuts of a tour (or of the tour that it is a cut of) by their minutes, the shortest first."""
    base = base_of(tour.id)
    found = {}
    for name in shipped():
        if name != base and base_of(name) == base:
            found[int(name.rpartition("_")[2])] = name
    return dict(sorted(found.items()))


@lru_cache(maxsize=8)
def shipped_tour(name: str) -> Tour:
    """A shipped tour that plays."""
    return make_tour(shipped()[name])


def carried(state: PlayerState, before: Tour, after: Tour) -> PlayerState:
    """The state in another tour: at the same beat, or where that is left out at the next one that is kept. Settings
    stay; they belong to stops by key."""
    mark = marks_of(before).all[marks_of(before).at(time_of(state, before))]
    order = [stop.key for stop in before.stops[mark.stop :]]
    places = {stop.key: number for number, stop in enumerate(after.stops)}
    key = next((key for key in order if key in places), after.stops[-1].key)
    beat = mark.beat if key == order[0] else 0
    place = marks_of(after).place(places[key], beat)
    found = marks_of(after).all[place]
    if (key, found.beat) != (order[0], mark.beat):
        return play_beat(state, after, place)
    begun = time_of(state, before) - mark.start
    time = found.start + min(begun, found.hold - found.start)
    moved = play_beat(state, after, place, start=time, idle=state.idle)
    return moved if state.playing else replace(moved, playing=False, until=None)
