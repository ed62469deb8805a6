"""The foot of the opening page: language, theme, size of words, motion; and the ways to a talk, a lesson, the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QWidget

from tourapp.authoring.sizes import TAG
from tourapp.player import intents
from tourapp.player.keys import key_words
from tourapp.player.state import MOTIONS, PlayerState
from tourapp.player.tongue import SetLanguage
from tourapp.qt.i18n import tr
from tourapp.qt.lobby.page_button import PageButton
from tourapp.qt.style import Look
from tourapp.words import LANGUAGES

THEME_NAMES = {"dark": "Dark", "projector": "Projector", "high-contrast": "High contrast"}
MOTION_NAMES = {"full": "Full", "reduced": "Reduced", "none": "None"}
WAYS = {"F5": "Teach a class", "Ctrl+O": "Open a lesson", "Ctrl+,": "Preferences", "F1": "Keys", "Shift+F1": "About"}
GAP, BETWEEN = 26.0, 10.0
Choices = Sequence[tuple[str, str, Any]]
"""Each choice: the value it stands for, its words, the intent it sends."""
Way = Callable[[], tuple[str, str, Choices]]
"""What a button says, the present choice, and all choices."""


class FootButton(PageButton):
    """A quiet word, then what counts: the present choice, or a key."""

    def __init__(self, parent: QWidget, *, key: bool = False) -> None:
        super().__init__(parent)
        self._value, self._key = "", key

    def dress(self, look: Look, words: str, value: str) -> None:
        """Take colours, words and sizes."""
        self.look, self._value = look, value
        self.setText(words)
        self.setAccessibleName(f"{words} ({value})" if self._key else f"{words}: {value}")
        size = look.font(TAG).pixelSize()
        wide = sum(QFontMetricsF(face).horizontalAdvance(each) for each, face in self._parts(look))
        self.setFixedSize(round(wide + look.px(BETWEEN) * 2 + size * 1.3), round(2.1 * size))
        self.update()

    def _parts(self, look: Look) -> list[tuple[str, Any]]:
        return [(self.text(), look.font(TAG)), (self._value, look.font(TAG, 600, mono=self._key))]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The two parts; a ring while it has the keys."""
        look = self.look
        if look is None:
            return
        size, half = look.font(TAG).pixelSize(), look.px(BETWEEN)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
            if self.hasFocus() or self.underMouse():
                ring = QPen(look.colour("prefill"), max(1.5, 2.5 * look.scale))
                p.setPen(ring if self.hasFocus() else Qt.PenStyle.NoPen)
                p.setBrush(look.colour("line", 0.6))
                p.drawRoundedRect(box, look.px(9), look.px(9))
            (words, plain), (value, strong) = self._parts(look)
            line = box.adjusted(half, 0, 0, 0)
            p.setFont(plain)
            p.setPen(look.colour("dim"))
            p.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
            line.setLeft(line.left() + QFontMetricsF(plain).horizontalAdvance(words) + size * 0.5)
            wide = QFontMetricsF(strong).horizontalAdvance(value)
            if self._key:
                cap = QRectF(line.left(), box.center().y() - 0.8 * size, wide + 0.7 * size, 1.6 * size)
                p.setPen(QPen(look.colour("dim"), 1.0))
                p.setBrush(look.colour("ground"))
                p.drawRoundedRect(cap, look.px(6), look.px(6))
                line = cap.adjusted(0.35 * size, 0, 0, 0)
            p.setFont(strong)
            p.setPen(look.colour("ink"))
            p.drawText(line, Qt.AlignmentFlag.AlignVCenter, value)
            if not self._key:
                self._arrow(p, line.left() + wide + 0.35 * size, box.center().y(), 0.17 * size)

    def _arrow(self, p: QPainter, x: float, y: float, half: float) -> None:
        points = [(x, y - half / 2), (x + half, y + half / 2), (x + 2 * half, y - half / 2)]
        p.drawPolyline([QPointF(*point) for point in points])


