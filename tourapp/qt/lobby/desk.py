"""The opening page in its window: shows it while the state says so, has the keys there, and does what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QApplication

from tourapp.player import intents
from tourapp.player.state import PlayerState, inputs_for
from tourapp.player.talks.cuts import shipped_tour
from tourapp.qt.painter import LayerCache
from tourapp.qt.retour import begin_in
from tourapp.qt.scene_loading import SceneLoading

if TYPE_CHECKING:
    from tourapp.qt.lobby.page import LobbyPage
    from tourapp.qt.window import Window


class LobbyDesk(QObject):
    """The page is made when it is first wanted: a window that opens at a scene does without."""

    def __init__(self, window: Window, layers: LayerCache) -> None:
        super().__init__(window)
        self._window, self._layers = window, layers
        self.loading = SceneLoading(self)
        self.loading.done.connect(self._more_tours)
        self.page: LobbyPage | None = None

    @property
    def shown(self) -> bool:
        """Whether the page is on screen."""
        return self.page is not None and not self.page.isHidden()

    def show_state(self, state: PlayerState, force: bool = False) -> None:
        """Be there or not."""
        window = self._window
        if state.lobby and self.page is None:
            self.page = self._made()
        if self.page is None:
            return
        before, had_keys = self.shown, self._has_keys()
        if before and not state.lobby and had_keys:
            window.presenter.keys_place.setFocus(Qt.FocusReason.OtherFocusReason)
        area = QRect(0, 0, window.desk.width(), window.desk.height())
        self.page.show_state(state, window.layout_of_desk.large_look, area, force)
        if state.lobby:
            window.transport.hide()
        elif before:
            window.full.show_bar()
        if state.lobby and not before:
            self.page.take_focus()

    def _more_tours(self, broken: str) -> None:
        """Tours can be told of now whose scenes were not here before."""
        if broken:
            self._window.bar.tell(broken)
        if self.shown:
            self.show_state(self._window.pane.state, force=True)

    def take_focus(self) -> bool:
        """Whether the page has taken the keys."""
        if not self.shown or self.page is None:
            return False
        self.page.take_focus()
        return True

    def write(self) -> bool:
        """Whether the question on the page has taken the keys."""
        if not self.shown or self.page is None:
            return False
        self.page.write()
        return True

    def act(self, name: str) -> bool:
        """Whether what lies over the stage, or else the page, has used a key."""
        return self._window.overlays.act(name) or (self.page is not None and self.page.act(name))

    def _has_keys(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is None or (self.page is not None and (focused is self.page or self.page.isAncestorOf(focused)))

    def _made(self) -> LobbyPage:
        from tourapp.qt.lobby.page import LobbyPage

        window = self._window
        page = LobbyPage(window.pane, self._layers, window.desk)
        page.begun.connect(self._begin)
        page.asked.connect(self._ask)
        page.key.connect(window.commands.act)
        return page

    def _begin(self, name: str) -> None:
        """The tour of a card, from its first beat."""
        pane = self._window.pane
        if name in ("", pane.tour.id):
            pane.dispatch(intents.First())
        else:
            begin_in(pane.showing, shipped_tour(name))

    def _ask(self, words: str) -> None:
        """Start with this question; an empty one is told of, and nothing starts."""
        pane = self._window.pane
        before = inputs_for(pane.state, pane.stop).prompt
        if words != before:
            self._window.transport.prompt.asked.emit(words)
        if words.strip():
            pane.dispatch(intents.First())
        elif self.page is not None:
            self.page.take_focus()
            self.page.box.show_prompt(before)
