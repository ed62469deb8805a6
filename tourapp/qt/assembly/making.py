"""Makes the bench for a window: which scenes lie on it, how they are drawn small, and what is on screen now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from tourapp.authoring import Scene
from tourapp.authoring.layout import Rect
from tourapp.player.assembly import AssemblyStop, stop_of
from tourapp.player.tour import Tour, make_tour
from tourapp.qt.assembly.bench import Bench, LessonBench, Shelf, shelf_of
from tourapp.qt.i18n import tr
from tourapp.qt.kept_pictures import cut_out, kept_picture
from tourapp.qt.showing import Pane
from tourapp.qt.style import Look
from tourapp.tours import all_scenes, shipped

MIDDLE = Rect(64, 130, 1376, 700)
"""Of a frame, in stage units: the picture without its head, rail and caption, which are too small to be read here."""
Small = Callable[[int, int, int], QPixmap]
"""(stop, width, height) to a picture."""


def make_bench(keeper: Bench, pane: Pane, small: Small, look: Look, desk: QWidget) -> LessonBench:
    """The bench over a window's stage."""
    return LessonBench(shelves(), keeper, partial(scene_picture, pane, small), look, desk)


def shelves() -> list[Shelf]:
    """A tab for every shipped tour, and one for all scenes."""
    tours = [make_tour(found) for found in shipped().values()]
    found = [Shelf(_tab(tour, tours), once([stop_of(stop) for stop in tour.stops])) for tour in tours]
    return [*found, shelf_of(tr("All scenes"), list(all_scenes().values()))]


def _tab(tour: Tour, tours: list[Tour]) -> str:
    """The title; of a cut of another tour its minutes."""
    if any(tour.id.startswith(f"{other.id}_") for other in tours):
        return tr("{n} minutes").format(n=f"{tour.minutes:.0f}")
    return tr(tour.title)


def once(stops: list[AssemblyStop]) -> tuple[AssemblyStop, ...]:
    """The first stop at each scene."""
    found: dict[str, AssemblyStop] = {}
    for stop in stops:
        found.setdefault(stop.scene.id, stop)
    return tuple(found.values())


def scene_picture(pane: Pane, small: Small, scene: Scene, width: int, height: int) -> QPixmap:
    """A scene as the stage shows it, where the tour that plays stops there; else as it was kept; else none."""
    for place, stop in enumerate(pane.tour.stops):
        if stop.scene is scene:
            return cut_out(small(place, width, height), MIDDLE)
    kept = kept_picture(scene)
    return kept if kept.isNull() else cut_out(kept.scaledToWidth(width), MIDDLE)
