"""What the window does when a key is pressed or a thing on the stage is clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from tourapp.player import intents as ask
from tourapp.player.keys import DIGITS, by_key
from tourapp.qt.hit import Hit
from tourapp.qt.i18n import tr
from tourapp.qt.showing import Showing

if TYPE_CHECKING:
    from tourapp.qt.window import Window

TITLE = "One Request — inside LLM inference"


class Commands(QObject):
    """Turns keys and clicks into intents; does itself only what concerns the window."""

    def __init__(self, showing: Showing, window: Window) -> None:
        super().__init__(window)
        self._showing, self._window = showing, window
        self._table = by_key()
        self._own = {
            "reset_scene": self.reset_scene,
            "focus_prompt": self.focus_prompt,
            "swap_screens": self.swap_screens,
            "quit": self.quit,
        }

    def act(self, name: str) -> bool:
        """Do what a key asks; False when it means nothing here."""
        ask_for = self._showing.dispatch
        if name in DIGITS:
            ask_for(ask.GotoDigit(name))
            return True
        if self._showing.state.overlay == "goto" and name in ("Return", "Enter", "Backspace"):
            ask_for(ask.GotoDigit("") if name == "Backspace" else ask.GotoNumber())
            return True
        binding = self._table.get(name)
        if binding is None:
            return False
        if binding.intent is not None:
            ask_for(binding.intent)
        else:
            self._own[binding.action]()
        return True

    def click(self, hit: Hit) -> None:
        """Do what an area of the stage says a click does. An act that cannot be read does nothing."""
        ask_for, tour, index = self._showing.dispatch, self._showing.tour, self._showing.index
        word, _, rest = hit.act.partition(":")
        if word == "why" and hit.value is not None:
            ask_for(ask.ShowOverlay("why", hit.value))
        elif word == "badge":
            ask_for(ask.ShowOverlay("badge"))
        elif word == "goto":
            ask_for(ask.GotoScene(rest))
        elif word == "beat":
            ask_for(ask.SeekBeat(index, int(rest)))
        elif word == "seek":
            ask_for(ask.Seek(tour.starts[index] + float(rest)))
        elif word == "set":
            for pair in rest.split("&set:"):
                name, _, value = pair.partition("=")
                ask_for(ask.SetControl(tour.scenes[index].id, name, value))

    def ask_model(self, words: str) -> None:
        """A prompt was entered: take it, and try again what failed or was stopped before."""
        self._showing.dispatch(ask.SetControl("", "prompt", words))
        self._showing.store.retry()
        self._window.work.look()

    def reset_scene(self) -> None:
        """Every control of the scene on stage back to what the tour was opened with."""
        self._showing.dispatch(ask.ResetScene(self._showing.tour.scenes[self._showing.index].id))

    def focus_prompt(self) -> None:
        """Put the keys into the prompt: on the rail where the scene has it there, else in the bottom bar."""
        window = self._window
        if not (window.rail.isVisible() and window.rail.focus_text()):
            window.full.show_bar()
            window.transport.prompt.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            window.transport.prompt.edit.selectAll()

    def swap_screens(self) -> None:
        """Move the window to the next screen."""
        window, screens = self._window, QGuiApplication.screens()
        if len(screens) < 2:
            window.bar.tell(tr("There is one screen only."))
            return
        following = screens[(screens.index(window.screen()) + 1) % len(screens)]
        full = self._showing.state.full_screen
        if full:
            window.showNormal()
        window.windowHandle().setScreen(following)
        window.move(following.availableGeometry().topLeft() + QPoint(40, 40))
        if full:
            window.showFullScreen()

    def quit(self) -> None:
        """Close the window; ask first while it fills the screen."""
        if not self._showing.state.full_screen:
            self._window.close()
            return
        box = QMessageBox(
            QMessageBox.Icon.NoIcon,
            TITLE,
            tr("End the tour?"),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            self._window,
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(self._window.close)
        box.open()
