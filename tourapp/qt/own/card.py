"""The card of a model or GPU that was opened from a file: what was read, what was taken for granted, what is not
counted; and whether it is to be used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tourapp.authoring import fill
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.own.facts import CardLines, card_lines
from tourapp.qt.preferences.rows import push_button
from tourapp.qt.style import Look
from tourapp.specs.own.config import OwnModel
from tourapp.specs.own.gpu_row import OwnGpu

SENTENCE, READ, NAME, LARGE = 20.0, 20.0, 28.0, 64.0


class OwnCard(Overlay):
    """`wanted`: the row is to be used; `unwanted`: it is to be kept no longer. known: it is in the lists already."""

    wanted = Signal()
    unwanted = Signal()

    def __init__(
        self, own: OwnModel | OwnGpu, look: Look, parent: QWidget | None = None, *, known: bool = False
    ) -> None:
        lines = card_lines(own)
        super().__init__(lines.title, look, (1240, 800 if isinstance(own, OwnModel) else 600), parent)
        self.own = own
        self.setAccessibleDescription(f"{lines.name}: {lines.headline[0]} {lines.headline[1]}")
        name = QHBoxLayout()
        name.addWidget(self.words(lines.name, NAME, weight=600))
        name.addWidget(self.words(fill("from {file}", {"file": own.file}), SENTENCE, role="dim"), 1)
        self.body.addLayout(name)
        self._inner = self.scrolled()
        columns = QHBoxLayout()
        columns.setSpacing(look.px(48))
        columns.addLayout(self._numbers(lines), 1)
        columns.addLayout(self._sentences(lines), 1)
        self._inner.addLayout(columns)
        self._inner.addStretch(1)
        self._add_foot(known)

    def _numbers(self, lines: CardLines) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.look.px(4))
        large = self.words(lines.headline[0], LARGE, weight=600)
        large.setWordWrap(False)
        column.addWidget(large)
        column.addWidget(self.words(lines.headline[1], SENTENCE, role="dim"))
        column.addSpacing(self.look.px(14))
        grid = QGridLayout()
        grid.setVerticalSpacing(self.look.px(8))
        grid.setHorizontalSpacing(self.look.px(16))
        grid.setColumnStretch(0, 1)
        for place, (words, value) in enumerate(lines.rows):
            grid.addWidget(self.words(words, SENTENCE, role="dim"), place, 0)
            number = self.words(value, READ, mono=True)
            number.setWordWrap(False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(number, place, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _sentences(self, lines: CardLines) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.look.px(6))
        for heading, sentences in lines.passages:
            if sentences:
                column.addWidget(self.words(heading, SENTENCE, weight=600))
                for each in sentences:
                    column.addWidget(self.words(each, SENTENCE, role="dim"))
                column.addSpacing(self.look.px(14))
        if not any(sentences for heading, sentences in lines.passages[1:]) and isinstance(self.own, OwnModel):
            column.addWidget(self.words(tr("Everything was read; nothing had to be taken for granted."), SENTENCE))
        column.addStretch(1)
        return column

    def _add_foot(self, known: bool) -> None:
        foot = QHBoxLayout()
        new = tr("It stays in the list of the controls, also the next time.")
        kept = tr("It is in the list of the controls already.") if known else new
        foot.addWidget(self.words(kept, SENTENCE, role="dim"), 1)
        self.drop = push_button(self, tr("Do not keep it"))
        self.drop.setVisible(known)
        self.drop.clicked.connect(lambda _on=False: self.unwanted.emit())
        foot.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignBottom)
        self.refuse = push_button(self, tr("Not now"))
        self.refuse.clicked.connect(lambda _on=False: self.closed.emit())
        self.use = push_button(self, tr("Use it"))
        self.use.clicked.connect(lambda _on=False: self.wanted.emit())
        self.use.setDefault(True)
        foot.addWidget(self.refuse, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.use, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(foot)

    def take_focus(self) -> None:
        """Enter uses it."""
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)
