"""The window: stage, rail, transport and overlays put together. It lays out and passes on; others decide and draw."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QResizeEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from tourapp.authoring import THEMES, Picture, say_words
from tourapp.authoring.rail_stand import SIDE
from tourapp.player import intents
from tourapp.player.ask_look import rail_sleeps
from tourapp.player.compare import beside
from tourapp.player.preferences import Preferences
from tourapp.player.presets import ApplyPreset
from tourapp.player.state import PlayerState, WindowState, inputs_for
from tourapp.qt.ahead import Ahead
from tourapp.qt.announcer import Announcer
from tourapp.qt.bars.transport import Transport
from tourapp.qt.bars.work_line import WorkLine
from tourapp.qt.blank import BlankCover
from tourapp.qt.closer import Closer
from tourapp.qt.commands import Commands
from tourapp.qt.controls.rail import RailWidget
from tourapp.qt.desk_layout import DeskLayout
from tourapp.qt.full_screen import FullScreen
from tourapp.qt.guard import Guard
from tourapp.qt.habits import HabitsAtWork
from tourapp.qt.i18n import retell, speak, tr
from tourapp.qt.keys_filter import KeysFilter
from tourapp.qt.labs.desk import LabDesk
from tourapp.qt.lessons.desk import LessonDesk
from tourapp.qt.lobby.desk import LobbyDesk
from tourapp.qt.messages import MessageBar, ProgressMark, TroubleButtons
from tourapp.qt.model_desk import ModelDesk
from tourapp.qt.painter import LayerCache
from tourapp.qt.presenter.presenter import Presenter
from tourapp.qt.remembering import Remembering
from tourapp.qt.screens import allow_for
from tourapp.qt.sheets.end_box import ask_to_end
from tourapp.qt.sheets.overlays import Overlays
from tourapp.qt.showing import Showing
from tourapp.qt.stage import Stage
from tourapp.qt.style import palette
from tourapp.qt.takeaway.take_along import TakeAlong
from tourapp.words import ENGLISH

TITLE = "One Request — inside LLM inference"


class Window(QMainWindow):
    """A window on a showing. Showing and layers are given to it; several windows share them."""

    def __init__(
        self, showing: Showing, window: WindowState, layers: LayerCache, geometry: QSettings | None = None
    ) -> None:
        super().__init__()
        speak(showing.show.language)
        self.setWindowTitle(tr(TITLE))
        allow_for(self, self.screen())
        self.pane = showing.pane(window)
        self.desk = QWidget(self)
        self.desk.setMouseTracking(True)
        self.setCentralWidget(self.desk)
        self.blank = BlankCover(self)
        self.stage = Stage(layers, self.desk)
        self.rail = RailWidget(self.desk)
        self.rail.follows = self.stage
        self.transport = Transport(showing.tour, self.desk)
        self.bar, self.mark, self.card = MessageBar(self.desk), ProgressMark(self.desk), TroubleButtons(self.desk)
        self.overlays = Overlays(self.pane, layers, self.desk)
        self.ahead = Ahead(self.pane, self.stage)
        self.work = WorkLine(showing.worker, self.pane, self.transport.prompt, self.mark, self.bar)
        self.guard, self.model = Guard(self.bar.tell), ModelDesk(self)
        self.geometry_store, self._stand = geometry, SIDE
        self.layout_of_desk, self.habits = DeskLayout(self), HabitsAtWork(self.pane, layers)
        self.announcer, self.full = Announcer(self.pane, self.stage), FullScreen(self, self.stage, self.transport)
        self.lessons = LessonDesk(self, self.pane, self.bar.tell)
        actions = {"focus_prompt": self.focus_prompt, "quit": self.quit, **self.overlays.actions}
        self.take, self.presenter = TakeAlong(self, layers), Presenter(self, layers)
        actions.update(self.lessons.actions | self.take.actions | self.presenter.actions)
        self.commands, self.lobby = Commands(self.pane, actions, self), LobbyDesk(self, layers)
        self.overlays.lessons, self.commands.over = self.lessons, self.lobby.act
        self.closer, self.labs = Closer(self, self.lessons.explore), LabDesk(self)
        self.overlays.asked.connect(self.commands.act)
        self._keys = KeysFilter(self, self.commands.act, self._focus_stage)
        self._connect()
        QApplication.instance().installEventFilter(self._keys)  # type: ignore[union-attr]
        self._dress()
        showing.want()
        self._changed(self.pane.state, self.pane.state)

    def _connect(self) -> None:
        dispatch = self.pane.dispatch
        self.pane.changed.connect(self._changed)
        self.pane.drawn.connect(self.stage.show_picture)
        self.pane.drawn.connect(self._follow)
        self.pane.showing.opened.connect(self.work.look)
        self.pane.troubled.connect(self._show_trouble, Qt.ConnectionType.QueuedConnection)
        self.stage.hovered.connect(lambda tag: dispatch(intents.Hover(tag)))
        self.stage.clicked.connect(self.commands.click)
        self.stage.failed.connect(self._paint_failed, Qt.ConnectionType.QueuedConnection)
        self.rail.set_control.connect(lambda *values: dispatch(intents.SetControl(*values)))
        self.rail.press.connect(lambda stop, name: dispatch(intents.Press(stop, name)))
        self.rail.preset.connect(lambda stop, name: dispatch(ApplyPreset(stop, name)))
        self.rail.reset.connect(lambda: self.commands.act("Ctrl+R"))
        self.rail.undo.connect(lambda: self.commands.act("Ctrl+Z"))
        self.rail.redo.connect(lambda: self.commands.act("Ctrl+Shift+Z"))
        self.rail.more.connect(lambda: self.commands.act("U"))
        self.transport.asked.connect(dispatch)
        self.transport.prompt.asked.connect(self._ask_model)
        for source in (self.rail, self.transport.prompt):
            source.left.connect(self._focus_stage)
        self.card.onward.connect(lambda: dispatch(intents.NextBeat()))

    # what only a window can do --------------------------------------------------------------------------------

    def _on_screen(self, screen: QScreen) -> None:
        allow_for(self, screen)
        self._lay_out()  # of another pixel ratio, it may be

    def _focus_stage(self) -> None:
        if not self.lobby.take_focus():
            self.presenter.keys_place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_model(self, words: str) -> None:
        if not words.strip():
            self.transport.prompt.edit.reset()
            self.bar.tell(tr("The prompt is empty: write something first. The tour goes on with the one before."))
            return
        self.commands.ask_model(words)
        self.work.asked(words)

    def focus_prompt(self) -> None:
        """Put the keys into the prompt: on the rail where the scene has it there, else in the bottom bar."""
        if not (self.lobby.write() or (self.rail.isVisible() and self.rail.focus_text())):
            self.full.show_bar()
            self.transport.prompt.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.transport.prompt.edit.selectAll()

    def quit(self) -> None:
        """Close the window; ask first while it fills the screen or a talk is given."""
        if not (self.pane.window.full_screen or self.pane.state.presenting):
            self.close()
            return
        box = ask_to_end(self)
        box.accepted.connect(self.close)
        box.open()

    # what the state says --------------------------------------------------------------------------------------

    def _changed(self, old: PlayerState, new: PlayerState) -> None:
        if new.language != old.language:
            self._speak(new.language)
        if new.theme != old.theme:
            self._dress()
        if new.text_scale != old.text_scale:
            self._lay_out(True)
        if new.full_screen != old.full_screen:
            self.full.fill(new.full_screen)
            self._lay_out(True)
        self.lobby.show_state(new)
        if new.overlay != old.overlay or new.subject is not old.subject or new.digits != old.digits:
            self._show_overlay(new)
        self.stage.set_blank(new.blank)
        self.blank.show_state(None if new.console else new.blank)
        self.stage.set_pointer(new.pointer)
        if self.transport.tour is not self.pane.tour:
            self.transport.show_tour(self.pane.tour)
        self.transport.show_state(new)
        self._show_rail(old, new)
        self.transport.prompt.show_past(self.pane.tour.prompts, new.past)
        self.transport.prompt.show_prompt(inputs_for(new, self.pane.stop).prompt)
        if new.inputs.prompt != old.inputs.prompt:
            self.transport.prompt.forget()
        self.work.look()
        if new.notice and new.notice != old.notice:
            self.bar.tell(say_words(new.notice))

    def _speak(self, tag: str) -> None:
        """Say every word of the interface in another language; the keys stay where they are."""
        control = self.rail.control_with_keys()
        retell(tag)
        self.rail.forget()
        self.transport.forget()
        self._show_rail(self.pane.state, self.pane.state)
        self.rail.give_keys(control)
        self._lay_out(True)

    def _show_overlay(self, state: PlayerState) -> None:
        self.overlays.show_state(state, self.layout_of_desk.large_look, self.stage.geometry())
        if self.overlays.open is None:
            self._focus_stage()

    def _show_rail(self, old: PlayerState, new: PlayerState) -> None:
        stop = self.pane.stop
        fresh = self.rail.stop is not stop
        if fresh:
            self._free_keys()
            self.rail.show_stop(stop)
        plan = stop.scene.rail(self.pane.beat, opened=new.more, stand=self._stand)
        if fresh or plan != self.rail.plan:
            self.rail.show_plan(plan)
            self.layout_of_desk.place_rail()
        wanted = new.rail_visible and not self.pane.passing and new.blank is None and self.pane.trouble is None
        wanted = wanted and not (rail_sleeps(new, stop) or new.console or new.zoom > 1.0 or new.lobby)
        if self.rail.isHidden() == wanted:
            self._free_keys()
            self.rail.setVisible(wanted)
        if fresh or new.generation != old.generation or new is old:
            self.rail.show_values({item.id: beside(new, stop, item.id) for item in stop.scene.controls})
            self.rail.show_history(bool(new.undo), bool(new.redo))

    def _free_keys(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.rail.isAncestorOf(focused):
            self._focus_stage()

    def _follow(self, picture: Picture) -> None:
        """The rail stands where the picture left it room."""
        if picture.stand != self._stand:
            self._stand = picture.stand
            self._show_rail(self.pane.state, self.pane.state)

    def _show_trouble(self, trouble: Any) -> None:
        self.card.setVisible(trouble is not None)
        if trouble is not None:
            self.card.show_report(trouble.report)
            self.card.raise_()
        self._show_rail(self.pane.state, self.pane.state)

    def _paint_failed(self, error: Exception) -> None:
        picture, trouble = self.pane.card(self.pane.place, error)
        self.stage.show_picture(picture)
        self.pane.set_trouble(trouble)

    # layout ---------------------------------------------------------------------------------------------------

    def _dress(self) -> None:
        """Colours of the whole window, from the theme."""
        theme = THEMES[self.pane.state.theme]
        QApplication.setPalette(palette(theme))
        self.stage.set_theme(theme)
        self._lay_out(True)

    def wake(self) -> None:
        """Draw as long as the stage of this window can be seen."""
        self.pane.sleep(self.isMinimized() or not self.isVisible() or self.presenter.rooms.audience is not None)

    def _lay_out(self, force: bool = False) -> None:
        self.layout_of_desk.lay(force)
        self.presenter.lay()

    # events ---------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again."""
        super().resizeEvent(event)
        self.blank.setGeometry(self.rect())
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Keep state and window of one mind about full screen; sleep while minimised."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            if self.isFullScreen() != self.pane.state.full_screen and not self.isMinimized():
                self.pane.dispatch(intents.ToggleFullScreen())
            self.wake()

    def showEvent(self, event: QShowEvent) -> None:
        """Wake up."""
        super().showEvent(event)
        self.windowHandle().screenChanged.connect(self._on_screen, Qt.ConnectionType.UniqueConnection)
        self.wake()
        self._lay_out()
        if QApplication.focusWidget() is None:
            self._focus_stage()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is seen: draw nothing."""
        super().hideEvent(event)
        self.pane.sleep(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood and leave the showing."""
        if self.geometry_store is not None and not self.isFullScreen():
            self.geometry_store.setValue("geometry", self.saveGeometry())
        QApplication.instance().removeEventFilter(self._keys)  # type: ignore[union-attr]
        self.presenter.close()
        self.hide()
        self.pane.showing.leave(self.pane)
        self.guard.remove()
        speak(ENGLISH.language)
        super().closeEvent(event)

    def remember(self, kept: Preferences) -> Remembering:
        """From now on, write down where the tour is and with what settings. `kept`: what the file holds."""
        return Remembering(self.pane, kept, self.bar.tell)
