"""The four clocks of a talk: elapsed, left, ahead or behind, the time of day. Told when asked, never announced."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTime, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from tourapp.player.state import PlayerState
from tourapp.player.talk import talk_clock
from tourapp.player.talks.plan import TalkPlan
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

NOTEWORTHY = 30.0
"""Seconds ahead or behind from which it stands out."""


class TalkFigure(QAbstractButton):
    """A time above its name. One that can be pressed takes Tab and has a frame."""

    def __init__(self, parent: QWidget, press: bool = False) -> None:
        super().__init__(parent)
        self.look: Look | None = None
        self.value, self.name, self.strong, self.framed, self.high = "", "", True, False, 37.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if press else Qt.FocusPolicy.NoFocus)
        if press:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_figure(self, value: str, name: str, *, strong: bool = True, framed: bool = False) -> None:
        """Show a time."""
        wanted = (value, name, strong, framed)
        if wanted != (self.value, self.name, self.strong, self.framed):
            self.value, self.name, self.strong, self.framed = wanted
            self.setAccessibleName(f"{name}: {value}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The time, then its name."""
        look = self.look
        if look is None:
            return
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.framed or self.hasFocus():
                p.setPen(QPen(look.colour("prefill" if self.hasFocus() else "ink"), 2.0))
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.drawRoundedRect(box, look.px(10), look.px(10))
            value = QRectF(box.x(), box.y(), box.width(), box.height() * 0.6)
            name = QRectF(box.x(), box.y() + box.height() * 0.58, box.width(), box.height() * 0.36)
            p.setFont(look.font(self.high * (0.62 if len(self.value) > 6 else 1.0), 600, mono=True))
            p.setPen(look.colour("ink" if self.strong else "dim"))
            p.drawText(value, Qt.AlignmentFlag.AlignCenter, self.value)
            p.setFont(look.font(16))
            p.setPen(look.colour("ink" if self.framed else "dim"))
            p.drawText(name, Qt.AlignmentFlag.AlignCenter, self.name)


class TalkClocks(QWidget):
    """The four. A press on the first pauses the clock; on the third changes what the talk is held against."""

    paused = Signal()
    measured = Signal()

    def __init__(self, parent: QWidget | None = None, upright: bool = False) -> None:
        super().__init__(parent)
        self._upright = upright
        self.elapsed, self.left = TalkFigure(self, press=True), TalkFigure(self)
        self.behind, self.time = TalkFigure(self, press=True), TalkFigure(self)
        self.behind.high = 26.0 if not upright else 40.0
        self.time.high = 32.0
        self.elapsed.clicked.connect(lambda _on=False: self.paused.emit())
        self.behind.clicked.connect(lambda _on=False: self.measured.emit())
        self.elapsed.setToolTip(tr("Pause the clock, or let it run on"))

    def show_state(self, state: PlayerState, plan: TalkPlan, place: int, rehearsals: bool) -> None:
        """Show the moment. rehearsals: whether there is one to be held against."""
        talk = state.talk
        self.elapsed.show_figure(
            talk_clock(talk.elapsed), tr("paused") if talk.paused else tr("elapsed"), framed=talk.paused
        )
        left = plan.left(talk.elapsed)
        if left >= 0.0:
            self.left.show_figure(talk_clock(left), tr("remaining"))
        else:
            self.left.show_figure(f"+{talk_clock(-left)}", tr("over time"), framed=True)
        self.behind.show_figure(
            *_standing(plan.behind(place, talk.elapsed), state.rehearsed),
            framed=abs(plan.behind(place, talk.elapsed)) >= NOTEWORTHY,
        )
        self.behind.setEnabled(rehearsals)
        self.behind.setToolTip(tr("Held against the plan or against your last whole run") if rehearsals else "")
        self.time.show_figure(QTime.currentTime().toString("HH:mm"), tr("clock"), strong=False)

    def dress(self, look: Look) -> None:
        """Take colours and sizes, and share the room."""
        figures = (self.elapsed, self.left, self.behind, self.time)
        for place, figure in enumerate(figures):
            figure.look = look
            if self._upright:
                high = self.height() // 4
                figure.setGeometry(0, place * high, self.width(), high - look.px(8))
            else:
                wide = self.width() // 4
                figure.setGeometry(place * wide, 0, wide - look.px(6), self.height())
            figure.update()


def _standing(behind: float, rehearsed: bool) -> tuple[str, str]:
    """How a talk stands, in a time and words."""
    if behind > 0.0:
        return f"+{talk_clock(behind)}", tr("behind rehearsal") if rehearsed else tr("behind plan")
    if behind < 0.0:
        return f"-{talk_clock(-behind)}", tr("ahead of rehearsal") if rehearsed else tr("ahead of plan")
    return "0:00", tr("as rehearsed") if rehearsed else tr("on plan")
