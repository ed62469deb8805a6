"""The sheet that asks what a hand-out for this class is to hold, says how large it will be, and shows how far it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from tourapp.authoring import fill
from tourapp.player.class_sums import class_sums
from tourapp.player.handouts.estimate import size_words
from tourapp.player.handouts.leaves import HandoutParts, HandoutPlan, foot_of
from tourapp.player.tour import Tour
from tourapp.qt.controls.widgets import Switch
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.rows import push_button
from tourapp.qt.showing import Pane
from tourapp.qt.style import Look

SENTENCE = 18.0


class LinedSwitch(Switch):
    """A switch of a sheet: a line under all of it while it has the keys."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label and switch, and the line."""
        super().paintEvent(event)
        if self.look is not None and self.hasFocus():
            high = max(2, self.look.px(3))
            with QPainter(self) as p:
                p.fillRect(QRectF(0, self.height() - high, self.width(), high), self.look.colour("prefill"))


class HandoutSheet(Overlay):
    """`wanted` carries the plan, and whether pictures keep the window's colours; `stopped`: the one being made."""

    wanted = Signal(object, bool)
    stopped = Signal()

    def __init__(self, pane: Pane, look: Look, parent: QWidget | None = None, *, running: bool = False) -> None:
        super().__init__(tr("Hand-out for this class"), look, (980, 560), parent)
        self._pane = pane
        self._inner = self.scrolled()
        for words in self._said(pane.tour):
            self._inner.addWidget(self.words(words, SENTENCE))
        self.exercises = self._switch(tr("Exercises, with solutions on the last page"), on=True)
        self.notes = self._switch(tr("Notes for the teacher behind each page"), on=False)
        self.colours = self._switch(tr("Pictures in the colours of this window, not for paper"), on=False)
        self.size_line = self.words("", SENTENCE, role="dim")
        self._inner.addWidget(self.size_line)
        self._inner.addStretch(1)
        self._add_foot()
        self._resize()
        self.show_running(running)

    def _said(self, tour: Tour) -> tuple[str, ...]:
        """What it will hold in any case."""
        stops = {"n": len(tour.stops)}
        about = fill("A PDF with a page for each of the {n} {n|scene|scenes}: picture, sentences and numbers.", stops)
        answered = len(class_sums(self._pane.state, tour))
        if answered:
            told = "What this class said to {n} {n|question|questions} is summed up on a page."
            said = fill(told, {"n": answered})
        else:
            said = tr("The class has not answered a question yet. V asks at a beat.")
        return about, foot_of(self._pane.state, self._pane.stop), said

    def _switch(self, words: str, *, on: bool) -> Switch:
        switch = LinedSwitch(words, self.card)
        switch.look, switch.size_of_words, switch.weight = self.look, SENTENCE, 500
        switch.setAccessibleName(words)
        switch.setMinimumHeight(max(self.look.px(48), round(1.9 * self.fontMetrics().height())))
        switch.setChecked(on)
        switch.toggled.connect(lambda _on: self._resize())
        self._inner.addWidget(switch)
        return switch

    def _add_foot(self) -> None:
        self.bar = QProgressBar(self.card)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(max(4, self.look.px(6)))
        self.bar.setAccessibleName(tr("Progress"))
        self.far = self.words("", 16, role="dim")
        self.save = push_button(self, tr("Save as PDF…"))
        self.save.clicked.connect(lambda _on=False: self.wanted.emit(self.plan, self.colours.isChecked()))
        self.halt = push_button(self, tr("Stop"))
        self.halt.clicked.connect(lambda _on=False: self.stopped.emit())
        self.body.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addWidget(self.far, 1)
        foot.addWidget(self.halt, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(foot)

    @property
    def plan(self) -> HandoutPlan:
        """What is asked for now."""
        pane = self._pane
        parts = HandoutParts(self.exercises.isChecked(), self.notes.isChecked(), answers=True)
        return HandoutPlan(pane.state, pane.tour, tuple(range(len(pane.tour.stops))), parts)

    def take_focus(self) -> None:
        """The button has the keys."""
        (self.halt if self.halt.isVisible() else self.save).setFocus(Qt.FocusReason.OtherFocusReason)

    def _resize(self) -> None:
        self.size_line.setText(size_words(self.plan))

    def show_running(self, running: bool) -> None:
        """Whether one is being made: it can be stopped then, and no other one begun."""
        had = self.save.hasFocus() or self.halt.hasFocus()
        for part, shown in ((self.bar, running), (self.halt, running), (self.save, not running)):
            part.setVisible(shown)
        self.far.setText("")
        if had:
            self.take_focus()

    def show_share(self, share: float, words: str, what: str) -> None:
        """How far it is, and at what."""
        self.bar.setValue(round(1000 * share))
        self.far.setText(fill("{words}: {what}", {"words": words, "what": what}) if what else words)
