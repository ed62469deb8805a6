"""The windows and panels of a talk: class's window, console, drawer. Each is imported and made when it is first needed:
the window opens without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tourapp.authoring import Picture
from tourapp.player import intents
from tourapp.player.state import PlayerState
from tourapp.player.talks import presenting
from tourapp.qt.keys_filter import KeysFilter
from tourapp.qt.painter import LayerCache
from tourapp.qt.presenter.places import AnyScreen, put_on

if TYPE_CHECKING:
    from tourapp.qt.presenter.audience import Audience
    from tourapp.qt.presenter.console import Console
    from tourapp.qt.presenter.drawer import NoteDrawer
    from tourapp.qt.presenter.presenter import Presenter
    from tourapp.qt.window import Window


class Rooms(QObject):
    """What there is to be seen of one talk."""

    def __init__(self, window: Window, layers: LayerCache, presenter: Presenter) -> None:
        super().__init__(presenter)
        self._window, self._pane, self._layers, self._presenter = window, window.pane, layers, presenter
        self.audience: Audience | None = None
        self.console: Console | None = None
        self.drawer: NoteDrawer | None = None
        self._keys: KeysFilter | None = None
        self._pane.drawn.connect(self._drawn)

    def stand(self, home: AnyScreen, other: AnyScreen | None) -> None:
        """The presenter's window on one screen, the class's on the other; with one screen the window is the stage."""
        if other is None:
            self._close_audience()
            if self._pane.state.full_screen and self._window.geometry() != home.geometry():
                put_on(self._window, home)
            return
        if self.audience is None:
            self._open_audience()
        if self.audience is not None:
            put_on(self.audience, other)
        if self._pane.state.full_screen:
            put_on(self._window, home)
        self._window.activateWindow()

    def _open_audience(self) -> None:
        from tourapp.qt.announcer import Announcer
        from tourapp.qt.presenter.audience import Audience

        audience = self.audience = Audience(self._pane.showing, self._pane.window, self._layers)
        audience.ended.connect(lambda: self._pane.dispatch(presenting.EndTalk()))
        audience.activated.connect(lambda: QTimer.singleShot(0, self, self._keys_home))
        self._keys = KeysFilter(audience, self._window.commands.act, audience.stage.setFocus)
        QApplication.instance().installEventFilter(self._keys)  # type: ignore[union-attr]
        console = self._console()
        self._announcer = Announcer(audience.pane, console.live)
        audience.pane.drawn.connect(self._shown)
        audience.show_state(self._pane.state, self._pane.state)
        console.setGeometry(self._window.desk.rect())
        console.show()
        console.raise_()
        console.live.follow(audience)
        for part in (self._window.stage, self._window.rail, self._window.transport, self._window.mark):
            part.hide()
        self._window.pane.sleep(True)
        self.lay()
        console.live.setFocus()

    def _keys_home(self) -> None:
        """The keys belong to the presenter's window, whichever one was shown or touched last: fields are there."""
        free = QApplication.activeModalWidget() is None and not self._window.isMinimized()
        if free and self.audience is not None and self.audience.isActiveWindow():
            self._window.activateWindow()

    def _close_audience(self) -> None:
        audience, self.audience = self.audience, None
        if audience is None:
            return
        if self._keys is not None:
            QApplication.instance().removeEventFilter(self._keys)  # type: ignore[union-attr]
            self._keys = None
        self._announcer.deleteLater()
        audience.put_away()
        audience.deleteLater()
        if self.console is not None:
            self.console.live.follow(None)
            self.console.hide()
        self._window.stage.show()
        self._window.full.show_bar()
        self._window.wake()
        self._window.stage.setFocus()

    def close(self) -> None:
        """The talk has ended."""
        self._close_audience()
        self.lay()

    # what is asked for ----------------------------------------------------------------------------------------

    def _console(self) -> Console:
        if self.console is None:
            from tourapp.qt.presenter.console import Console

            console = self.console = Console(self._layers, self._window.desk)
            dispatch, commands, presenter = self._pane.dispatch, self._window.commands, self._presenter
            for row in (console.switches, console.foot):
                row.pressed.connect(commands.act)
            console.head.clocks.paused.connect(lambda: dispatch(presenting.PauseTalk()))
            console.head.clocks.measured.connect(presenter.measure)
            console.head.cuts.chosen.connect(presenter.choose_cut)
            console.live.hovered.connect(lambda tag: dispatch(intents.Hover(tag)))
            console.live.clicked.connect(commands.click)
            self._window.closer.listen(console.live)
            console.beats.chosen.connect(lambda beat: dispatch(intents.SeekBeat(self._pane.index, beat)))
            console.ruler.chosen.connect(lambda stop: dispatch(intents.SeekBeat(stop)))
            console.sized.connect(lambda by: dispatch(presenting.SizeNotes(by)))
            self._connect_rail(console)
        return self.console

    def _connect_rail(self, console: Console) -> None:
        dispatch, rail = self._pane.dispatch, console.rail
        rail.set_control.connect(lambda *values: dispatch(intents.SetControl(*values)))
        rail.press.connect(lambda stop, name: dispatch(intents.Press(stop, name)))
        rail.reset.connect(lambda: self._window.commands.act("Ctrl+R"))
        rail.undo.connect(lambda: dispatch(intents.Undo()))
        rail.redo.connect(lambda: dispatch(intents.Redo()))
        rail.more.connect(lambda: dispatch(intents.ToggleMore()))
        rail.left.connect(console.live.setFocus)

    def _drawer(self) -> NoteDrawer:
        if self.drawer is None:
            from tourapp.qt.presenter.drawer import NoteDrawer

            drawer = self.drawer = NoteDrawer(self._layers, self._window.desk)
            drawer.keys.pressed.connect(self._window.commands.act)
            drawer.clocks.paused.connect(lambda: self._pane.dispatch(presenting.PauseTalk()))
            drawer.clocks.measured.connect(self._presenter.measure)
        return self.drawer

    # what the state says --------------------------------------------------------------------------------------

    def show_state(self, old: PlayerState, new: PlayerState) -> None:
        """Pass on what has changed."""
        self._window.stage.set_frozen(new.frozen)
        self._window.stage.set_zoom(new.zoom, new.zoom_at)
        if new.drawer != old.drawer or new.console != old.console:
            self._window.layout_of_desk.lay(True)
            self.lay()
        presenter = self._presenter
        if self.audience is not None and new.console:
            self.audience.follow(self._pane.window)
            self.audience.show_state(old, new)
            if self.console is not None:
                self.console.show_state(new, self._pane.tour, presenter.plan(), presenter.has_run)
                self.console.next.show_next(self.audience.pane)
        elif self.drawer is not None and new.drawer:
            self.drawer.show_state(new, self._pane, presenter.plan(), presenter.has_run)
            if (new.theme, new.text_scale, new.note_size) != (old.theme, old.text_scale, old.note_size):
                self.lay()

    def _drawn(self, picture: Picture) -> None:
        if self.drawer is not None and self._pane.state.drawer:
            self.drawer.show_notes(picture, self._pane)

    def _shown(self, picture: Picture) -> None:
        if self.console is not None:
            self.console.show_notes(picture, self._pane.tour, self._pane.state)

    # layout ---------------------------------------------------------------------------------------------------

    def stage_area(self, area: QRect) -> QRect:
        """What the window's stage gets of an area; the drawer takes what is around it."""
        state = self._pane.state
        if not state.drawer or state.console:
            if self.drawer is not None:
                self.drawer.hide()
            return area
        from tourapp.qt.presenter.drawer import stage_in

        drawer = self._drawer()
        drawer.setGeometry(area)
        drawer.dress(state)
        drawer.show()
        drawer.lower()
        drawer.show_state(state, self._pane, self._presenter.plan(), self._presenter.has_run)
        return stage_in(area)

    def lay(self) -> None:
        """The window has another size, or looks another way."""
        console, state = self.console, self._pane.state
        if console is not None and state.console and self.audience is not None:
            console.setGeometry(self._window.desk.rect())
            keys = QApplication.focusWidget()
            if keys is None or not self._window.transport.isAncestorOf(keys):
                self._window.transport.hide()
            console.forget()
            console.show_state(state, self._pane.tour, self._presenter.plan(), self._presenter.has_run)
            console.next.show_next(self.audience.pane)
            self._window.mark.move(console.mark_place(self._window.mark.size()))

    @property
    def keys_place(self) -> QWidget:
        """Where the keys go when nothing else has them."""
        shown = self.console is not None and self.audience is not None
        return self.console.live if shown and self.console is not None else self._window.stage

    @property
    def pointed(self) -> tuple[float, float] | None:
        """Where the mouse is on the picture."""
        place = self.keys_place
        return getattr(place, "pointed", None)
