"""The presenter's console: what the class sees, what comes next, what to say, how late it is. It lays out and
passes on; the state says what is shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from tourapp.authoring import THEMES, Picture, Rect
from tourapp.authoring.rail_stand import RailStand
from tourapp.player.ask_look import rail_sleeps
from tourapp.player.asking import asked_mark, hands_of, hands_open
from tourapp.player.marks import marks_of
from tourapp.player.state import NOTE_SIZES, PlayerState, control_value
from tourapp.player.talks.plan import TalkPlan
from tourapp.player.tour import Tour
from tourapp.qt.controls.rail import RailWidget
from tourapp.qt.i18n import tr
from tourapp.qt.painter import LayerCache
from tourapp.qt.presenter.buttons import FOOT, SWITCHES, BeatRow, KeyRow
from tourapp.qt.presenter.console_head import ConsoleHead
from tourapp.qt.presenter.key_button import KeyButton
from tourapp.qt.presenter.live import LiveStage
from tourapp.qt.presenter.next_card import NextCard
from tourapp.qt.presenter.note_texts import NoteColumn, notes_of
from tourapp.qt.presenter.ruler import TalkRuler
from tourapp.qt.style import Look, sheet

UNITS = (1440.0, 900.0)
EDGE, BETWEEN = 24.0, 24.0
HEAD, SWITCH, RAIL_HIGH, BEATS, RULER, FEET = 72.0, 44.0, 76.0, 34.0, 82.0, 34.0
RIGHT = 0.362
"""Share of the width for next card and notes."""


class Console(QWidget):
    """Lies over the presenter's window while the class has one of its own."""

    sized = Signal(int)

    def __init__(self, layers: LayerCache, parent: QWidget) -> None:
        super().__init__(parent)
        self.head = ConsoleHead(self)
        self.live = LiveStage(layers, self)
        self.mark = QLabel(self)
        self.switches = KeyRow(SWITCHES, self)
        self.rail = RailWidget(self)
        self.hands = QLabel(self)
        self.hands.setWordWrap(True)
        self.beats = BeatRow(self)
        self.next_label = QLabel(tr("Next"), self)
        self.next_label.setProperty("quiet", True)
        self.next = NextCard(layers, self)
        self.notes = NoteColumn(self)
        self.smaller, self.larger = KeyButton("Smaller notes", "", self), KeyButton("Larger notes", "", self)
        self.ruler = TalkRuler(self)
        self.foot = KeyRow(FOOT, self)
        self.look: Look | None = None
        self._told: Any = None
        self._frame, self._framed = QRect(), "good"
        self.smaller.clicked.connect(lambda _on=False: self.sized.emit(-1))
        self.larger.clicked.connect(lambda _on=False: self.sized.emit(1))
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Presenter's console"))

    def show_state(self, state: PlayerState, tour: Tour, plan: TalkPlan, rehearsals: bool) -> None:
        """Show the moment; what has not changed is left alone."""
        marks = marks_of(tour)
        place = marks.at(tour.time(state.stop, state.t))
        mark = marks.all[place]
        told = (
            (place, id(tour), id(plan), state.generation, int(state.talk.elapsed), state.talk.paused, rehearsals),
            (state.blank, state.frozen, state.pointer, state.zoom, hands_of(state), state.ask, state.rehearsed),
            (
                state.theme,
                state.note_size,
                state.more,
                state.text_scale,
                state.language,
                bool(state.undo),
                state.habits.quiet,
            ),
        )
        if told == self._told:
            return
        before, self._told = self._told, told
        if before is None or told[2][:2] != before[2][:2] or told[2][3:5] != before[2][3:5]:
            self._dress(state)
        self.head.show_place(tour, mark)
        self.head.clocks.show_state(state, plan, place, rehearsals)
        self.ruler.show_state(state, tour, plan, place)
        self.switches.show_state(state)
        self.beats.show_beat(tour.stops[mark.stop], mark.beat)
        self._show_mark(state)
        self._show_rail(state, tour, mark.beat)
        self.live.set_blank(state.blank)
        self.live.set_pointer(state.pointer)

    def forget(self) -> None:
        """Size or looks have changed: the next state is shown anew."""
        self._told = None

    def show_notes(self, picture: Picture, tour: Tour, state: PlayerState) -> None:
        """The notes of the beat on stage, with the values of its picture."""
        mark = marks_of(tour).all[marks_of(tour).at(tour.time(state.stop, state.t))]
        self.notes.show_notes(notes_of(tour.stops[mark.stop], mark.beat, picture.fields))

    def _show_mark(self, state: PlayerState) -> None:
        """Whether the class sees what stands here."""
        words, self._framed = tr("On the projector: live"), "good"
        if state.blank is not None:
            words, self._framed = (
                tr("The class sees black") if state.blank == "black" else tr("The class sees white"),
                "",
            )
        elif state.frozen:
            words, self._framed = tr("Frozen: the class sees the picture from before"), ""
        elif state.habits.quiet:
            words = tr("On the projector: live, held quiet")
        words = f"● {words}" if self._framed else words
        if self.mark.text() == words:
            return
        self.mark.setText(words)
        self.mark.setAccessibleName(words)
        self._place_mark()
        self.update()

    def _show_rail(self, state: PlayerState, tour: Tour, beat: int) -> None:
        stop = tour.stops[state.stop]
        self.rail.show_stop(stop)
        box = self._rail_box
        stand = RailStand("across", Rect(box.x(), box.y(), max(1, box.width()), max(1, box.height())), self._rail_scale)
        plan = stop.scene.rail(beat, opened=state.more, stand=stand)
        self.rail.show_plan(plan)
        if self.look is not None and (stop, plan, stand, self.look) != self._placed:
            self._placed = (stop, plan, stand, self.look)
            self.rail.place(Look(self.look.theme, 1.0), QPoint(0, 0))
            self.rail.raise_()
        self.rail.show_values({item.id: control_value(state, stop, item.id) for item in stop.scene.controls})
        self.rail.show_history(bool(state.undo), bool(state.redo))
        asleep = rail_sleeps(state, stop)
        self.rail.setVisible(bool(stop.scene.controls) and not asleep)
        self._show_hands(state, tour, asleep=asleep)

    def _show_hands(self, state: PlayerState, tour: Tour, *, asleep: bool) -> None:
        """How many answers there are, and what the keys do, while the question is open."""
        asked = asked_mark(state, tour)
        self.hands.setVisible(asked is not None and asleep and hands_open(state))
        if asked is None:
            return
        if asked[1].options:
            words = tr("{n} hands so far. A digit adds one, Enter locks the answer, V ends the question.")
        else:
            words = tr("{n} guesses so far. Digits write one, Down begins another, Enter locks, V ends the question.")
        self.hands.setText(words.format(n=hands_of(state).given))

    _placed: Any = None
    _rail_box = QRect(0, 0, 848, 76)
    _rail_scale = 1.0

    def _dress(self, state: PlayerState) -> None:
        """Take colours and sizes, and place everything."""
        units = max(0.4, min(self.width() / UNITS[0], self.height() / UNITS[1]))
        look = self.look = Look(THEMES[state.theme], units)
        self.setStyleSheet(sheet(look))
        px, wide = look.px, self.width()
        right = px(EDGE) + round((wide - 2 * px(EDGE)) * (1.0 - RIGHT))
        left_wide = right - px(BETWEEN) - px(EDGE)
        below = px(SWITCH + RAIL_HIGH + BEATS + RULER + FEET + 12 * 3 + 14 + 10)
        top = px(16 + HEAD + 12)
        high = min(self.height() - top - below, left_wide * 9 // 16)
        left_wide = min(left_wide, high * 16 // 9)
        right = px(EDGE) + left_wide + px(BETWEEN)
        self._place_left(look, top, left_wide, high)
        self._place_right(look, state, QRect(right, top, wide - px(EDGE) - right, self.ruler.y() - top - px(12)))
        for part in (self.head, self.switches, self.beats, self.ruler, self.foot):
            part.dress(look)
        self._place_mark()

    def _place_left(self, look: Look, top: int, wide: int, high: int) -> None:
        px, left, whole = look.px, look.px(EDGE), self.width() - 2 * look.px(EDGE)
        self.head.setGeometry(left, px(16), whole, px(HEAD))
        self._frame = QRect(left - 3, top - 3, wide + 6, high + 6)
        self.live.setGeometry(left, top, wide, high)
        foot = self.height() - px(10 + FEET)
        self.foot.setGeometry(left, foot, min(whole, px(760)), px(FEET))
        self.ruler.setGeometry(left, foot - px(RULER), whole, px(RULER))
        y = top + high + px(12)
        self.switches.setGeometry(left, y, wide, px(SWITCH))
        y += px(SWITCH + 12)
        room = self.ruler.y() - y - px(BEATS + 24)
        self._rail_scale = units = min(1.25, max(0.7, room / px(RAIL_HIGH))) * look.scale
        self._rail_box = QRect(left, y, wide, round(74 * units))
        self.hands.setGeometry(self._rail_box)
        self.hands.setFont(look.font(20))
        self.beats.setGeometry(left, self.ruler.y() - px(BEATS + 10), wide, px(BEATS))

    def _place_right(self, look: Look, state: PlayerState, box: QRect) -> None:
        px = look.px
        self.next_label.setFont(look.font(17, 600))
        self.next_label.setGeometry(box.x(), box.y() - px(6), box.width(), px(24))
        card = QRect(box.x(), box.y() + px(22), box.width(), min(px(150), box.height() // 3))
        self.next.look = look
        self.next.setGeometry(card)
        top = card.bottom() + px(12)
        foot = px(36)
        x = box.x()
        for button in (self.smaller, self.larger):
            button.dress(look)
            button.show_on(None)
            wide = max(px(150), button.sizeHint().width())
            button.setGeometry(x, box.bottom() - foot + 1, wide, foot)
            x += wide + px(8)
        self.notes.setGeometry(box.x(), top, box.width(), box.bottom() - foot - px(8) - top)
        grown = min(1.5, max(1.0, state.text_scale / 100))
        self.notes.dress(look, state.note_size * grown)
        self.smaller.setEnabled(state.note_size > NOTE_SIZES[0])
        self.larger.setEnabled(state.note_size < NOTE_SIZES[-1])

    def mark_place(self, size: QSize) -> QPoint:
        """Where the mark of running work stands: at the right end of the row at the foot."""
        edge = self.ruler.geometry().right() + 1
        return QPoint(edge - size.width(), self.foot.geometry().center().y() - size.height() // 2)

    def _place_mark(self) -> None:
        look = self.look
        if look is None:
            return
        self.mark.setFont(look.font(16, 600))
        role = self._framed or "ink"
        self.mark.setStyleSheet(
            f"color: {look.css(role)}; background: {look.css('ground')}; border: {look.px(1.5)}px solid "
            f"{look.css(role)}; border-radius: {look.px(15)}px; padding: 0 {look.px(14)}px;"
        )
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.mark.adjustSize()
        wide, high = self.mark.sizeHint().width(), look.px(30)
        self.mark.setGeometry(
            self._frame.center().x() - wide // 2, self._frame.bottom() - high - look.px(6), wide, high
        )
        self.mark.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The next state lays it out again."""
        super().resizeEvent(event)
        self._told = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and a frame round what the class sees."""
        look = self.look
        if look is None:
            return
        with QPainter(self) as p:
            p.fillRect(self.rect(), look.colour("ground"))
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(look.colour(self._framed or "ink"), 3.0))
            p.drawRoundedRect(self._frame.adjusted(1, 1, -2, -2), 8, 8)
            p.setPen(QPen(look.colour("line"), 1.5))
            p.setBrush(look.colour("raised"))
            p.drawRoundedRect(self.notes.geometry().adjusted(-8, -6, 8, 6), look.px(10), look.px(10))
