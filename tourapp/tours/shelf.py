"""The tours shipped with the product, every file in `assets/tours`; and a tour of one scene that none of them lists."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import msgspec

from tourapp.assets import asset_path
from tourapp.authoring.scene import Scene
from tourapp.errors import UsageError
from tourapp.nearest import did_you_mean
from tourapp.tours.explore import FILE, behind
from tourapp.tours.format import LESSON, Entry, TourFile
from tourapp.tours.load import Resolved, ResolvedStop, read_tour
from tourapp.tours.pool import all_scenes

DEFAULT = "request"
SUFFIX = ".json"


class ShippedTours(Mapping[str, Resolved]):
    """Every shipped tour by id, which is its file's name: the default one and its cuts first. A tour is read when it is
    asked for, and its scenes are imported then."""

    def __init__(self) -> None:
        names = sorted(path.stem for path in asset_path("tours").glob(f"*{SUFFIX}") if path.name != FILE)
        names.sort(key=lambda name: (name != DEFAULT, not name.startswith(f"{DEFAULT}_")))
        self._read: dict[str, Resolved | None] = dict.fromkeys(names)

    def __getitem__(self, id: str) -> Resolved:
        tour = self._read[id]
        if tour is None:
            tour = self._read[id] = replace(read_tour(_file_of(id), all_scenes()), source=id)
        return tour

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)

    def is_here(self, id: str) -> bool:
        """Whether a tour can be told of without importing anything."""
        return self._read[id] is not None or all(all_scenes().has(name) for name in _stops(id))


@lru_cache(maxsize=1)
def shipped() -> ShippedTours:
    """Every shipped tour."""
    return ShippedTours()


def _file_of(id: str) -> Path:
    return asset_path("tours", f"{id}{SUFFIX}")


@lru_cache(maxsize=64)
def _stops(id: str) -> tuple[str, ...]:
    """Ids of the scenes at which a shipped tour stops, as its file names them."""
    file = msgspec.json.decode(_file_of(id).read_bytes(), type=TourFile)
    return tuple(entry.page for entry in file.stops if entry.page is not None)


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
    for name in shipped():
        if scene_id in _stops(name) and any(stop.scene.id == scene_id for stop in shipped()[name].stops):
            return shipped()[name]
    scene = all_scenes().get(scene_id)
    if scene is None:
        known = known_scenes()
        raise UsageError(f"scene: {scene_id!r} is not one of: {', '.join(known)}{did_you_mean(scene_id, known)}")
    return alone(scene)


@lru_cache(maxsize=1)
def toured() -> frozenset[str]:
    """Ids of the scenes at which a shipped tour stops."""
    return frozenset(name for tour in shipped() for name in _stops(tour))


def names_behind(scene_id: str) -> tuple[str, ...]:
    """Ids of the scenes that lie behind a scene, in the explore map's order: those at which a tour stops. Imports no
    scene."""
    return tuple(name for name in behind(scene_id) if name in toured())


@lru_cache(maxsize=256)
def ways_from(scene_id: str) -> tuple[Scene, ...]:
    """The scenes that lie behind a scene, in the explore map's order."""
    found = (all_scenes().get(name) for name in names_behind(scene_id))
    return tuple(scene for scene in found if scene is not None)


@lru_cache(maxsize=1024)
def scene_about(fact: str) -> Scene | None:
    """The scene of a shipped tour that names a fact most exactly, by the fact's id; the first of several; None where
    none does."""
    scenes = dict.fromkeys(stop.scene.id for tour in shipped().values() for stop in tour.stops)
    best = max((all_scenes()[name] for name in scenes), key=lambda scene: scene.names(fact))
    return best if best.names(fact) else None


def known_scenes() -> list[str]:
    """Every scene's id: those of the default tour in its order, then the others."""
    order = [stop.scene.id for stop in shipped()[DEFAULT].stops]
    return [*dict.fromkeys(order), *(name for name in all_scenes() if name not in order)]


def alone(scene: Scene) -> Resolved:
    """A tour of one scene."""
    entry = Entry(scene=scene.id)
    stop = ResolvedStop(scene, tuple(range(len(scene.timeline.beats))), {}, entry, "")
    return Resolved(TourFile(scene.id, scene.title, [entry]), {}, (stop,), ())
