"""What the presenter may say at a beat: say, ask, what students get wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from tourapp.authoring import fill
from tourapp.errors import TourError
from tourapp.player.tour import Stop
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

HEADS = (("say", "Say"), ("ask", "Ask"), ("wrong", "They get wrong"))


@dataclass(frozen=True, slots=True)
class NoteTexts:
    """The notes of one beat; "" where there is none."""

    say: str = ""
    ask: str = ""
    wrong: str = ""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.say or self.ask or self.wrong)


def notes_of(stop: Stop, beat: int, values: Mapping[str, Any]) -> NoteTexts:
    """The notes at a beat: its scene's, with the values of its picture, after what the tour's file says at the stop's
    first beat. None where a scene's cannot be used."""
    try:
        found: Any = getattr(stop.scene, "notes", {}).get(stop.scene.timeline.beats[beat].name)
    except TourError:
        found = None
    say, ask, wrong = (fill(str(getattr(found, part, "") or ""), values) for part, _ in HEADS)
    first = stop.say if beat == stop.kept[0] else ""
    return NoteTexts("\n\n".join(part for part in (first, say) if part), ask, wrong)


class NoteColumn(QScrollArea):
    """One or all of the notes below each other; it scrolls where they are long, with the arrow keys too."""

    def __init__(self, parent: QWidget, parts: tuple[str, ...] = ("say", "ask", "wrong")) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Notes"))
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(4, 0, 4, 0)
        self.rows: dict[str, tuple[QLabel, QLabel]] = {}
        for part, head in HEADS:
            if part in parts:
                self.rows[part] = (QLabel(tr(head), inner), self._words(inner))
                self._box.addWidget(self.rows[part][0])
                self._box.addWidget(self.rows[part][1])
        self._none = self._words(inner)
        self._none.setText(tr("No notes for this beat."))
        self._none.setProperty("quiet", True)
        self._box.addWidget(self._none)
        self._box.addStretch(1)
        self.setWidget(inner)
        self._whole = len(parts) > 1
        self._shown: object = None

    @staticmethod
    def _words(parent: QWidget) -> QLabel:
        label = QLabel(parent)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def show_notes(self, notes: NoteTexts) -> None:
        """Show the notes of a beat, from their top."""
        if notes == self._shown:
            return
        self._shown = notes
        for part, (head, words) in self.rows.items():
            text = getattr(notes, part)
            words.setText(text)
            for label in (head, words):
                label.setVisible(bool(text))
        self._none.setVisible(self._whole and not notes)
        self.setAccessibleDescription(
            ". ".join(f"{head.text()}: {words.text()}" for head, words in self.rows.values() if words.text())
        )
        self.verticalScrollBar().setValue(0)

    def dress(self, look: Look, size: float) -> None:
        """Take colours and sizes."""
        self._box.setSpacing(look.px(6))
        for head, words in self.rows.values():
            for label in (head, words):
                label.setIndent(0)
            head.setFont(look.font(17, 600))
            head.setStyleSheet(f"color: {look.css('dim')}; padding-top: {look.px(8)}px;")
            words.setFont(look.font(size))
        self._none.setFont(look.font(size))
        ring = f"border: {look.px(2)}px solid {look.css('prefill')};"
        self.setStyleSheet(f"NoteColumn:focus {{ {ring} border-radius: {look.px(6)}px; }}")
