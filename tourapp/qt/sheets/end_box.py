"""Asks whether the tour is to end: a slip of the finger in front of a class must not end it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from tourapp.qt.i18n import tr

LOOK = (
    "QMessageBox { border: 2px solid palette(window-text); padding: 12px; } "
    "QLabel { font-size: 20px; padding: 8px; } QPushButton { font-size: 17px; padding: 8px 20px; }"
)
"""Read across a desk, and seen on a ground of the same colour where no desktop frames it."""


def ask_to_end(window: QWidget) -> QMessageBox:
    """The question, not yet shown; `accepted` means yes. Enter and Escape go on with the tour."""
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(tr("One Request"))
    box.setText(tr("End the tour?"))
    end = box.addButton(tr("End the tour"), QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(tr("Go on"), QMessageBox.ButtonRole.RejectRole)
    box.setStyleSheet(LOOK)
    for button in (end, stay):
        button.setIcon(QIcon())
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    return box
