"""One screen: the stage a little smaller, clocks at its left, what comes next at its right, the notes below it. For the
presenter's eyes, or for a rehearsal; closed by default."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tourapp.authoring import THEMES, Picture
from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState
from tourapp.player.talks.plan import TalkPlan
from tourapp.qt.i18n import tr
from tourapp.qt.painter import LayerCache
from tourapp.qt.presenter.buttons import KeyRow
from tourapp.qt.presenter.clocks import TalkClocks
from tourapp.qt.presenter.next_card import NextCard
from tourapp.qt.presenter.note_texts import HEADS, NoteColumn, notes_of
from tourapp.qt.showing import Pane
from tourapp.qt.style import Look

KEYS = (("Blank", "B"), ("Freeze", "Z"), ("Pointer", "L"), ("Hands", "V"), ("Notes", "D"))
STAGE_SHARE, LEFT_SHARE, TOP_SHARE, NOTES_TOP = 0.717, 0.141, 0.02, 0.757
"""Of the window: the stage's width and height, what is left of it and above it, where the notes begin."""


def stage_in(area: QRect) -> QRect:
    """Where the stage stands while the drawer is open."""
    return QRect(
        area.x() + round(area.width() * LEFT_SHARE),
        area.y() + round(area.height() * TOP_SHARE),
        round(area.width() * STAGE_SHARE),
        round(area.height() * STAGE_SHARE),
    )


class NoteDrawer(QWidget):
    """Everything around the stage."""

    def __init__(self, layers: LayerCache, parent: QWidget) -> None:
        super().__init__(parent)
        self.clocks = TalkClocks(self, upright=True)
        self.next = NextCard(layers, self, upright=True)
        self.keys = KeyRow(KEYS, self, upright=True)
        self.columns = tuple(NoteColumn(self, (part,)) for part, _ in HEADS)
        self.look: Look | None = None
        self._told: Any = None
        self.setAccessibleName(tr("Notes"))

    def show_state(self, state: PlayerState, pane: Pane, plan: TalkPlan, rehearsals: bool) -> None:
        """Show the moment; what has not changed is left alone."""
        place = marks_of(pane.tour).at(pane.time)
        told = (
            (place, id(plan), state.generation, int(state.talk.elapsed), state.talk.paused, rehearsals, state.theme),
            (
                state.blank,
                state.frozen,
                state.pointer,
                state.ask,
                state.rehearsed,
                state.holding,
                state.note_size,
                state.presenting,
            ),
        )
        if told == self._told:
            return
        self._told = told
        self.clocks.setVisible(state.presenting)
        self.clocks.show_state(state, plan, place, rehearsals)
        self.keys.show_state(state)
        self.next.show_next(pane)

    def show_notes(self, picture: Picture, pane: Pane) -> None:
        """The notes of the beat on stage, with the values of its picture."""
        notes = notes_of(pane.stop, pane.beat, picture.fields)
        for column in self.columns:
            column.show_notes(notes)

    def dress(self, state: PlayerState) -> None:
        """Take colours and sizes, and stand round the stage."""
        wide, high = self.width(), self.height()
        look = self.look = Look(THEMES[state.theme], max(0.4, min(wide / 1440, high / 810)))
        px, stage = look.px, stage_in(self.rect())
        self.clocks.setGeometry(px(16), stage.y() + px(8), stage.x() - px(32), round(stage.height() * 0.62))
        self.clocks.dress(look)
        x = stage.right() + px(14)
        room = wide - x - px(14)
        self.next.look = look
        self.next.setGeometry(x, stage.y() + px(8), room, stage.height() // 2 - px(10))
        self.keys.setGeometry(x, stage.center().y() + px(16), room, stage.height() // 2 - px(20))
        self.keys.dress(look, 6)
        top = round(high * NOTES_TOP) + px(10)
        column = (wide - px(40)) // len(self.columns)
        grown = min(1.5, max(1.0, state.text_scale / 100))
        for place, each in enumerate(self.columns):
            each.setGeometry(px(20) + place * column, top, column - px(16), high - top - px(8))
            each.dress(look, min(state.note_size, 22) * 0.9 * grown)
        self._told = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the drawer below."""
        look = self.look
        if look is None:
            return
        top = round(self.height() * NOTES_TOP)
        with QPainter(self) as p:
            p.fillRect(self.rect(), look.colour("ground"))
            p.fillRect(0, top, self.width(), self.height() - top, look.colour("raised"))
            p.setPen(QPen(look.colour("dim"), 2.0))
            p.drawLine(0, top, self.width(), top)
