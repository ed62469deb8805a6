"""The help sheet: every key, read from the one table of keys."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tourapp.player.keys import as_rows, key_caps
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.rows import push_button
from tourapp.qt.style import Look

COLUMNS = ((1.2, 3), (1.6, 2))
"""How many there are while words are not larger; beyond, one."""
Row = tuple[str, str, str]


def in_columns(rows: list[Row], grown: float) -> list[list[Row]]:
    """The rows in columns of about the same length, fewer where words are large; a group may go on in the next one,
    under its name."""
    columns = next((count for most, count in COLUMNS if grown <= most), 1)
    length = -(-len(rows) // columns)
    return [rows[start : start + length] for start in range(0, len(rows), length)]


class HelpSheet(Overlay):
    """Keys in columns of groups: all of them at once, where words have their usual size. `asked` carries the key
    that its button stands for."""

    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(tr("Keys"), look, (1860, 1040), parent)
        columns = QHBoxLayout()
        columns.setSpacing(look.px(40))
        for part in in_columns(as_rows(), look.grown):
            column = QVBoxLayout()
            column.setSpacing(look.px(6))
            for name, rows in groupby(part, key=lambda row: row[0]):
                column.addWidget(self.words(tr(name), 15, role="ink", weight=600))
                column.addLayout(self._grid([(keys, words) for _, keys, words in rows]))
                column.addSpacing(look.px(14))
            column.addStretch(1)
            columns.addLayout(column, 1)
        inside = self.scrolled()
        inside.addLayout(columns, 1)
        inside.addWidget(
            self.words(
                tr("A slider that has the keys keeps arrows, Space and digits. A clicker's keys always turn the beat."),
                15,
                role="dim",
            )
        )
        about = push_button(self, tr("About this program"))
        about.clicked.connect(lambda _on=False: self.asked.emit("Shift+F1"))
        inside.addWidget(about, 0, Qt.AlignmentFlag.AlignLeft)

    def _grid(self, rows: list[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.look.px(20))
        grid.setVerticalSpacing(self.look.px(6))
        grid.setColumnStretch(1, 1)
        for place, (keys, words) in enumerate(rows):
            grid.addWidget(self._keys(keys), place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self.words(tr(words), 16), place, 1)
        return grid

    def _keys(self, keys: str) -> QWidget:
        """Each key in a small frame of its own."""
        holder = QWidget(self.card)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.look.px(6))
        single, when = key_caps(keys)
        for key in single:
            label = QLabel(tr(key), holder)
            label.setFont(self.look.font(14, 600, mono=True))
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setStyleSheet(
                f"background: {self.look.css('line', 0.6)}; color: {self.look.css('ink')};"
                f" border-radius: {self.look.px(5)}px; padding: {self.look.px(2)}px"
                f" {self.look.px(8)}px;"
            )
            line.addWidget(label)
        if when:
            line.addWidget(self.words(tr(when), 14, role="dim"))
        line.addStretch(1)
        holder.setMinimumWidth(self.look.px(250))
        return holder
