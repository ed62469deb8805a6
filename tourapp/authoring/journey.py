"""The tour as a scene may see it: its stops in order, where we are, and what each stop shows. Read only."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tourapp.authoring.frame import Frame
    from tourapp.authoring.picture import Picture
    from tourapp.authoring.scene import Scene


@dataclass(frozen=True, slots=True)
class Portrait:
    """A scene's own picture of a moment: `key` names what it depends on beside its stop, `draw` puts it into another
    picture."""

    key: tuple[Hashable, ...]
    draw: Callable[[Picture], None]


def _no_portrait() -> Portrait | None:
    return None


@dataclass(frozen=True, slots=True)
class StopView:
    """One stop: its key in the tour, number from 1, title, scene. `frame` gives the scene's frame at its portrait, in
    the world that the stop shows now; None while that is still to be computed. `portrait` gives the picture of that
    frame; None while it is not there, or where it cannot be drawn."""

    key: str
    number: int
    title: str
    scene: Scene
    frame: Callable[[], Frame | None]
    portrait: Callable[[], Portrait | None] = _no_portrait


@dataclass(frozen=True, slots=True)
class Journey:
    """The stops of the tour that plays, and the place (from 0) of the one on stage."""

    stops: tuple[StopView, ...] = ()
    here: int = 0

    @property
    def before(self) -> tuple[StopView, ...]:
        """The stops that came before this one."""
        return self.stops[: self.here]

    def about(self, fact: str) -> StopView | None:
        """The stop that shows a fact, by the fact's id: the one whose scene names it most exactly, the nearest before
        this one if there are several."""
        best: tuple[int, int, StopView] | None = None
        for place, stop in enumerate(self.stops):
            length = stop.scene.names(fact)
            nearness = place if place <= self.here else -place
            if length and (best is None or (length, nearness) > best[:2]):
                best = (length, nearness, stop)
        return best[2] if best is not None else None


NO_TOUR = Journey()