class LobbyFoot(QWidget):
    """`asked` carries the intent of a choice; `key` a key of the table."""

    asked = Signal(object)
    key = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._state: PlayerState | None = None
        ways: tuple[Way, ...] = (self._languages, self._themes, self._sizes, self._motions)
        self.choices = {FootButton(self): way for way in ways}
        for button, way in self.choices.items():
            button.clicked.connect(lambda _on=False, button=button, way=way: self._open(button, way()[2]))
        self.ways = {FootButton(self, key=True): key for key in WAYS}
        for button, name in self.ways.items():
            button.clicked.connect(lambda _on=False, name=name: self.key.emit(name))

    @property
    def buttons(self) -> list[FootButton]:
        """In the order in which Tab walks them."""
        return [*self.choices, *self.ways]

    def dress(self, look: Look, state: PlayerState) -> None:
        """Take colours, words and sizes."""
        self._look, self._state = look, state
        for button, way in self.choices.items():
            words, value, _ = way()
            button.dress(look, words, value)
        for button, key in self.ways.items():
            button.dress(look, tr(WAYS[key]), tr(key_words(key)))

    def rows(self, width: int) -> list[list[FootButton]]:
        """The buttons in rows that are no wider."""
        look = self._look
        rows: list[list[FootButton]] = [[]]
        if look is None:
            return rows
        gap = look.px(GAP) // 2
        if sum(button.width() + gap for button in self.buttons) - gap <= width:
            return [self.buttons]
        for group in ([*self.choices], [*self.ways]):
            rows, x = [*rows, []] if rows[-1] else rows, 0
            for button in group:
                if rows[-1] and x + button.width() > width:
                    rows, x = [*rows, []], 0
                rows[-1].append(button)
                x += button.width() + gap
        return rows

    def wanted_height(self, width: int) -> int:
        """Pixels that it needs at a width."""
        return sum(max((button.height() for button in row), default=0) for row in self.rows(width))

    def arrange(self) -> None:
        """Place the buttons in the present size: choices from the left, ways at the right where one row holds all."""
        look, y = self._look, 0
        if look is None:
            return
        rows, gap = self.rows(self.width()), look.px(GAP) // 2
        for row in rows:
            x = 0
            for button in row:
                if len(rows) == 1 and button is next(iter(self.ways)):
                    x = self.width() - sum(each.width() + gap for each in self.ways) + gap
                button.move(x, y)
                x += button.width() + gap
            y += max((button.height() for button in row), default=0)

    # the choices ----------------------------------------------------------------------------------------------

    def _languages(self) -> tuple[str, str, Choices]:
        state = self._state or PlayerState()
        choices = [(tag, name, SetLanguage(tag)) for tag, name in LANGUAGES.items()]
        return tr("Language"), LANGUAGES.get(state.language, state.language), choices

    def _themes(self) -> tuple[str, str, Choices]:
        state = self._state or PlayerState()
        choices = [(name, tr(words), intents.SetTheme(name)) for name, words in THEME_NAMES.items()]
        return tr("Theme"), tr(THEME_NAMES.get(state.theme, state.theme)), choices

    def _sizes(self) -> tuple[str, str, Choices]:
        state = self._state or PlayerState()
        now = max(state.text_scale, round(100 * state.room.least))
        steps = (("Larger words", 1), ("Smaller words", -1), ("Words at their usual size", 0))
        return tr("Words"), f"{now} %", [(words, tr(words), intents.ChangeTextScale(by)) for words, by in steps]

    def _motions(self) -> tuple[str, str, Choices]:
        state = self._state or PlayerState()
        choices = [(name, tr(MOTION_NAMES[name]), intents.SetMotion(name)) for name in MOTIONS]
        return tr("Motion"), tr(MOTION_NAMES.get(state.motion, state.motion)), choices

    def _open(self, button: FootButton, choices: Choices) -> None:
        """The menu of choices above its button. It is shown, not run: no second event loop."""
        state = self._state
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for value, words, intent in choices:
            action = menu.addAction(words)
            if state is not None and value in (state.language, state.theme, state.motion):
                action.setCheckable(True)
                action.setChecked(True)
            action.triggered.connect(lambda _on=False, intent=intent: self.asked.emit(intent))
            group.addAction(action)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.setActiveAction(menu.actions()[0])
