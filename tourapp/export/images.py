"""Moments of the tour as PNG files. Needs no screen."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from tourapp.authoring import THEMES, Picture
from tourapp.errors import TourError
from tourapp.files import write_whole
from tourapp.uninterrupted import uninterrupted


@lru_cache(maxsize=1)
def ensure_qt() -> Any:
    """A Qt application without a window, once per process; fonts loaded."""
    with uninterrupted():
        return _application()


def _application() -> Any:
    from tourapp.platform_check import check_environment
    from tourapp.preflight import require_qt

    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    require_qt(window=False)
    check_environment()
    from PySide6.QtWidgets import QApplication

    from tourapp.qt.fonts import load_fonts

    application = QApplication.instance() or QApplication([])
    load_fonts()
    return application


class ImageWriter:
    """Paints pictures of one theme and size; keeps its painter so that still layers are shared."""

    def __init__(self, theme: str = "dark", width: int = 1920, height: int = 1080) -> None:
        ensure_qt()
        self.theme = THEMES[theme]
        self.size = (width, height)
        with uninterrupted():
            from tourapp.qt.painter import Painter

            self._painter = Painter(self.theme)
        self._film: tuple[Any, Any] | None = None

    def frame(self, picture: Picture) -> Any:
        """The next picture of a film, as a QImage that the next call changes: only what differs is painted."""
        with uninterrupted():
            from tourapp.qt.raster import render_next

            self._film = render_next(picture, self._painter, self.size, self._film)
            return self._film[0]

    def image(self, picture: Picture) -> Any:
        """The picture as a QImage."""
        with uninterrupted():
            from tourapp.qt.raster import render_image

            return render_image(picture, self.theme, *self.size, painter=self._painter)

    def save(self, picture: Picture, target: Path) -> None:
        """The picture as a PNG file."""
        write_whole(target, png_bytes(self.image(picture), target))


def png_bytes(image: Any, target: Path) -> bytes:
    """A QImage as the bytes of a PNG file. TourError names the target where the memory does not suffice."""
    from PySide6.QtCore import QBuffer, QIODevice

    box = QBuffer()
    if not box.open(QIODevice.OpenModeFlag.WriteOnly) or not image.save(box, "PNG", 40):
        raise TourError(f"{target}: the picture could not be made; use a smaller --size")
    return bytes(box.data().data())
