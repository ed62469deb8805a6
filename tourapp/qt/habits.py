"""What takes more than a new picture when a person chooses other habits: how much is kept in memory, holding quiet."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tourapp.player.memory import MEMORIES, MemoryUse
from tourapp.player.state import PlayerState
from tourapp.qt.canvas import Canvas
from tourapp.qt.painter import LayerCache
from tourapp.qt.showing import Pane


class HabitsAtWork(QObject):
    """Watches the pane of a window. layers: those that all windows share."""

    def __init__(self, pane: Pane, layers: LayerCache) -> None:
        super().__init__(pane)
        self._pane, self._layers = pane, layers
        pane.changed.connect(self._changed)

    def _changed(self, old: PlayerState, new: PlayerState) -> None:
        if new.habits.memory != old.habits.memory:
            self._use(MEMORIES[new.habits.memory])
        if new.habits.quiet != old.habits.quiet:
            self._pane.showing.want()  # what nobody asked for is not built any more, or is again

    def _use(self, memory: MemoryUse) -> None:
        self._layers.use(memory)
        self._pane.store.cache.keep(memory.settings)
        for top in QApplication.topLevelWidgets():
            for canvas in top.findChildren(Canvas):
                self._layers.room_for(round(canvas.width() * canvas.height() * canvas.devicePixelRatioF() ** 2))
                canvas.renew()
