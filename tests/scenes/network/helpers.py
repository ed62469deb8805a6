"""What the tests of the network scene share: pairs of places, their paths, and tours that start with them."""

from __future__ import annotations

from typing import Any

from scenes.network.framing import frame_path
from scenes.network.globe import GlobePath
from tests.helpers import STILL, make_offline, request_scenes
from tourapp.authoring import flat_ops, ops
from tourapp.export.offline import Moment, Offline
from tourapp.sim import network
from tourapp.world import Inputs
from tourapp.world.parts.network import Route

PAIRS = [
    ("new-york", "frankfurt"),
    ("london", "paris"),
    ("auckland", "madrid"),
    ("frankfurt", "frankfurt"),
    ("tokyo", "oregon"),
    ("lagos", "london"),
    ("cape-town", "stockholm"),
    ("honolulu", "johannesburg"),
]
INDEX = [each.id for each in request_scenes()].index("network")


def route_of(city: str, region: str) -> Route:
    return Route(network.cities()[city], network.regions()[region])


def path_of(city: str, region: str) -> GlobePath:
    return frame_path(route_of(city, region))


def moment(offline: Offline, beat: str, at: float) -> Moment:
    return Moment(INDEX, offline.tour.stops[INDEX].scene.timeline.index(beat), at)


def offline_for(city: str, region: str, theme: str = "dark", **more: Any) -> Offline:
    """Without the model: the scene shows no answer."""
    inputs = Inputs().change(from_city=city, to_region=region, **more)
    return make_offline(inputs=inputs, theme=theme, work=STILL)


def words_of(made: Offline, beat: str, at: float) -> list[str]:
    return [op.words for op in flat_ops(made.picture(moment(made, beat, at))) if isinstance(op, ops.Words)]
