"""Where the parts of a window stand at its present size and at the size of words that its person wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QSize

from tourapp.authoring import THEMES
from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.player import intents
from tourapp.player.fitting import looks_of
from tourapp.player.room import room_of
from tourapp.qt.bars.transport import HEIGHT as BAR_UNITS
from tourapp.qt.style import Look, sheet

if TYPE_CHECKING:
    from tourapp.qt.window import Window

LEAST_UNITS = 0.62
"""Pixels of the bottom bar for a stage unit, at least."""


class DeskLayout:
    """Lays out one window. It knows where things stand, not what they are."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._dressed: tuple[Any, ...] = ()

    @property
    def scale(self) -> float:
        """Of words."""
        return looks_of(self._window.pane.state).scale

    @property
    def large_look(self) -> Look:
        """Of what lies over the stage: words at the person's scale."""
        look = self._window.stage.look
        return Look(look.theme.scaled(self.scale), look.scale)

    def lay(self, force: bool = False) -> None:
        """Place everything; force: dress it anew although the size is as it was."""
        window, state = self._window, self._window.pane.state
        wide, high = max(1, window.desk.width()), max(1, window.desk.height())
        units = max(LEAST_UNITS, min(wide / WIDTH, high / HEIGHT))
        look = Look(THEMES[state.theme], units)
        bar = look.px(BAR_UNITS)
        area = QRect(0, 0, wide, high if state.full_screen else high - bar)
        window.stage.setGeometry(window.presenter.stage_area(area))
        window.transport.floating = state.full_screen
        window.transport.setGeometry(0, high - bar, wide, bar)
        room = room_of(window.stage.width(), window.stage.height(), window.devicePixelRatioF())
        window.pane.dispatch(intents.SetRoom(room))
        window.stage.set_height(looks_of(window.pane.state).sheet)
        stage_look, stage = window.stage.look, window.stage.geometry()
        key = (state.theme, round(stage_look.scale, 4), round(units, 4), self.scale)
        if force or key != self._dressed:
            self._dressed = key
            window.desk.setStyleSheet(sheet(stage_look))
            window.transport.dress(look)
        window.bar.dress(self.large_look, stage)
        for item in (window.mark, window.card, window.take.handout.mark, window.model.mark):
            item.dress(stage_look, self._upper(stage_look))
        self.place_rail()
        window.lobby.show_state(state, force)
        window.model.lay()
        window.overlays.place(state, self.large_look, stage)
        window.pane.refresh()

    def place_rail(self) -> None:
        """Words on the rail may be smaller than usual; larger ones come with its own scale."""
        look = self._window.stage.look
        window = self._window
        window.rail.place(Look(look.theme.scaled(min(1.0, self.scale)), look.scale), self._origin())
        if (
            window.rail.plan.stand.kind != "side" and not window.pane.state.console
        ):  # the usual place of the mark is taken: above the rail's right end
            rail, mark = window.rail.geometry(), window.mark
            mark.move(
                2 * window.stage.x() + window.stage.width() - rail.x() - mark.width(),
                rail.y() - mark.height() - look.px(4),
            )
        window.take.handout.lay(window.mark)

    def _origin(self) -> QPoint:
        stage = self._window.stage
        _, left, top = stage.fit
        return QPoint(round(stage.x() + left), round(stage.y() + top))

    def _upper(self, look: Look) -> QRect:
        """The part of the stage that has its usual shape: all of it, but in a tall window."""
        return QRect(self._origin(), QSize(look.px(WIDTH), look.px(HEIGHT)))
