"""The application's event filter for keys: it takes the keys of the table before any widget, but for the clicker rule.

A focused slider, list or button keeps arrows, Space and digits; a field to type in keeps characters as well. None of
them ever keeps Page Up and Page Down, the F keys and the others in `keys.ALWAYS`: a clicker always turns the beat.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from tourapp.player.keys import ALWAYS, DIGITS, TEXT_KEEPS, by_key

TURNS = frozenset({"PgDown", "PgUp"})
_ARROWS = frozenset({"Left", "Right", "Up", "Down"})
_OWNED = _ARROWS | frozenset({"Space", "Home", "End", "Return", "Enter", "+", "-"}) | frozenset(DIGITS)
_TYPING = (QLineEdit, QAbstractSpinBox, QPlainTextEdit)
_LISTS = (QAbstractSlider, QAbstractItemView, QComboBox)
_MODIFIERS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


def key_name(event: QKeyEvent) -> str:
    """The name the table uses: "PgDown", "Ctrl+R", "?". "" for a modifier alone."""
    key = Qt.Key(event.key())
    if key in _MODIFIERS or key == Qt.Key.Key_unknown:
        return ""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    text = event.text()
    if key == Qt.Key.Key_Plus:
        held &= ~Qt.KeyboardModifier.ShiftModifier  # on many keyboards there is no plus without it
    symbol = len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace()
    if symbol and not held & ~Qt.KeyboardModifier.ShiftModifier:
        return text  # "?" needs Shift on one keyboard and another key on the next: what it writes counts
    name = QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)
    if held == Qt.KeyboardModifier.ShiftModifier and Qt.Key.Key_A <= key <= Qt.Key.Key_Z and name not in by_key():
        return chr(key)  # capital letters mean the same
    return name


def keeps(widget: QWidget | None, name: str) -> bool:
    """Whether the focused widget may have this key for itself: the clicker rule."""
    if widget is None:
        return False
    if isinstance(widget, QMenu):
        return name not in ALWAYS
    if isinstance(widget, _TYPING):
        plain = "+" not in name or name == "+"
        if name == "Esc":
            return True  # leaves the field; the next one closes what is open
        if name in ALWAYS:
            return False
        return (plain and len(name) == 1) or name in _OWNED or name in TEXT_KEEPS or name == "Backspace"
    if name in ALWAYS:
        return False
    if isinstance(widget, _LISTS):
        return name in _OWNED
    if isinstance(widget, QAbstractButton):
        return name in ("Space", "Return", "Enter") or (name in _ARROWS and widget.group() is not None)
    return False


class KeysFilter(QObject):
    """Install it on the application. `act` gets a name of the table (or a digit, "Enter", "Backspace") and says
    whether it used it; `give_back` returns the keys from a field to the stage."""

    def __init__(self, window: QWidget, act: Callable[[str], bool], give_back: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._act, self._give_back = window, act, give_back
        self._table = by_key()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the table; leave everything else alone."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        asking = QApplication.activeModalWidget()
        if isinstance(asking, QMessageBox) and asking.parent() is self._window and key_name(event) in TURNS:
            asking.reject()  # a clicker goes on with the tour
            return self._act(key_name(event))
        if not isinstance(watched, QWidget) or not self._ours(watched):
            return False
        name = key_name(event)
        if not name or keeps(self._focused(watched), name):
            return False
        if event.isAutoRepeat() and (name in DIGITS or (name in self._table and not self._table[name].repeats)):
            return True
        if name in ALWAYS and isinstance(QApplication.activePopupWidget(), QWidget):
            self._close_popup()
            if name == "Esc":
                return True
        if name in ALWAYS and isinstance(QApplication.focusWidget(), _TYPING):
            self._give_back()  # who turns the page is done with typing: the next "." is no character
        return self._act(name)

    def _ours(self, widget: QWidget) -> bool:
        if QApplication.activeModalWidget() is not None:
            return False
        top: QWidget | None = widget.window()
        while top is not None and top is not self._window:
            parent = top.parentWidget()
            top = parent.window() if parent is not None else None
        return top is self._window

    def _focused(self, watched: QWidget) -> QWidget | None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup if isinstance(popup, QMenu) else popup.focusWidget() or watched
        return QApplication.focusWidget() or watched

    def _close_popup(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
