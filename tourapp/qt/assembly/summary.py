"""What stands between the cards and the strip: the minutes, and what can be done with the whole lesson."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from tourapp.authoring import sizes
from tourapp.player.assembly import Assembly
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay


class Summary:
    """A line on a card, two where words are large. does: what the buttons do, by their key; "plan" is the button of the
    minutes."""

    def __init__(self, card: Overlay, does: Mapping[str, Callable[[], None]]) -> None:
        self._card, self._does = card, does
        self._labels: dict[QPushButton, tuple[str, str]] = {}
        self.lines, self._line, self._second = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.minutes = card.words("", sizes.FIGURE, weight=600)
        self.minutes.setWordWrap(False)
        self.plan = self._button("", "plan")
        self.plan.setToolTip(tr("Another plan: 10, 25, 50 or 90 minutes"))
        self.undo = self._button(tr("Undo"), "Ctrl+Z")
        self.all = self._button(tr("Take all of these"), "Ctrl+T")
        self.use = self._button(tr("Use what is on screen"), "Ctrl+U")
        self.prepare = self._button(tr("Prepare answers"), "Ctrl+P")
        self.prepare.setToolTip(tr("Run the model now for every prompt, so that the class never waits for it"))
        self.save = self._button(tr("Save lesson"), "Ctrl+S")
        self._line.addWidget(self.minutes)
        self._line.addWidget(self.plan)
        self._line.addStretch(1)
        self._second.addStretch(1)
        for line in (self._line, self._second):
            self.lines.addLayout(line)
        for button in self._buttons:
            self._line.addWidget(button)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.undo, self.all, self.use, self.prepare, self.save

    def _button(self, words: str, key: str) -> QPushButton:
        button = QPushButton(self._card.card)
        button.setFont(self._card.look.font(sizes.TAG, 600))
        button.setFixedHeight(max(self._card.look.px(48), round(1.5 * self._card.look.line(sizes.TAG))))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if words:
            self._label(button, words, key)
        button.clicked.connect(lambda _on=False: self._does[key]())
        return button

    def _label(self, button: QPushButton, words: str, key: str) -> None:
        self._labels[button] = words, key
        button.setText(f"{words}   {key}")
        button.setAccessibleName(words)

    def fit(self, room: int) -> None:
        """Keys stand beside the words where there is room for all of them, else nowhere; where even the words have none
        in one line, what fills the lesson goes into a second one."""
        for button, (words, key) in self._labels.items():
            self._label(button, words, key)
        for button in self._buttons:
            self._line.addWidget(button)
        if self._wide() <= room:
            return
        for button, (words, _) in self._labels.items():
            button.setText(words)
        if self._wide() > room:
            for button in (self.all, self.use, self.prepare):
                self._second.addWidget(button)

    def _wide(self) -> int:
        self._line.invalidate()
        return self._line.sizeHint().width()

    def show_lesson(self, lesson: Assembly) -> None:
        """Minutes against the plan, and what can be done now."""
        minutes, fits = f"{lesson.minutes:.0f}", lesson.minutes <= lesson.plan
        self.minutes.setText(minutes)
        self.plan.setText(tr("of {n} minutes").format(n=lesson.plan))
        self.plan.setAccessibleName(tr("{minutes} of {n} minutes; another plan").format(minutes=minutes, n=lesson.plan))
        self.minutes.setStyleSheet(f"color: {self._card.look.css('ink' if fits else 'waste')};")
        self.undo.setEnabled(bool(lesson.undone))
        for button in (self.save, self.prepare):
            button.setEnabled(bool(lesson.stops))

    def show_running(self, running: bool) -> None:
        """The button that makes answers stops it meanwhile."""
        keys = self.save.text() != self._labels[self.save][0]
        self._label(self.prepare, tr("Stop") if running else tr("Prepare answers"), "Ctrl+P")
        if not keys:
            self.prepare.setText(self._labels[self.prepare][0])
