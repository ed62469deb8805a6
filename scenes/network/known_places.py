"""The known places on the stage: which of them can be seen and pointed at, and what a click on one does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.globe import GlobePath, unit, window
from scenes.network.name_spots import label_spot
from tourapp.authoring import Frame, Picture, Tag, set_control
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import KnownPlaces


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """A known place on the stage: a city one may ask from, or a region that may answer."""

    id: str
    name: str
    region: bool
    x: float
    y: float


@lru_cache(maxsize=12)
def seen_places(path: GlobePath, places: KnownPlaces) -> tuple[SeenPlace, ...]:
    """The known places in view, none within a finger's width of another or of the path's ends."""
    known = places.every
    at, depth = path.view.project(
        unit(np.array([each.latitude for each in known]), np.array([each.longitude for each in known]))
    )
    shown, taken, found = window(at), [path.start, path.end], []
    words = [label_spot(path, at_end).middle for at_end in (False, True)]
    for k, place in enumerate(known):
        x, y = float(at[k, 0]), float(at[k, 1])
        if depth[k] < 0.12 or shown[k] < 0.6 or any(np.hypot(x - a, y - b) < 32 for a, b in taken):
            continue
        if any(abs(x - a) < 150 and abs(y - b) < 48 for a, b in words):
            continue
        taken.append((x, y))
        found.append(SeenPlace(place.id, place.name, places.is_region(place), x, y))
    return tuple(found)


def draw_choices(p: Picture, f: Frame, path: GlobePath) -> None:
    """Every known place in view answers the pointer: ask from a city, or be answered by a region."""
    places = seen_places(path, f.world.places)
    p.hot(
        [(each.x - 16, each.y - 16, 32, 32) for each in places],
        [Tag("place", each.id) for each in places],
        [set_control("to_region" if each.region else "from_city", each.id) for each in places],
    )
    for each in places:
        if f.hovered("place") == each.id:
            p.sprites([(each.x, each.y)], 44.0, "prefill")
            p.text(
                (each.x, each.y - 22),
                "{place}: answer from here" if each.region else "{place}: ask from here",
                size=LABEL,
                weight=600,
                align="center",
                backed=0.8,
                spill=True,
                place=each.name,
            )
