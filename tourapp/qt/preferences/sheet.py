"""The dialog of preferences: a few pages over the stage, on which every choice holds at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget

from tourapp.player.preference_table import PAGES, TABLE, Choose, chosen
from tourapp.player.state import PlayerState
from tourapp.qt.i18n import tr
from tourapp.qt.model_work import ModelWork
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.about_page import AboutPage
from tourapp.qt.preferences.files_page import FilesPage, Forgetting
from tourapp.qt.preferences.learner_page import LearnerAsked, LearnerPage
from tourapp.qt.preferences.model_page import fill_model_page
from tourapp.qt.preferences.rows import PreferenceRow, push_button
from tourapp.qt.preferences.segments import Segments
from tourapp.qt.showing import Pane
from tourapp.qt.style import Look

SIZE = (1320.0, 800.0)
WORDS_ONLY = ("Files", "About")
"""Pages to read: the arrow keys scroll them."""
USUAL = PlayerState()
"""What holds for somebody who never chose anything."""


@dataclass(slots=True)
class DialogPlace(Forgetting):
    """Where somebody is in the dialog: it is made anew when theme, language or size change under them."""

    page: str = PAGES[0]
    row: str = ""
    """Which row has the keys; "" for the pages."""
    learner: LearnerAsked = field(default_factory=LearnerAsked)


class PreferencesSheet(Overlay):
    """Shows one page at a time. `place` outlives it."""

    def __init__(self, pane: Pane, look: Look, parent: QWidget, place: DialogPlace) -> None:
        super().__init__(tr("Preferences"), look, SIZE, parent)
        self._pane, self.here = pane, place
        self.pages = Segments(tr("Pages"), [tr(name) for name in PAGES], look, self.card)
        self.pages.chosen.connect(lambda number: self.turn(PAGES[number]))
        self.body.addWidget(self.pages)
        self.body.addSpacing(look.px(10))
        self.rows: list[PreferenceRow] = []
        ModelWork.of(pane.showing).ended.connect(self._model_ended)
        self._files = FilesPage(pane, place, self._fill)
        self._learner = LearnerPage(pane, place.learner, self._fill)
        self._page = self.scrolled()
        self._area = next(each for each in self.card.findChildren(QScrollArea))
        pane.changed.connect(self._changed)
        QApplication.instance().focusChanged.connect(self._followed)  # type: ignore[union-attr]

    def place(self, stage: QRect) -> None:
        """Cover the stage, and fill the page for the width there is."""
        super().place(stage)
        self.pages.lay(self._wide)
        self._fill()

    @property
    def _wide(self) -> int:
        return self.card.width() - 2 * self.look.px(36) - self.look.px(12)

    def turn(self, page: str) -> None:
        """Go to a page."""
        self.here.page, self.here.row = page, ""
        self.here.asking = self.here.done = False
        self.here.learner.forgetting, self.here.learner.told = False, ""
        self._fill()

    def take_focus(self) -> None:
        """The row that had the keys, the field for a name, else the pages."""
        if self.here.page == "Learner" and self._learner.field is not None:
            self._learner.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        row = next((each for each in self.rows if each.row.name == self.here.row), None)
        (row.choices if row is not None else self.pages).stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        """The rows of the page."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self._area.isAncestorOf(focused)
        _clear(self._page)
        self.pages.show_choice(PAGES.index(self.here.page))
        only_words = self.here.page in WORDS_ONLY
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if only_words else Qt.FocusPolicy.NoFocus)
        self.rows = [
            PreferenceRow(row, self._pane, self, self._wide) for row in TABLE.values() if row.page == self.here.page
        ]
        for each in self.rows:
            self._page.addWidget(each)
        if self.here.page == "Model":
            fill_model_page(self, self._page, self._pane.showing)
        elif self.here.page == "Learner":
            self._learner.fill(self, self._page)
        elif self.here.page == "Files":
            self._files.fill(self, self._page)
        elif self.here.page == "About":
            AboutPage(self._pane).fill(self, self._page)
        self._page.addStretch(1)
        if self.rows:
            button = push_button(self, tr("As it was at first"))
            button.setToolTip(tr("Every choice of this page as it was at first"))
            button.clicked.connect(lambda _on=False: self._usual())
            self._page.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if inside and self.here.page == "Learner":
            self.take_focus()
        elif inside:
            found = [each for each in self._area.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
            (found[0] if found and not self.rows else self.pages.stop).setFocus(Qt.FocusReason.OtherFocusReason)

    def _model_ended(self, _found: object) -> None:
        if self.here.page == "Model" and self.isVisible():
            self._fill()

    def _usual(self) -> None:
        for each in self.rows:
            self._pane.dispatch(Choose(each.row.name, chosen(USUAL, each.row.name)))

    def _changed(self, _old: PlayerState, _new: PlayerState) -> None:
        for each in self.rows:
            each.show_value()

    def _followed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Remember which row has the keys."""
        if now is not None and self.isAncestorOf(now):
            row = next((each for each in self.rows if each.isAncestorOf(now)), None)
            self.here.row = "" if row is None else row.row.name
            self._area.ensureWidgetVisible(now) if self._area.isAncestorOf(now) else None


def _clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _clear(inner)
