"""Rows of the dialog: a preference with its choices, and a line of facts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from tourapp.authoring import say_words
from tourapp.player.preference_table import Choose, Preference, chosen
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.segments import Segments
from tourapp.qt.showing import Pane

LABEL, SENTENCE = 22.0, 18.0
LEFT = 0.4
"""Share of the width that label and sentence have at least, where the choices stand beside them."""


class PreferenceRow(QWidget):
    """One preference: what it is and does, and its choices at the right, or below where they are long."""

    def __init__(self, row: Preference, pane: Pane, card: Overlay, width: int) -> None:
        super().__init__(card.card)
        self.row, self._pane = row, pane
        label, look = say_words(row.label), card.look
        self.choices = Segments(label, [say_words(name) for name in row.names], look, self)
        self.choices.chosen.connect(lambda place: pane.dispatch(Choose(row.name, row.values[place])))
        texts = QVBoxLayout()
        texts.setSpacing(look.px(2))
        texts.addWidget(card.words(label, LABEL, weight=600))
        texts.addWidget(card.words(say_words(row.what), SENTENCE, role="dim"))
        for button in self.choices.buttons:
            button.setAccessibleDescription(say_words(row.what))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, look.px(6), 0, look.px(10))
        grid.setHorizontalSpacing(look.px(28))
        beside = self.choices.wanted <= (1.0 - LEFT) * width - look.px(28)
        self.choices.lay(self.choices.wanted if beside else width)
        grid.addLayout(texts, 0, 0)
        grid.addWidget(self.choices, 0 if beside else 1, 1 if beside else 0, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(0, 1)
        self.show_value()

    def show_value(self) -> None:
        """Which choice holds now."""
        value = chosen(self._pane.state, self.row.name)
        self.choices.show_choice(self.row.values.index(value) if value in self.row.values else -1)


def fact_row(card: Overlay, label: str, value: str, *, mono: bool = False) -> QWidget:
    """A name and what stands for it; the value can be selected and copied."""
    row = QWidget(card.card)
    grid = QGridLayout(row)
    grid.setContentsMargins(0, card.look.px(3), 0, card.look.px(3))
    grid.setHorizontalSpacing(card.look.px(20))
    told = card.words(value, SENTENCE, mono=mono)
    told.setAccessibleName(f"{label}: {value}")
    grid.addWidget(card.words(label, SENTENCE, role="dim"), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(told, 0, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 7)
    return row


def push_button(card: Overlay, words: str) -> QPushButton:
    """A button of the card."""
    button = QPushButton(words, card.card)
    button.setFont(card.look.font(18, 600))
    button.setFixedHeight(max(card.look.px(44), round(1.9 * button.fontMetrics().height())))
    button.setMinimumWidth(button.fontMetrics().horizontalAdvance(words) + card.look.px(40))
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(True)
    return button
