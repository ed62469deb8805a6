"""The menu of the picture on stage: why a number is what it is, and what can be copied and saved. It opens where the
mouse clicks with its other button, or by key beside the number that is framed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, QPointF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tourapp.player import intents
from tourapp.player.keys import BINDINGS, key_words
from tourapp.qt.i18n import tr
from tourapp.qt.showing import Pane
from tourapp.qt.takeaway.copies import Copies


def key_of_action(action: str) -> str:
    """The first key of what the window does itself, as a person reads it."""
    return next(key_words(binding.keys[0]) for binding in BINDINGS if binding.action == action)


HANDOUT = intents.ShowOverlay("handout")


class StageMenu(QObject):
    """Opens the menu. `entries` are the actions of the one that is open."""

    def __init__(self, pane: Pane, copies: Copies) -> None:
        super().__init__(copies)
        self._pane, self._copies = pane, copies
        self.menu: QMenu | None = None

    def open_by_key(self) -> None:
        """Beside the framed number, or in the middle of the stage."""
        stage, walked = self._copies.stage(), self._pane.state.walked
        at = QPointF(stage.rect().center())
        numbers = stage.numbers
        if walked is not None and walked < len(numbers):
            scale, left, top = stage.seen
            area = numbers[walked].area
            at = QPointF(left + area.left() * scale, top + area.bottom() * scale)
        menu = self.open(stage.mapToGlobal(at.toPoint()), self._copies.framed)
        if menu is not None:  # not where the mouse opened it: its button, let go, would choose what is active
            menu.setActiveAction(next(action for action in menu.actions() if action.isEnabled()))

    def open_at(self, where: QPoint) -> None:
        """Where the mouse is, for the number under it."""
        hit = self._copies.stage().under
        self.open(where, hit.value if hit is not None and hit.is_number else self._copies.framed)

    def open(self, where: QPoint, number: Any) -> QMenu | None:
        """Show the menu, unless it is there; `number`: what "this number" means, or None."""
        if self.menu is not None and self.menu.isVisible():
            return None
        if self.menu is not None:
            self.menu.deleteLater()
        stage = self._copies.stage()
        menu = self.menu = QMenu(stage)
        menu.setAccessibleName(tr("Menu of this picture"))
        why = self._add(tr("Why this number?"), "Enter", lambda: self._why(number))
        copy = self._add(tr("Copy this number"), key_of_action("copy_number"), lambda: self._copies.copy_number(number))
        self._add(tr("Copy all numbers of this picture"), "", self._copies.copy_all)
        menu.addSeparator()
        self._add(tr("Copy this picture"), key_of_action("copy_picture"), self._copies.copy_picture)
        self._add(tr("Save this picture…"), key_of_action("save_picture"), self._copies.save_picture)
        menu.addSeparator()
        self._add(
            tr("Hand-out for this class…"),
            next(key_words(each.keys[0]) for each in BINDINGS if each.intent == HANDOUT),
            self._handout,
        )
        for action in (why, copy):
            action.setEnabled(number is not None)
        menu.popup(where)
        return menu

    def _add(self, words: str, key: str, do: Callable[[], None]) -> QAction:
        """An entry, with its key at the right."""
        assert self.menu is not None
        action = self.menu.addAction("\t".join((words, tr(key))) if key else words)
        action.triggered.connect(lambda _on=False: do())
        return action

    def _handout(self) -> None:
        self._pane.dispatch(HANDOUT)

    def _why(self, number: Any) -> None:
        self._pane.dispatch(intents.ShowOverlay("why", number))
