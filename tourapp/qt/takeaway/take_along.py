"""Everything that a person takes along from the numbers and pictures of a window, put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tourapp.qt.before_after.desk import BeforeAfterDesk
from tourapp.qt.number_walk import NumberWalk
from tourapp.qt.painter import LayerCache
from tourapp.qt.stage import Stage
from tourapp.qt.takeaway.copies import Copies
from tourapp.qt.takeaway.handout_desk import HandoutDesk
from tourapp.qt.takeaway.stage_menu import StageMenu

if TYPE_CHECKING:
    from tourapp.qt.window import Window


class TakeAlong(QObject):
    """Walking the numbers, copying, saving, the hand-out, a result of ten questions. `actions` are for the keys."""

    def __init__(self, window: Window, layers: LayerCache) -> None:
        super().__init__(window)
        self._window = window
        self.walk = NumberWalk(window.pane, window.stage, window.announcer.say)
        self.copies = Copies(window, window.pane, layers, self._stage)
        self.copies.tell = window.bar.tell
        self.menu = StageMenu(window.pane, self.copies)
        self.handout = HandoutDesk(window)
        self.before_after = BeforeAfterDesk(window)
        window.overlays.of_desks = {"handout": self.handout.sheet, "before_after": self.before_after.sheet}
        window.stage.menu_asked.connect(self.menu.open_at)
        self.actions: dict[str, Callable[[], None]] = {
            **self.walk.actions,
            **self.copies.actions,
            "stage_menu": self.menu.open_by_key,
        }

    def _stage(self) -> Stage:
        """The one that has the keys: the class's picture on the presenter's console, else the window's."""
        place = self._window.presenter.keys_place
        return place if isinstance(place, Stage) else self._window.stage
