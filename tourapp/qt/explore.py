"""One key to what lies behind the scene on stage, in another tour, and back to the very moment that was left; and a
scene of any tour, chosen in the overview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from tourapp.player.state import PlayerState, inputs_for
from tourapp.player.talks.cuts import shipped_tour
from tourapp.player.tour import Tour
from tourapp.qt.i18n import tr
from tourapp.qt.retour import change_tour, put_tour
from tourapp.qt.showing import Pane
from tourapp.tours.explore import behind
from tourapp.tours.shelf import tour_with

KEPT = (
    *("stop", "t", "playing", "until", "idle", "settings", "opened", "undo", "redo"),
    *("asking", "ask", "hands", "left"),
)
"""What comes back with the tour that was left."""


class Explore(QObject):
    """Goes there and back in one window's showing. `tell` gets one line for the person."""

    def __init__(self, parent: QObject, pane: Pane, tell: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._pane, self._tell = pane, tell
        self._left: tuple[Tour, PlayerState, str] | None = None
        """The tour that was left, its moment, and the scene that was gone to."""

    def go(self) -> None:
        """To the scene behind the one on stage, or back from there."""
        pane = self._pane
        here, there = pane.stop.scene.id, behind(pane.stop.scene.id)
        if pane.state.lobby:
            return
        if there is None:
            self._tell(tr("Nothing lies behind this scene."))
            return
        before, self._left = self._left, (pane.tour, pane.state, there)
        if before is not None and before[2] == here and before[0] is not pane.tour:
            self._back(*before[:2])
        else:
            tour = shipped_tour(tour_with(there).file.id)
            self.to(tour, tour.index(there))

    def to(self, tour: Tour, stop: int) -> None:
        """A stop of a tour from its first beat, with the settings of the stage that is left."""
        pane = self._pane
        change_tour(pane.showing, tour, stop, inputs_for(pane.state, pane.stop))

    def _back(self, tour: Tour, state: PlayerState) -> None:
        now = self._pane.showing.panes[0].state
        moment = {name: getattr(state, name) for name in KEPT}
        fresh = replace(now, compared=None, walked=None, hover=None, subject=None, overlay=None, notice="", **moment)
        put_tour(self._pane.showing, tour, replace(fresh, generation=now.generation + 1))
