"""Opens and closes the overlay that the state asks for; at most one at a time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from tourapp.authoring import THEMES
from tourapp.player import intents as ask
from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState
from tourapp.qt.help_sheet import HelpSheet
from tourapp.qt.overlay import Overlay
from tourapp.qt.overview import Overview
from tourapp.qt.painter import Painter
from tourapp.qt.raster import render_image
from tourapp.qt.sheets import BadgeCard, GotoSheet
from tourapp.qt.showing import Showing
from tourapp.qt.style import Look
from tourapp.qt.why import WhyCard
from tourapp.quantity import Quantity


class Overlays(QObject):
    """The overlay over a stage, made when it is asked for and dropped when it is closed."""

    def __init__(self, showing: Showing, desk: QWidget) -> None:
        super().__init__(showing)
        self._showing, self._desk = showing, desk
        self.open: Overlay | None = None
        self._name: str | None = None
        self._subject: Any = None

    def show_state(self, state: PlayerState, look: Look, stage: QRect) -> None:
        """Make what is open what the state says."""
        if state.overlay != self._name or state.subject is not self._subject:
            self._close()
            self._name, self._subject = state.overlay, state.subject
            if state.overlay is not None:
                self._open(state, look, stage)
        if isinstance(self.open, GotoSheet):
            self.open.show_digits(state.digits)

    def place(self, state: PlayerState, look: Look, stage: QRect) -> None:
        """The stage has another size or theme: make the overlay again."""
        if self.open is not None:
            self._name = None
            self.show_state(state, look, stage)

    def _open(self, state: PlayerState, look: Look, stage: QRect) -> None:
        made = self._make(state, look)
        if made is None:
            self._showing.dispatch(ask.CloseOverlay())
            return
        self.open = made
        made.closed.connect(lambda: self._showing.dispatch(ask.CloseOverlay()))
        made.place(stage)
        made.show()
        made.raise_()
        made.take_focus()

    def _make(self, state: PlayerState, look: Look) -> Overlay | None:
        showing = self._showing
        if state.overlay == "help":
            return HelpSheet(look, self._desk)
        if state.overlay == "goto":
            return GotoSheet(showing.tour, look, self._desk)
        if state.overlay == "why" and isinstance(state.subject, Quantity):
            titles = {item.id: item.title for item in showing.tour.scenes}
            return WhyCard(
                state.subject, look, self._desk, titles, lambda scene: showing.dispatch(ask.GotoScene(scene))
            )
        if state.overlay == "badge":
            return self._badge(look)
        if state.overlay == "overview":
            overview = Overview(showing.tour, showing.index, Thumbnails(showing).render, look, self._desk)
            overview.chosen.connect(lambda index: showing.dispatch(ask.SeekBeat(index)))
            return overview
        return None

    def _badge(self, look: Look) -> Overlay | None:
        showing = self._showing
        place = showing.tour.locate(showing.state.time)
        scene = showing.tour.scenes[place.index]
        try:
            frame = showing.tour.frame(place.index, showing.view(place.index), place.t, showing.state.idle)
            badge = scene.badge(frame)
        except Exception:  # a scene that cannot be drawn has its own card
            return None
        return BadgeCard(scene, badge, look, self._desk)

    def _close(self) -> None:
        if self.open is not None:
            self.open.hide()
            self.open.deleteLater()
            self.open = None


class Thumbnails:
    """Draws any scene small, from the very worlds the stage uses."""

    def __init__(self, showing: Showing) -> None:
        self._showing = showing
        self._painter = Painter(THEMES[showing.state.theme])

    def render(self, index: int, width: int, height: int) -> QPixmap:
        """The scene at the end of its middle beat."""
        showing = self._showing
        marks = marks_of(showing.tour)
        beats = len(showing.tour.scenes[index].timeline.beats)
        here = showing.index == index
        time = showing.state.time if here else marks.all[marks.place(index, beats // 2)].hold
        picture, _ = showing.compose(showing.tour.locate(time), native=False)
        theme = THEMES[showing.state.theme]
        try:
            return QPixmap.fromImage(render_image(picture, theme, width, height, self._painter))
        except Exception:  # one picture that cannot be painted leaves its tile empty
            return QPixmap()
