"""A quiet word in the bottom bar: which key goes on while a beat waits, until that is known; and that quiet is held."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel, QWidget

from tourapp.player.habits import ENOUGH
from tourapp.player.state import PlayerState
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

SIZE, BETWEEN = 17.0, 18.0


class NextHint(QLabel):
    """Has its room from the start until nobody needs it any more, so that nothing beside it moves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._needed: tuple[bool, bool] = (False, False)
        """Whether it may still speak of the key, and whether quiet is held."""
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_state(self, state: PlayerState, *, last: bool) -> bool:
        """Say what there is to say; whether it needs another room than before. last: nothing comes after."""
        before, self._needed = self._needed, (state.habits.nexts < ENOUGH, state.habits.quiet)
        waits = state.holding and not state.covered and state.ask is None and not last
        parts = [tr("Space: next")] if self._needed[0] and waits else []
        parts += [tr("Held quiet")] if self._needed[1] else []
        words = " · ".join(parts)
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)
        return before != self._needed

    def dress(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.setFont(look.font(SIZE, 600))

    def place(self, x: int, middle: int) -> int:
        """Stand at a place of the bar; the pixels that it takes there."""
        look = self._look
        if look is None or not any(self._needed):
            self.hide()
            return 0
        words = (tr("Space: next"), tr("Held quiet"))
        longest = " · ".join(each for each, needed in zip(words, self._needed, strict=True) if needed)
        wide = round(QFontMetricsF(self.font()).horizontalAdvance(longest)) + look.px(4)
        self.setGeometry(x, middle - look.px(16), wide, look.px(32))
        self.show()
        return wide + look.px(BETWEEN)
