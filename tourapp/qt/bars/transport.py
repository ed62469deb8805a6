"""The bottom bar: scrub bar, play buttons, time, the prompt, speed, and the ways to overview, themes and help."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QWidget

from tourapp.player import intents
from tourapp.player.compare import Compare, comparable
from tourapp.player.state import MOTIONS, SPEEDS, PlayerState
from tourapp.player.tongue import SetLanguage
from tourapp.player.tour import Tour
from tourapp.qt.bars.language_button import LanguageButton
from tourapp.qt.bars.next_hint import NextHint
from tourapp.qt.bars.prompt_bar import PromptBar
from tourapp.qt.bars.scrub import ScrubBar, clock_words
from tourapp.qt.i18n import tr
from tourapp.qt.icons import IconButton
from tourapp.qt.style import Look

HEIGHT = 76.0
"""In stage units."""


class Transport(QWidget):
    """Sends intents; what it shows is given to it."""

    asked = Signal(object)

    def __init__(self, tour: Tour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tour = tour
        self._look: Look | None = None
        self._seconds = -1
        self._beat: tuple[int, int] | None = None
        self._pace: tuple[float, str] | None = None
        self.floating = False
        self._play: Any = intents.Play()
        """What a press of the middle button does now."""
        self.setAccessibleName(tr("Transport"))
        self.scrub = ScrubBar(tour, self)
        self.scrub.sought.connect(lambda seconds: self.asked.emit(intents.Seek(seconds)))
        self.previous = self._button("previous", tr("Back (Page Up)"), intents.PreviousBeat())
        self.play = self._button("play", tr("Play everything (Shift+K)"), None)
        self.next = self._button("next", tr("Next beat (Page Down)"), intents.NextBeat())
        self.time = QLabel(self)
        self.time.setProperty("quiet", True)
        self.prompt = PromptBar(self)
        self.speed = self._speed_button()
        self.language = LanguageButton(self)
        self.language.picked.connect(lambda tag: self.asked.emit(SetLanguage(tag)))
        self.rail = self._button("rail", tr("Hide or show the rail (H)"), intents.ToggleRail())
        self.overview = self._button("overview", tr("Overview (O)"), intents.ShowOverlay("overview"))
        self.compare = self._button("compare", tr("A and B: another value beside this one (X)"), Compare())
        self.theme = self._button("theme", tr("Next theme (T)"), intents.SetTheme())
        self.full = self._button("full", tr("Full screen (F)"), intents.ToggleFullScreen())
        words = tr("Preferences (Ctrl+,)")
        self.preferences = self._button("gear", words, intents.ShowOverlay("preferences"))
        self.help = self._button("help", tr("Keys (F1)"), intents.ShowOverlay("help"))
        self.hint = NextHint(self)

    def _button(self, icon: str, words: str, intent: Any) -> IconButton:
        button = IconButton(icon, words, self)
        button.clicked.connect(lambda _on=False: self.asked.emit(intent or self._play))
        return button

    def _speed_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(tr("Speed ( [ and ] ) and motion"))
        button.setAccessibleName(tr("Speed and motion"))
        self.speeds = menu = QMenu(button)
        group = QActionGroup(menu)
        for speed in SPEEDS:
            action = menu.addAction(f"{speed:g} ×")
            action.setCheckable(True)
            action.setData(speed)
            action.triggered.connect(lambda _on=False, speed=speed: self.asked.emit(intents.SetSpeed(speed)))
            group.addAction(action)
        self._add_motions(menu)
        button.clicked.connect(lambda _on=False: self._open_speeds())
        button.setText("1 ×")
        return button

    def _add_motions(self, menu: QMenu) -> None:
        """How much moves, below the speeds."""
        menu.addSeparator()
        group = QActionGroup(menu)
        for motion, words in zip(MOTIONS, (tr("Full motion"), tr("Reduced motion"), tr("No motion")), strict=True):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(motion)
            action.triggered.connect(lambda _on=False, motion=motion: self.asked.emit(intents.SetMotion(motion)))
            group.addAction(action)

    def _open_speeds(self) -> None:
        """The menu of speeds, above its button. It is shown, not run: no second event loop."""
        corner = self.speed.mapToGlobal(QPoint(0, -self.speeds.sizeHint().height()))
        self.speeds.popup(corner)

    def forget(self) -> None:
        """What is told of the moment is told again: words have changed."""
        self._beat = None

    def show_tour(self, tour: Tour) -> None:
        """Another tour plays."""
        self.tour = tour
        self.scrub.show_tour(tour)
        self._seconds, self._beat = -1, None

    def show_state(self, state: PlayerState) -> None:
        """Show the moment: time, what a press of play would do, speed."""
        time = self.tour.time(state.stop, state.t)
        if not self.scrub.isSliderDown():
            self.scrub.show_time(time)
        mark = self.scrub.marks.all[self.scrub.marks.at(time)]
        if (mark.stop, mark.beat) != self._beat:
            self._beat = (mark.stop, mark.beat)
            self.scrub.describe(time)
            self.compare.setEnabled(comparable(state, self.tour) is not None)
        if int(time) != self._seconds:
            self._seconds = int(time)
            self.time.setText(f"{clock_words(time)} / {clock_words(self.tour.duration)}")
        if state.playing and not state.holding:
            self._play, words, icon = intents.TogglePlaying(), tr("Pause (K)"), "pause"
        elif state.until is None and not self.scrub.marks.over(time):
            self._play, words, icon = intents.TogglePlaying(), tr("Go on (K)"), "play"
        else:
            self._play, words, icon = intents.Play(), tr("Play everything (Shift+K)"), "play"
        self.play.say(words, icon)
        self.full.say(
            tr("Leave full screen (F)") if state.full_screen else tr("Full screen (F)"),
            "small" if state.full_screen else "full",
        )
        speed = f"{state.speed:g} ×"
        if self.speed.text() != speed:
            self.speed.setText(speed)
        self.language.show_language(state.language)
        if self.hint.show_state(state, last=self.scrub.marks.all[-1] is mark):
            self._arrange()
        if (state.speed, state.motion) != self._pace:
            self._pace = (state.speed, state.motion)
            for action in self.speeds.actions():
                action.setChecked(action.data() in self._pace)

    def dress(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        ways = (self.rail, self.compare, self.overview, self.theme, self.full, self.preferences, self.help)
        for button in (self.previous, self.play, self.next, *ways):
            button.dress(look, 40)
        self.time.setFont(look.font(15, mono=True))
        self.speed.setFont(look.font(15, 600, mono=True))
        self.speed.setFixedSize(look.px(70), look.px(40))
        self.language.dress(look)
        self.hint.dress(look)
        self.scrub.dress(look)
        self.prompt.dress(look)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground; over the stage in full screen it lets the picture shine through a little."""
        if self._look is None:
            return
        with QPainter(self) as p:
            p.fillRect(self.rect(), self._look.colour("ground", 0.9 if self.floating else 1.0))

    def _arrange(self) -> None:
        look = self._look
        if look is None:
            return
        edge, gap, width = look.px(20), look.px(4), self.width()
        self.scrub.setGeometry(edge - look.px(9), 0, width - 2 * edge + look.px(18), look.px(24))
        middle = look.px(24) + (self.height() - look.px(24) - look.px(4)) // 2
        x = edge
        for button in (self.previous, self.play, self.next):
            button.move(x, middle - button.height() // 2)
            x += button.width() + gap
        wide = look.px(130)
        self.time.setGeometry(x + look.px(8), middle - look.px(14), wide, look.px(28))
        x += wide + look.px(20)
        right = width - edge
        x += self.hint.place(x, middle)
        ways = (self.help, self.preferences, self.full, self.theme, self.overview, self.compare, self.rail)
        for item in (*ways, self.language, self.speed):
            right -= item.width()
            item.move(right, middle - item.height() // 2)
            right -= gap
        room = min(right - look.px(16) - x, look.px(1000))
        self.prompt.setGeometry(
            x + max(0, (right - look.px(16) - x - room) // 2), middle - look.px(22), max(40, room), look.px(44)
        )
