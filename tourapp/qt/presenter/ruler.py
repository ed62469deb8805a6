"""The ruler of a talk: every stop as wide as its minutes, its beats as ticks, a needle where the time is, and a dashed
line where the beat on stage was planned. A press goes to a stop."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState
from tourapp.player.talk import talk_clock
from tourapp.player.talks.plan import TalkPlan
from tourapp.player.tour import Tour
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

FOOT, TOP = 26.0, 10.0
"""Room below the stops for the words of the needle, and above for its head (the console's units)."""


class RulerStop(QAbstractButton):
    """One stop on the ruler."""

    def __init__(self, number: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.look: Look | None = None
        self.number, self.ticks, self.now = number, 0, -1
        self.setText(title)
        self.setToolTip(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{number}, {title}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number, title where it fits whole, and ticks: past ones dim, the present one lit."""
        look = self.look
        if look is None:
            return
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            here = 0 <= self.now < self.ticks
            ring = "prefill" if self.hasFocus() else "ink" if here else "line"
            p.setPen(QPen(look.colour(ring), 2.5 if self.hasFocus() else 1.5 if here else 1.0))
            p.setBrush(look.colour("line" if here or self.underMouse() else "raised", fill=True))
            p.drawRoundedRect(box, look.px(6), look.px(6))
            p.setFont(look.font(14, 600))
            p.setPen(look.colour("ink" if here else "dim"))
            inner = box.adjusted(look.px(7), 0, -look.px(5), -box.height() * 0.42)
            words = f"{self.number} {self.text()}"
            if QFontMetricsF(p.font()).horizontalAdvance(words) > inner.width():
                words, inner = str(self.number), inner.adjusted(-look.px(4), 0, look.px(5), 0)
            p.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
            p.setPen(Qt.PenStyle.NoPen)
            gap = look.px(3)
            inner = box.adjusted(look.px(6), 0, -look.px(6), 0)
            wide = (inner.width() - gap * (self.ticks - 1)) / max(1, self.ticks)
            for tick in range(self.ticks):
                p.setBrush(look.colour("ink" if tick == self.now else "dim" if tick < self.now else "line", fill=True))
                at = QRectF(inner.x() + tick * (wide + gap), box.bottom() - box.height() * 0.34, wide, look.px(5))
                p.drawRoundedRect(at, look.px(2), look.px(2))


class TalkRuler(QWidget):
    """All stops of the tour that plays."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stops: list[RulerStop] = []
        self.look: Look | None = None
        self._tour: Tour | None = None
        self._plan: TalkPlan | None = None
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.idClicked.connect(self.chosen)
        self._now, self._due = 0.0, 0.0
        self.setAccessibleName(tr("Scenes of this talk"))

    def show_state(self, state: PlayerState, tour: Tour, plan: TalkPlan, place: int) -> None:
        """Show the moment."""
        if tour is not self._tour or plan != self._plan:
            self._take(tour, plan)
        mark = marks_of(tour).all[place]
        for number, button in enumerate(self.stops):
            kept = tour.stops[number].kept
            here = kept.index(mark.beat) if number == mark.stop else len(kept) if number < mark.stop else -1
            if here != button.now or button.isChecked() != (number == mark.stop):
                button.now = here
                button.setChecked(number == mark.stop)
                button.update()
        behind = plan.behind(place, state.talk.elapsed)
        now = plan.begun + state.talk.elapsed
        due = plan.end(place) if behind > 0.0 else plan.due[place] if behind < 0.0 else now
        if (round(now), due) != (round(self._now), self._due):
            self._now, self._due = now, due
            self.update()

    def _take(self, tour: Tour, plan: TalkPlan) -> None:
        self._plan = plan
        if tour is not self._tour:
            for button in self.stops:
                self._group.removeButton(button)
                button.hide()
                button.deleteLater()
            self._tour = tour
            self.stops = [RulerStop(number + 1, tr(stop.title), self) for number, stop in enumerate(tour.stops)]
            for number, button in enumerate(self.stops):
                button.ticks = len(tour.stops[number].kept)
                self._group.addButton(button, number)
                button.show()
        self._place()

    def dress(self, look: Look) -> None:
        """Take colours and sizes."""
        self.look = look
        self._place()

    def _place(self) -> None:
        look, plan, tour = self.look, self._plan, self._tour
        if look is None or plan is None or tour is None:
            return
        starts = [plan.due[marks_of(tour).place(number, 0)] for number in range(len(tour.stops))]
        least, end = look.px(34), [*starts[1:], plan.total]
        wides = [max(least, self._x(b) - self._x(a)) for a, b in zip(starts, end, strict=True)]
        squeeze, x = self.width() / max(1.0, sum(wides)), 0.0
        high = self.height() - look.px(FOOT) - look.px(TOP)
        for button, wide in zip(self.stops, wides, strict=True):
            button.look = look
            button.setGeometry(QRect(round(x), look.px(TOP), round(wide * squeeze) - look.px(3), high))
            button.update()
            x += wide * squeeze
        self.update()

    def _x(self, seconds: float) -> float:
        total = self._plan.total if self._plan is not None else 1.0
        return self.width() * min(max(seconds / max(1e-9, total), 0.0), 1.0)

    def x_of(self, seconds: float) -> float:
        """Where a time stands: within its stop, as far as the stop's own time."""
        plan, tour = self._plan, self._tour
        if plan is None or tour is None or not self.stops:
            return 0.0
        stop = marks_of(tour).all[plan.place_at(seconds)].stop
        first, after = marks_of(tour).place(stop, 0), stop + 1
        start = plan.due[first]
        end = plan.due[marks_of(tour).place(after, 0)] if after < len(tour.stops) else plan.total
        box = self.stops[stop].geometry()
        return box.x() + box.width() * min(max((seconds - start) / max(1e-9, end - start), 0.0), 1.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The needle and the dashed line; their words below."""
        look = self.look
        if look is None or self._plan is None:
            return
        foot = self.height() - look.px(FOOT)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setFont(look.font(14, 600))
            now, due = self.x_of(self._now), self.x_of(self._due)
            words = tr("now {time}").format(time=talk_clock(self._now - self._plan.begun))
            apart = abs(self._due - self._now) >= 1.0
            self._needle(p, look, now, foot)
            left_first = not apart or now <= due
            self._say(p, look, now, (words, "ink", left_first and apart))
            if apart:
                p.setPen(QPen(look.colour("dim"), 2.0, Qt.PenStyle.DashLine))
                p.drawLine(QPointF(due, 0), QPointF(due, foot))
                planned = tr("planned {time}").format(time=talk_clock(max(0.0, self._due - self._plan.begun)))
                self._say(p, look, due, (planned, "dim", not left_first))

    def _needle(self, p: QPainter, look: Look, x: float, foot: float) -> None:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(look.colour("ink"))
        d = look.px(7)
        p.drawPolygon(QPolygonF([QPointF(x - d, 0), QPointF(x + d, 0), QPointF(x, look.px(TOP))]))
        p.drawRect(QRectF(x - 1, foot - look.px(2), 2, look.px(6)))

    def _say(self, p: QPainter, look: Look, x: float, words: tuple[str, str, bool]) -> None:
        """Words below a place: at its left, or at its right; never beyond the edge."""
        text, role, left = words
        wide = QFontMetricsF(p.font()).horizontalAdvance(text)
        at = x - wide - look.px(6) if left else x + look.px(6)
        at = min(max(at, 0.0), self.width() - wide)
        p.setPen(look.colour(role))
        p.drawText(QPointF(at, self.height() - look.px(7)), text)
