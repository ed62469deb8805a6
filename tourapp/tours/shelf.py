"""The tours shipped with the product, every file in `assets/tours`; and a tour of one scene that none of them lists."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tourapp.assets import asset_path
from tourapp.authoring.scene import Scene
from tourapp.errors import UsageError
from tourapp.nearest import did_you_mean
from tourapp.tours.explore import FILE
from tourapp.tours.format import LESSON, Entry, TourFile
from tourapp.tours.load import Resolved, ResolvedStop, read_tour
from tourapp.tours.pool import all_scenes

DEFAULT = "request"
SUFFIX = ".json"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Resolved]:
    """Every shipped tour by id, the default one first."""
    folder = asset_path("tours")
    found = [read_tour(path, all_scenes()) for path in sorted(folder.glob(f"*{SUFFIX}")) if path.name != FILE]
    by_id = {tour.file.id: replace(tour, source=tour.file.id) for tour in found}
    return {DEFAULT: by_id[DEFAULT], **by_id}


def tour_called(name: str) -> Resolved:
    """A shipped tour by its id, or a person's own by the path of its file. UsageError lists the ids."""
    tours = shipped()
    if name in tours:
        return tours[name]
    path = Path(name)
    if name.endswith((SUFFIX, LESSON)) or "/" in name or os.path.exists(path):  # unlike its method, never raises
        return read_tour(path, all_scenes())
    raise UsageError(f"tour: {name!r} is not a file nor one of: {', '.join(tours)}{did_you_mean(name, tours)}")


def tour_with(scene_id: str) -> Resolved:
    """The first shipped tour that stops at a scene; a tour of that scene alone where none does. UsageError lists the
    scenes."""
    for tour in shipped().values():
        if any(stop.scene.id == scene_id for stop in tour.stops):
            return tour
    scene = all_scenes().get(scene_id)
    if scene is None:
        known = known_scenes()
        raise UsageError(f"scene: {scene_id!r} is not one of: {', '.join(known)}{did_you_mean(scene_id, known)}")
    return alone(scene)


def known_scenes() -> list[str]:
    """Every scene's id: those of the default tour in its order, then the others."""
    order = [stop.scene.id for stop in shipped()[DEFAULT].stops]
    return [*dict.fromkeys(order), *(name for name in all_scenes() if name not in order)]


def alone(scene: Scene) -> Resolved:
    """A tour of one scene."""
    entry = Entry(scene=scene.id)
    stop = ResolvedStop(scene, tuple(range(len(scene.timeline.beats))), {}, entry, "")
    return Resolved(TourFile(scene.id, scene.title, [entry]), {}, (stop,), ())
