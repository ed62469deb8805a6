"""Where a window stands: always whole on a screen that is there, never larger than it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow

SMALLEST = QSize(800, 500)
"""Below this a window is hard to read; a smaller screen gets a smaller window all the same."""
FRAME = QSize(24, 48)
"""What the system draws around a window, at most."""
CORNER = QPoint(12, 36)


def inside_screens(wanted: QRect, screens: list[QRect]) -> QRect:
    """A window rectangle moved and shrunk so that it lies on one of the screens."""
    if not screens:
        return wanted
    home = max(screens, key=lambda area: _overlap(area, wanted))
    width, height = min(wanted.width(), home.width()), min(wanted.height(), home.height())
    x = min(max(wanted.x(), home.x()), home.x() + home.width() - width)
    y = min(max(wanted.y(), home.y()), home.y() + home.height() - height)
    return QRect(x, y, width, height)


def allow_for(window: QMainWindow, screen: QScreen | None) -> None:
    """Let a window be as small as its screen asks."""
    room = (screen or QGuiApplication.primaryScreen()).availableGeometry().size() - FRAME
    window.setMinimumSize(SMALLEST.boundedTo(room))


def move_to(window: QMainWindow, screen: QScreen) -> None:
    """Put a window on another screen, whole."""
    room = screen.availableGeometry()
    allow_for(window, screen)
    window.windowHandle().setScreen(screen)
    inner = QRect(room.topLeft() + CORNER, room.size() - FRAME)
    window.setGeometry(inside_screens(QRect(inner.topLeft() + QPoint(28, 4), window.size()), [inner]))


def _overlap(one: QRect, two: QRect) -> int:
    shared = one.intersected(two)
    return max(0, shared.width()) * max(0, shared.height())
