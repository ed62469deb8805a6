"""What the window does when a key is pressed or a thing on the stage is clicked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from tourapp.authoring import GotoBeat, GotoStop, PlayReal, SeekTo, SetControls, ShowBadge, ShowWays, Why
from tourapp.authoring.acts import RaiseHandFor, SayNumberFor
from tourapp.player import intents
from tourapp.player.ask_intents import RaiseHand, SayNumber
from tourapp.player.asking import hands_open
from tourapp.player.keys import DIGITS, HANDS, WALKING, by_key
from tourapp.qt.hit import Hit
from tourapp.qt.showing import Pane


class Commands(QObject):
    """Turns keys and clicks into intents; what concerns the window alone is the window's own `actions`."""

    def __init__(self, pane: Pane, actions: dict[str, Callable[[], None]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self.over: Callable[[str], bool] | None = None
        """What lies over the stage has the keys first."""
        self.closer: Callable[[str], bool] | None = None
        """A scene that can be looked into has some keys before the table."""
        self.lab: Callable[[str], bool] | None = None
        """So has the page of a lab."""
        self._table = by_key()
        self._own = {"reset_scene": self.reset_stop, "real_speed": self.play_real, **actions}

    def act(self, name: str) -> bool:
        """Do what a key asks; False when it means nothing here."""
        dispatch = self._pane.dispatch
        if self.over is not None and self.over(name):
            return True
        if self.lab is not None and self.lab(name):
            return True
        if name in HANDS and self._pane.window.overlay is None and hands_open(self._pane.state):
            dispatch(HANDS[name])
            return True
        if name in DIGITS:
            dispatch(intents.GotoDigit(name))
            return True
        if self._pane.window.overlay == "goto" and name in ("Return", "Enter", "Backspace"):
            dispatch(intents.GotoDigit("") if name == "Backspace" else intents.GotoNumber())
            return True
        if name in WALKING and self._pane.window.overlay is None and self._pane.state.walked is not None:
            self._own[WALKING[name]]()
            return True
        if self.closer is not None and self.closer(name):
            return True
        binding = self._table.get(name)
        if binding is None:
            return False
        if binding.intent is not None:
            dispatch(binding.intent)
        else:
            self._own[binding.action]()
        return True

    def click(self, hit: Hit) -> None:
        """Do what an area of the stage says a click does."""
        if isinstance(hit.act, ShowWays):
            self._own["explore_menu"]()
        for intent in self._intents(hit):
            self._pane.dispatch(intent)

    def _intents(self, hit: Hit) -> list[Any]:
        match hit.act:
            case Why():
                return [intents.ShowOverlay("why", hit.value)] if hit.value is not None else []
            case ShowBadge():
                return [intents.ShowOverlay("badge")]
            case GotoStop(key):
                return [intents.JumpToStop(key)]
            case GotoBeat(beat):
                return [intents.SeekBeat(self._pane.index, beat)]
            case SeekTo(seconds):
                return [intents.SeekInStop(seconds)]
            case PlayReal(seconds):
                return [intents.RealSpeed(seconds)]
            case RaiseHandFor(option):
                return [RaiseHand(option)]
            case SayNumberFor(number):
                return [SayNumber(number)]
            case SetControls(values):
                return [intents.SetControl(self._pane.stop.key, name, value) for name, value in values]
        return []

    def ask_model(self, words: str) -> None:
        """A prompt was entered: take it, for this stop alone where it has its own, and try again what failed or was
        stopped before."""
        self._pane.dispatch(intents.SetControl(self._pane.stop.key, "prompt", words))
        self._pane.store.retry()

    def play_real(self) -> None:
        """The beat on stage in the time that it takes in reality."""
        place, stop = self._pane.place, self._pane.stop
        real = stop.scene.real_time(self._pane.view(self._pane.index).frame(stop, stop.scene_time(place.t)))
        self._pane.dispatch(intents.RealSpeed(0.0 if real is None else float(real.to("s").value)))

    def reset_stop(self) -> None:
        """Every control of the stop on stage back to what the tour was opened with."""
        self._pane.dispatch(intents.ResetStop(self._pane.stop.key))
