"""Opens and closes the overlay that the state asks for; at most one at a time. Each is imported when it is first
opened: the window opens without them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from tourapp.authoring import THEMES
from tourapp.player import intents
from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState
from tourapp.qt.lessons.desk import LessonDesk
from tourapp.qt.overlay import Overlay
from tourapp.qt.painter import LayerCache, Painter
from tourapp.qt.raster import render_image
from tourapp.qt.showing import Pane
from tourapp.qt.style import Look
from tourapp.quantity import Quantity


class Overlays(QObject):
    """The overlay over a stage, made when it is asked for and dropped when it is closed."""

    asked = Signal(str)
    """A key of the table that a button of an overlay stands for."""

    def __init__(self, pane: Pane, layers: LayerCache, desk: QWidget) -> None:
        super().__init__(pane)
        self._pane, self._layers, self._desk = pane, layers, desk
        self.open: Overlay | None = None
        self._name: str | None = None
        self._subject: Any = None
        self._place: Any = None
        """Where somebody was in the preferences."""
        self.of_desks: dict[str, Callable[[Look, QWidget], Overlay]] = {}
        """Sheets that a desk of the window makes: of the hand-out, of the questions before and after."""
        self.lessons: LessonDesk | None = None
        """Who has the bench on which lessons are made."""

    def show_state(self, state: PlayerState, look: Look, stage: QRect) -> None:
        """Make what is open what the state says."""
        if state.overlay != self._name or state.subject is not self._subject:
            self._close()
            self._name, self._subject = state.overlay, state.subject
            if state.overlay is not None:
                self._open(state, look, stage)
        if self._name == "goto":
            from tourapp.qt.sheets.sheets import GotoSheet

            if isinstance(self.open, GotoSheet):
                self.open.show_digits(state.digits)

    def place(self, state: PlayerState, look: Look, stage: QRect) -> None:
        """The stage has another size or theme: make the overlay again."""
        if self.open is not None:
            self._name = None
            self.show_state(state, look, stage)

    @property
    def actions(self) -> dict[str, Callable[[], None]]:
        """What the table of keys asks of overlays."""
        return {"about": self.show_about}

    def show_about(self) -> None:
        """The preferences at their page about the program."""
        self.show_page("About")

    def show_page(self, page: str) -> None:
        """The preferences at one of their pages."""
        from tourapp.qt.preferences.sheet import DialogPlace, PreferencesSheet

        if isinstance(self.open, PreferencesSheet):
            self.open.turn(page)
            return
        self._place = self._place or DialogPlace()
        self._place.page, self._place.row = page, ""
        self._pane.dispatch(intents.ShowOverlay("preferences"))

    def act(self, name: str) -> bool:
        """Whether the open overlay has used a key."""
        return self.open is not None and self.open.act(name)

    def _open(self, state: PlayerState, look: Look, stage: QRect) -> None:
        made = self._make(state, look)
        if made is None:
            self._pane.dispatch(intents.CloseOverlay())
            return
        self.open = made
        made.closed.connect(lambda: self._pane.dispatch(intents.CloseOverlay()))
        made.place(stage)
        made.show()
        made.raise_()
        made.take_focus()

    def _make(self, state: PlayerState, look: Look) -> Overlay | None:
        pane = self._pane
        if state.overlay == "help":
            return self._keys(look)
        if state.overlay == "goto":
            from tourapp.qt.sheets.sheets import GotoSheet

            return GotoSheet(pane.tour, look, self._desk)
        if state.overlay == "why" and isinstance(state.subject, Quantity):
            from tourapp.qt.sheets.why import WhyCard

            return WhyCard(state.subject, look, self._desk, pane.journey, self._go)
        if state.overlay in ("lesson", "own") and self.lessons is not None:
            return self._of_files(self.lessons, state, look)
        if state.overlay == "explore" and self.lessons is not None:
            from tourapp.qt.sheets.ways_sheet import WaysSheet

            return WaysSheet(self.lessons.explore, look, self._desk)
        if state.overlay == "preferences":
            from tourapp.qt.preferences.sheet import DialogPlace, PreferencesSheet

            self._place = self._place or DialogPlace()
            return PreferencesSheet(pane, look, self._desk, self._place)
        if state.overlay == "badge":
            return self._badge(look)
        if state.overlay in self.of_desks:
            return self.of_desks[state.overlay](look, self._desk)
        if state.overlay == "left":
            from tourapp.qt.sheets.sheets import LeftSheet

            return LeftSheet(pane.compose(pane.place, idle=pane.state.idle)[0].left_out, look, self._desk)
        if state.overlay == "overview":
            return self._overview(look)
        if state.overlay == "search" and self.lessons is not None:
            from tourapp.qt.explore import found_everywhere
            from tourapp.qt.sheets.search_sheet import SearchSheet

            return SearchSheet(found_everywhere(), self.lessons.explore.to_find, look, self._desk)
        return None

    def _go(self, key: str) -> None:
        """To a stop of this tour by its key, or to a scene of another by its id."""
        if any(stop.key == key for stop in self._pane.tour.stops):
            self._pane.dispatch(intents.JumpToStop(key))
        elif self.lessons is not None:
            self.lessons.explore.to_scene(key)

    def _keys(self, look: Look) -> Overlay:
        from tourapp.qt.sheets.help_sheet import HelpSheet

        keys = HelpSheet(look, self._desk)
        keys.asked.connect(self.asked)
        return keys

    def _overview(self, look: Look) -> Overlay:
        from tourapp.qt.sheets.overview import Overview

        pane = self._pane
        overview = Overview(pane.tour, pane.index, Thumbnails(pane, self._layers).render, look, self._desk)
        overview.chosen.connect(lambda index: pane.dispatch(intents.SeekBeat(index)))
        overview.asked.connect(self.asked)
        if self.lessons is not None:
            overview.elsewhere.connect(self.lessons.explore.to)
        return overview

    def _of_files(self, lessons: LessonDesk, state: PlayerState, look: Look) -> Overlay | None:
        """The bench of lessons, or the card of what was read from a file."""
        if state.overlay == "own":
            return lessons.door.card(state.subject, look, self._desk)
        return lessons.bench(Thumbnails(self._pane, self._layers).render, look, self._desk)

    def _badge(self, look: Look) -> Overlay | None:
        from tourapp.qt.sheets.sheets import BadgeCard

        pane = self._pane
        place, stop = pane.place, pane.stop
        try:
            badge = stop.scene.badge(pane.view(place.index).frame(stop, stop.scene_time(place.t), pane.state.idle))
        except Exception:  # a scene that cannot be drawn has its own card
            return None
        return BadgeCard(stop.scene, badge, look, pane.showing, self._desk)

    def _close(self) -> None:
        if self.open is not None:
            self.open.hide()
            self.open.deleteLater()
            self.open = None


class Thumbnails:
    """Draws any scene small, from the very worlds the stage uses."""

    def __init__(self, pane: Pane, layers: LayerCache) -> None:
        self._pane = pane
        self._painter = Painter(THEMES[pane.window.theme], layers)

    def render(self, index: int, width: int, height: int) -> QPixmap:
        """The stop at the end of its middle beat."""
        pane = self._pane
        marks, kept = marks_of(pane.tour), pane.tour.stops[index].kept
        here = pane.index == index
        time = pane.time if here else marks.all[marks.place(index, kept[len(kept) // 2])].hold
        picture, _ = pane.compose(pane.tour.locate(time), native=False)
        theme = THEMES[pane.state.theme]
        try:
            return QPixmap.fromImage(render_image(picture, theme, width, height, painter=self._painter))
        except Exception:  # one picture that cannot be painted leaves its tile empty
            return QPixmap()
