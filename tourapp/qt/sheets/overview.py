"""The overview: every scene as a live thumbnail, drawn one by one while nothing else happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from tourapp.authoring import sizes
from tourapp.player.talks.cuts import base_of, shipped_tour
from tourapp.player.tour import Tour
from tourapp.qt.i18n import tr
from tourapp.qt.kept_pictures import kept_picture
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.segments import Segments
from tourapp.qt.sheets.scene_tiles import COLUMNS, Tiles, name_height
from tourapp.qt.style import Look
from tourapp.tours.shelf import shipped

Render = Callable[[int, int, int], QPixmap]
"""(scene, width, height in device pixels) to a thumbnail."""


class Overview(Overlay):
    """The grid. Thumbnails arrive one at a time, so that the window answers meanwhile."""

    chosen = Signal(int)
    elsewhere = Signal(object, int)
    """A stop of a tour that does not play: the tour and the place."""
    asked = Signal(str)
    """A key of the table that a button stands for."""

    def __init__(self, tour: Tour, here: int, render: Render, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(tr("All scenes"), look, (1840, 1030), parent)
        self._render, self._tour, self._here = render, tour, here
        self.tours = shelf_of(tour)
        self._add_buttons()
        self.tabs = Segments(tr("Tours"), [tr(each.title) for each in self.tours], look, self.card)
        self.tabs.chosen.connect(lambda place: self.show_tour(self.tours[place]))
        self.body.addWidget(self.tabs)
        self.list = Tiles(look, self.card)
        self.list.chosen.connect(self._choose)
        self.list.numbered.connect(self._numbered)
        self.body.addWidget(self.list, 1)
        self._cell = QSize()
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._next)
        self.show_tour(tour)

    def show_tour(self, tour: Tour) -> None:
        """The scenes of one tour."""
        self.shown = tour
        self.tabs.show_choice(next(k for k, each in enumerate(self.tours) if each is tour))
        here = self._here if tour is self._tour else 0
        self.list.show_tour(tour, here)
        self._queue = sorted(range(len(tour.stops)), key=lambda place: abs(place - here))
        if self._cell.isValid():
            self._idle.start(0)

    def act(self, name: str) -> bool:
        """A digit shows the tour with that number."""
        return name.isdecimal() and self._numbered(int(name))

    def _numbered(self, number: int) -> bool:
        found = 1 <= number <= len(self.tours)
        if found:
            self.show_tour(self.tours[number - 1])
        return found

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab in the grid shows the next tour; after the last one it leaves the grid, as backwards at once."""
        place = next(k for k, each in enumerate(self.tours) if each is self.shown) + 1
        if forward and QApplication.focusWidget() is self.list and place < len(self.tours):
            return self._numbered(place + 1)
        return super().focusNextPrevChild(forward)

    def _choose(self, place: int) -> None:
        if self.shown is self._tour:
            self.chosen.emit(place)
        else:
            self.elsewhere.emit(self.shown, place)

    def _add_buttons(self) -> None:
        """What else can be done with the tour: made into a lesson, exchanged for another, told to somebody."""
        first = self.body.itemAt(0)
        head = first.layout() if first is not None else None
        assert isinstance(head, QHBoxLayout)
        ways = (
            *((tr("Opening page"), "Ctrl+Home"), (tr("Make a lesson"), "Ctrl+L")),
            *((tr("Open a lesson"), "Ctrl+O"), (tr("Copy command"), "Ctrl+Shift+C")),
        )
        for words, key in ways:
            button = QPushButton(words, self.card)
            button.setFont(self.look.font(sizes.TAG, 600))
            button.setFixedHeight(max(self.look.px(44), round(1.5 * self.look.line(sizes.TAG))))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{words} ({key})")
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            head.insertWidget(head.count() - 1, button)

    def place(self, stage: QRect) -> None:
        """Tiles as wide as five to a row allow."""
        super().place(stage)
        room = self.card.width() - self.look.px(36 * 2) - self.look.px(14)
        width = max(60, room // COLUMNS)
        self._cell = QSize(
            width, round((width - self.look.px(16)) * 9 / 16) + self.look.px(22) + name_height(self.look)
        )
        self.tabs.lay(room)
        self.list.size_tiles(self._cell)
        self._idle.start(0)

    def take_focus(self) -> None:
        """The grid takes the keys."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        if not self._queue:
            self._idle.stop()
            return
        place = self._queue.pop(0)
        dpr = self.devicePixelRatioF()
        width = max(32, round((self._cell.width() - self.look.px(16)) * dpr))
        self.list.show_picture(place, self._picture(place, width))

    def _picture(self, place: int, width: int) -> QPixmap:
        """As the stage would show it; of a tour that does not play the picture that comes with the product."""
        if self.shown is self._tour:
            return self._render(place, width, round(width * 9 / 16))
        return kept_picture(self.shown.stops[place].scene)


def shelf_of(tour: Tour) -> tuple[Tour, ...]:
    """The tours that have a tab: the one that plays, and those of the product that are no cuts of another."""
    known = tuple(shipped_tour(name) for name in shipped() if base_of(name) == name)
    if any(each.id == base_of(tour.id) for each in known):
        return tuple(tour if each.id == base_of(tour.id) else each for each in known)
    return (tour, *known)
