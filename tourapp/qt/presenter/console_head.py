"""The head of the console: what is on stage, which cut of the tour is told, the clocks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QToolButton, QWidget

from tourapp.player.marks import Mark
from tourapp.player.talks.cuts import base_of, cuts_of
from tourapp.player.tour import Tour
from tourapp.qt.i18n import tr
from tourapp.qt.presenter.clocks import TalkClocks
from tourapp.qt.style import Look

CLOCKS = 600.0
"""Width of the clocks, in the console's units."""


class CutButtons(QWidget):
    """The cuts of a tour, by their minutes; the one that is told is checked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.group = QButtonGroup(self)
        self.buttons: list[QToolButton] = []
        self.label = QLabel(tr("minute cut"), self)
        self.label.setProperty("quiet", True)
        self._known: tuple[str, ...] = ()
        self._look: Look | None = None
        self.group.idClicked.connect(lambda place: self.chosen.emit(self._known[place]))

    def show_tour(self, tour: Tour) -> None:
        """The cuts of this tour; nothing where it has none."""
        cuts = cuts_of(tour)
        known = (*cuts.values(), base_of(tour.id)) if cuts else ()
        if known != self._known:
            self._known = known
            for button in self.buttons:
                self.group.removeButton(button)
                button.hide()
                button.deleteLater()
            self.buttons = [self._button(words, place) for place, words in enumerate([*map(str, cuts), tr("all")])]
            self.buttons = self.buttons if cuts else []
            if self._look is not None:
                self.dress(self._look)
        for name, button in zip(self._known, self.buttons, strict=True):
            button.setChecked(name == tour.id)
        self.setVisible(bool(cuts))

    def _button(self, words: str, place: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setCheckable(True)
        button.setProperty("segment", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        name = tr("The {minutes}-minute cut").format(minutes=words) if words.isdecimal() else tr("The whole tour")
        button.setAccessibleName(name)
        button.setToolTip(name)
        self.group.addButton(button, place)
        button.show()
        return button

    def dress(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        for place, button in enumerate(self.buttons):
            button.setFont(look.font(18, 600))
            button.setGeometry(place * look.px(58), 0, look.px(54), self.height())
        self.label.setFont(look.font(16))
        left = len(self.buttons) * look.px(58) + look.px(8)
        self.label.setGeometry(left, 0, max(10, self.width() - left), self.height())


class ConsoleHead(QWidget):
    """Title and place at the left, cuts in the middle, clocks at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.place = QLabel(self), QLabel(self)
        self.place.setProperty("quiet", True)
        self.cuts = CutButtons(self)
        self.clocks = TalkClocks(self)

    def show_place(self, tour: Tour, mark: Mark) -> None:
        """Name what is on stage."""
        stop = tour.stops[mark.stop]
        self.title.setText(tr(stop.title))
        words = tr("scene {a} of {b}, beat {c} of {d}: {name}")
        name = stop.scene.timeline.beats[mark.beat].name
        count = stop.kept.index(mark.beat) + 1
        self.place.setText(
            words.format(a=mark.stop + 1, b=len(tour.stops), c=count, d=len(stop.kept), name=name.replace("_", " "))
        )
        self.cuts.show_tour(tour)

    def dress(self, look: Look) -> None:
        """Take colours and sizes."""
        wide, high = self.width(), self.height()
        clocks = look.px(CLOCKS)
        self.clocks.setGeometry(wide - clocks, 0, clocks, high)
        self.clocks.dress(look)
        cuts = look.px(58 * 4 + 16) + max(look.px(92), self.cuts.label.sizeHint().width())
        left = wide - clocks - cuts - look.px(12)
        self.cuts.setGeometry(left, (high - look.px(40)) // 2, cuts, look.px(40))
        self.cuts.dress(look)
        self.title.setFont(look.font(24, 600))
        self.place.setFont(look.font(16))
        self.title.setGeometry(0, 0, left - look.px(10), high * 58 // 100)
        self.place.setGeometry(0, high * 56 // 100, left - look.px(10), high * 40 // 100)
