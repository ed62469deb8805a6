"""The three sheets of the questions: one question at a time, the result is kept, and what has changed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from tourapp.authoring import fill, say_words, sizes
from tourapp.learning.asked_twice import TwiceAsked
from tourapp.learning.before_after import ITEMS, OPEN
from tourapp.qt.before_after.options import ChoiceColumn
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.rows import push_button
from tourapp.qt.style import Look

SIZE = (1240.0, 760.0)
TITLE = "Ten questions, before and after"


class BeforeAfterSheet(Overlay):
    """What the three share. Each signal is a wish of the person; the desk has the answers."""

    chosen = Signal(int)
    turned = Signal(int)
    saving = Signal()
    opening = Signal()
    beginning = Signal()

    def __init__(self, look: Look, parent: QWidget, size: tuple[float, float] = SIZE) -> None:
        super().__init__(tr(TITLE), look, size, parent)
        self.inner = self.scrolled()
        self.problem = self.words("", sizes.TAG, role="waste", weight=600)
        self.problem.hide()
        self.body.addWidget(self.problem)

    def show_problem(self, words: str) -> None:
        """What is wrong with a file that was named."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def foot(self, left: QPushButton, *right: QPushButton) -> None:
        """Buttons below, one at the left."""
        row = QHBoxLayout()
        row.setSpacing(self.look.px(12))
        row.addWidget(left)
        row.addStretch(1)
        for button in right:
            row.addWidget(button)
        self.body.addLayout(row)

    def kept_line(self, asked: TwiceAsked, size: float, *, role: str = "ink", weight: int = 400) -> QLabel:
        """Where the choices are."""
        name = asked.file.name if asked.file is not None else ""
        return self.words(fill("Your choices are kept in {name}.", {"name": name}), size, role=role, weight=weight)

    def open_button(self) -> QPushButton:
        """The way to a result that was kept."""
        button = push_button(self, tr("Open a result…"))
        button.clicked.connect(lambda _on=False: self.opening.emit())
        return button

    def begin_button(self) -> QPushButton:
        """The way to ten new questions."""
        button = push_button(self, tr("Begin anew"))
        button.clicked.connect(lambda _on=False: self.beginning.emit())
        return button


class Steps(QWidget):
    """A mark for each question: full where a choice is picked, ringed where one is now."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._picked, self._place = OPEN * ITEMS, 0
        self.setFixedSize(look.px(30 * ITEMS), look.px(30))

    def show_run(self, asked: TwiceAsked) -> None:
        """Other marks."""
        self._picked, self._place = asked.picked, asked.place
        told = {"n": sum(letter != OPEN for letter in asked.picked), "all": ITEMS}
        self.setAccessibleName(fill("{n} of {all} questions have a choice", told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks."""
        look, px = self._look, self._look.px
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place, letter in enumerate(self._picked):
                box = QRectF(px(30) * place + px(7), px(7), px(16), px(16))
                p.setPen(QPen(look.colour("dim"), px(2)))
                p.setBrush(look.colour("ink") if letter != OPEN else Qt.BrushStyle.NoBrush)
                p.drawEllipse(box)
                if place == self._place:
                    p.setPen(QPen(look.colour("prefill"), px(3)))
                    p.setBrush(Qt.BrushStyle.NoBrush)
                    p.drawEllipse(box.adjusted(-px(5), -px(5), px(5), px(5)))


class AskSheet(BeforeAfterSheet):
    """One question: words, four choices, back and on."""

    def __init__(self, asked: TwiceAsked, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        head = QHBoxLayout()
        self.told = self.words("", sizes.TAG, role="dim")
        self.steps = Steps(look, self.card)
        head.addWidget(self.told, 1)
        head.addWidget(self.steps)
        self.question = self.words("", sizes.LINE, weight=600)
        self.options = ChoiceColumn(len(asked.item.choices), look, self.card)
        self.options.chosen.connect(self.chosen)
        self.options.turned.connect(self._turn)
        self.inner.addLayout(head)
        self.inner.addSpacing(look.px(10))
        self.inner.addWidget(self.question)
        self.inner.addSpacing(look.px(6))
        self.inner.addWidget(self.options)
        self.inner.addStretch(1)
        kept = tr("The file holds the choices alone: no name, no time, nothing of this computer.")
        self.body.addWidget(self.words(kept, sizes.TAG, role="dim"))
        self.back, self.on = push_button(self, tr("Back")), push_button(self, tr("Next"))
        self.save = push_button(self, tr("Keep the result…") if asked.before is None else tr("Keep the result"))
        self.back.clicked.connect(lambda _on=False: self._turn(-1))
        self.on.clicked.connect(lambda _on=False: self._turn(1))
        self.save.clicked.connect(lambda _on=False: self.saving.emit())
        self.foot(self.open_button(), self.back, self.on, self.save)
        self._last = False
        self.show_run(asked)

    def show_run(self, asked: TwiceAsked) -> None:
        """Another question, or another choice."""
        self.show_problem("")
        again, self._last = asked.before is not None, asked.last
        words = "After the path: question {k} of {all}" if again else "Before the path: question {k} of {all}"
        self.told.setText(fill(words, {"k": asked.place + 1, "all": ITEMS}))
        question = say_words(asked.item.text)
        self.question.setText(question)
        self.options.show_words(question, [say_words(words) for words in asked.item.choices])
        self.options.show_choice(asked.option)
        self.steps.show_run(asked)
        self.back.setEnabled(asked.place > 0)
        self.on.setVisible(not asked.last)
        self.save.setVisible(asked.last)

    def _turn(self, by: int) -> None:
        """From the last question on: to the button that keeps the result."""
        if by > 0 and self._last:
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.turned.emit(by)

    def act(self, name: str) -> bool:
        """Digits pick a choice; arrows do from wherever the keys are."""
        if name in ("Left", "Right"):
            self._turn(-1 if name == "Left" else 1)
        elif name in ("Up", "Down"):
            self.take_focus()
        elif len(name) == 1 and name.isdigit():
            if 1 <= int(name) <= len(self.options.buttons):
                self.options.pick(int(name) - 1)
        else:
            return False
        return True

    def take_focus(self) -> None:
        """The choices take the keys."""
        self.options.stop.setFocus(Qt.FocusReason.OtherFocusReason)


class KeptSheet(BeforeAfterSheet):
    """After the first time: where the choices are, and what to do with that file."""

    def __init__(self, asked: TwiceAsked, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, (980, 420))
        self.inner.addWidget(self.kept_line(asked, sizes.LINE, weight=600))
        later = tr("Go the path now. Then open this file here: the same questions come again, and what has changed.")
        self.inner.addWidget(self.words(later, sizes.LABEL))
        self.inner.addStretch(1)
        self.again, self.anew = self.open_button(), self.begin_button()
        self.foot(self.anew, self.again)

    def take_focus(self) -> None:
        """The way on has the keys."""
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
