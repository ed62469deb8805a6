"""The application's icon, in the sizes that a window and a task bar ask for."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from tourapp.assets import asset_path

SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels."""


def application_icon() -> QIcon:
    """Every size as it was drawn for it."""
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(asset_path("icon", f"{size}.png")))
    return icon
