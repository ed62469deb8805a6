"""From the arguments of a command to a tour without a window: the one way for snapshot, export, bench and open."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tourapp.errors import UsageError

if TYPE_CHECKING:
    from tourapp.export.offline import Offline
    from tourapp.player.tour import Tour
    from tourapp.tours import Resolved


def offline_of(args: argparse.Namespace, scene: str | None = None, **more: Any) -> Offline:
    """A tour without a window with the settings of the command line. UsageError names what is wrong."""
    from tourapp.cli.own_options import own_settings
    from tourapp.export.offline import Offline
    from tourapp.player.opening import first_settings, parse_settings

    own = own_settings(args)
    lesson = getattr(args, "lesson", None)
    tour, _ = lesson_of_argument(lesson) if lesson else tour_of_arguments(getattr(args, "tour", None), scene)
    settings = first_settings(tour, {**own, **parse_settings(args.set)}, getattr(args, "prompt", None))
    return Offline(tour, settings, **more)


def tour_of_arguments(
    name: str | None, scene: str | None = None, *, in_window: bool = False
) -> tuple[Tour, tuple[str, ...]]:
    """The tour that is meant: the named one, else one that stops at the scene, else the default one; and what is left
    out of it (a scene that cannot be declared, a beat that does not exist), which is told on stderr as well. in_window:
    scenes of other tours are imported, and told of, once it stands."""
    from tourapp.player.lessons.opened import ready_tour
    from tourapp.tours import all_scenes, pool
    from tourapp.tours.shelf import DEFAULT, tour_called, tour_with

    if name is not None:
        found = tour_called(name)
        _agree(found, name, scene)
    else:
        found = tour_with(scene) if scene is not None else tour_called(DEFAULT)
    broken = all_scenes().broken if in_window else pool().broken
    told = tuple(str(problem) for problem in (*broken, *found.problems))
    for words in told:
        print(words, file=sys.stderr)
    return ready_tour(found), told


def _agree(found: Resolved, name: str, scene: str | None) -> None:
    """UsageError where a tour and a scene are named that contradict: the tour does not stop there, others do."""
    from tourapp.tours.shelf import shipped

    if scene is None or any(stop.scene.id == scene for stop in found.stops):
        return
    homes = [tour.file.id for tour in shipped().values() if any(stop.scene.id == scene for stop in tour.stops)]
    if homes:
        where = f"one of: {', '.join(homes)}" if len(homes) > 1 else homes[0]
        words = f"--tour {name} and scene {scene} contradict: that tour does not stop there"
        raise UsageError(f"{words}; leave --tour out, or use {where}")


def lesson_of_argument(file: str) -> tuple[Tour, tuple[str, ...]]:
    """A lesson's tour, read strictly, and which scenes of the product are broken."""
    from tourapp.player.lessons.opened import ready_tour
    from tourapp.tours import all_scenes
    from tourapp.tours.lesson import read_lesson

    return ready_tour(read_lesson(Path(file), all_scenes())), tuple(str(each) for each in all_scenes().broken)
