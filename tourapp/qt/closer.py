"""Looking closer at a scene that declares its levels: its keys, the wheel, the double click, and what is spoken of the
operator that is chosen. Clicks come by the acts of the scene's own areas."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tourapp.authoring import OPERATOR, say_words
from tourapp.player.closer import OpenBehind, beyond, choose_next, left_behind, look_closer, nearest, taken_along
from tourapp.player.intents import SetControl
from tourapp.player.nearing import NEARING
from tourapp.player.state import PlayerState, view_for
from tourapp.player.view import NotYetError
from tourapp.qt.explore import Explore
from tourapp.qt.hit import Hit
from tourapp.qt.stage import Stage

if TYPE_CHECKING:
    from tourapp.qt.window import Window

NEARER, FARTHER = frozenset({"+", "="}), frozenset({"-"})
WALKS = {"Up": -1, "Down": 1}
OPENS = frozenset({"Return", "Enter"})
NOTCH = 120
"""Of a wheel: what Qt calls one step of it."""


class Closer(QObject):
    """For one window; `explore` goes to what lies behind, or says that nothing does."""

    def __init__(self, window: Window, explore: Explore) -> None:
        super().__init__(window)
        self._pane = window.pane
        self._explore, self._say = explore.to_scene, window.announcer.say
        self._turned, self._at = 0, 0.0
        self.listen(window.stage)
        self._pane.changed.connect(self._changed)
        window.commands.closer = self.act

    def listen(self, stage: Stage) -> None:
        """Take what the mouse does on a stage."""
        stage.turned.connect(lambda turned: self._wheel(stage, turned))
        stage.doubled.connect(self._double)

    def act(self, name: str) -> bool:
        """Do what a key asks of a scene with levels; False where it has none, or something covers it."""
        pane = self._pane
        if not self._ready or (name in FARTHER and pane.state.zoom > 1.0):
            return False
        if name in NEARER | FARTHER:
            self._look(1 if name in NEARER else -1)
        elif name in WALKS:
            wanted = choose_next(pane.state, pane.stop, WALKS[name])
            if wanted is not None:
                pane.dispatch(wanted)
        elif name in OPENS:
            self._open()
        else:
            return False
        return True

    @property
    def _ready(self) -> bool:
        state = self._pane.state
        return self._pane.stop.scene.zoom is not None and not state.covered and not self._pane.passing

    def _look(self, by: int, operator: Any = None) -> None:
        for asked in look_closer(self._pane.state, self._pane.stop, by, operator):
            if isinstance(asked, OpenBehind):
                self._go(asked.scene)
            else:
                self._pane.dispatch(asked)

    def _open(self) -> None:
        """What lies behind the chosen operator."""
        zoom = self._pane.stop.scene.zoom
        if zoom is not None:
            self._go(zoom.opens(view_for(self._pane.state, self._pane.stop)[zoom.operator]))

    def _go(self, scene: str | None) -> None:
        """To a scene, with the settings that go along."""
        pane = self._pane
        state, left = pane.state, pane.stop
        self._explore(scene)
        if scene is not None and pane.stop.scene.id == scene:
            for asked in (*taken_along(state, left, pane.stop), *left_behind(left, pane.stop)):
                pane.dispatch(asked)

    def _wheel(self, stage: Stage, turned: int) -> None:
        """One level for a turn of the wheel, however far it is turned while the picture is on its way."""
        now = time.monotonic()
        if not self._ready or now - self._at < NEARING:
            self._turned = 0
            return
        self._turned = turned + (self._turned if turned * self._turned > 0 else 0)
        if abs(self._turned) < NOTCH:
            return
        by, self._turned, self._at = (1 if self._turned > 0 else -1), 0, now
        self._look(by, _operator(stage.under) if by > 0 else None)

    def _double(self, hit: Hit) -> None:
        operator = _operator(hit)
        if self._ready and operator is not None:
            self._look(1, operator)

    def _changed(self, old: PlayerState, new: PlayerState) -> None:
        pane = self._pane
        zoom = pane.stop.scene.zoom
        if zoom is None or old.settings is new.settings or (old.stop, old.lobby) != (new.stop, new.lobby):
            return
        if beyond(new, pane.stop) and not beyond(old, pane.stop):
            pane.dispatch(SetControl(pane.stop.key, zoom.control, nearest(pane.stop, zoom)))
            self._open()
            return
        before, after = (view_for(state, pane.stop)[zoom.operator] for state in (old, new))
        if before != after:
            self._tell(after)

    def _tell(self, operator: Any) -> None:
        pane, zoom = self._pane, self._pane.stop.scene.zoom
        if zoom is None:
            return
        try:
            frame = pane.view(pane.index).frame(pane.stop, pane.stop.scene_time(pane.place.t))
            self._say(say_words(zoom.told(frame, operator)))
        except NotYetError:
            return


def _operator(hit: Hit | None) -> Any:
    """The operator whose area was pointed at, also where a number lies on it."""
    tag = None if hit is None else hit.hovered
    return tag.key if tag is not None and tag.kind == OPERATOR else None
