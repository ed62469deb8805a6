"""What tests of several rooms share: the request's scenes in order, and tours without a window in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tourapp.authoring import Scene
from tourapp.export.offline import Offline, default_tour
from tourapp.player.state import PlayerState, Settings
from tourapp.player.tour import Tour, tour_of
from tourapp.player.view import PlainWorlds
from tourapp.tours.shelf import shipped
from tourapp.world import Inputs, Work

STILL = Work(wait=False)
"""Slow parts are not built: their stand-ins are shown, as in a window that has just opened."""


def request_scenes() -> tuple[Scene, ...]:
    """The scenes of the request's tour, in its order."""
    return tuple(stop.scene for stop in default_tour().stops)


@lru_cache(maxsize=1)
def toured_scenes() -> tuple[Scene, ...]:
    """Every scene at which a shipped tour stops, the request's first."""
    return tuple({stop.scene.id: stop.scene for tour in shipped().values() for stop in tour.stops}.values())


@lru_cache(maxsize=1)
def other_scenes() -> Tour:
    """Those of them at which the request does not stop, as one tour."""
    return tour_of(tuple(scene for scene in toured_scenes() if scene not in request_scenes()))


@lru_cache(maxsize=1)
def every_beat() -> Tour:
    """The request's tour with the beats too that it leaves to the paths."""
    whole = (replace(stop, kept=tuple(range(len(stop.scene.timeline.beats)))) for stop in default_tour().stops)
    return Tour(tuple(whole), "request", "every beat of the request's scenes")


@lru_cache(maxsize=1)
def path_beats() -> Tour:
    """Just those beats, each at its scene."""
    stops = []
    for stop in default_tour().stops:
        left = tuple(place for place in range(len(stop.scene.timeline.beats)) if place not in stop.kept)
        if left:
            stops.append(replace(stop, kept=left))
    return Tour(tuple(stops), "path_beats", "what the request leaves to the paths")


def home_of(scene: Scene) -> Tour:
    """The tour in which a scene is tried, with all its beats."""
    return every_beat() if scene in request_scenes() else other_scenes()


def make_offline(
    like: Offline | None = None,
    *,
    inputs: Inputs | None = None,
    views: Mapping[str, Mapping[str, Any]] | None = None,
    overrides: Mapping[str, Mapping[str, Any]] | None = None,
    work: Work | None = None,
    **more: Any,
) -> Offline:
    """A tour without a window; on the tour and the built parts of another one where `like` is given."""
    settings = Settings(inputs or Inputs(), views or {}, overrides or {})
    if like is not None:
        more = {"tour": like.tour, "worlds": like.worlds, **more}
    elif work is not None:
        more = {"worlds": PlainWorlds(work=work), **more}
    return Offline(settings=settings, **more)


def now(state: PlayerState, tour: Tour) -> float:
    """The time of the tour at a state."""
    return tour.time(state.stop, state.t)


def passing(value: Any) -> bool:
    """Whether a number is one of the passport's, which tick on and have no id."""
    return str(value.name).endswith("so far")
