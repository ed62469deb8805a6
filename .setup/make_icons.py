"""Draws the application's icon in every size and form that systems ask for, into assets/icon.

Usage: .venv/bin/python .setup/make_icons.py. One drawing serves them all: the spark of the request on its arc over the
planet, the first picture of the tour. Below 32 pixels the arc is thicker and the planet has no lights.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
)

from tourapp.authoring.theme import THEMES

HOME = Path(__file__).resolve().parent.parent / "assets" / "icon"
PNG = (16, 24, 32, 48, 64, 128, 256, 512)
ICO = (16, 24, 32, 48, 64, 128, 256)
COLOURS = THEMES["dark"].words


def colour(role: str, alpha: float = 1.0) -> QColor:
    """A colour of the dark theme."""
    made = QColor(COLOURS[role])
    made.setAlphaF(alpha)
    return made


def drawn(size: int) -> QImage:
    """The icon at one size, in pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    p = QPainter(image)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.scale(size / 256, size / 256)
    tile = QPainterPath()
    tile.addRoundedRect(QRectF(8, 8, 240, 240), 54, 54)
    p.setClipPath(tile)
    _ground(p, fine=size >= 32)
    _flight(p, wide=16.0 if size < 32 else 11.0)
    p.setClipping(False)
    p.setPen(QPen(QColor(255, 255, 255, 40), 3))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(tile)
    p.end()
    return image


def _ground(p: QPainter, *, fine: bool) -> None:
    night = QLinearGradient(0, 0, 0, 256)
    night.setColorAt(0, QColor("#16223f"))
    night.setColorAt(1, QColor("#060a16"))
    p.fillRect(QRectF(0, 0, 256, 256), night)
    p.setPen(QPen(colour("prefill", 0.9), 4 if fine else 8))
    p.setBrush(QColor("#0b1530"))
    p.drawEllipse(QPointF(128, 330), 200, 190)
    if fine:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(colour("prefill", 0.45))
        for row in range(4):
            for column in range(-6 + row % 2, 7):
                x, y = 128 + column * 19 + (9 if row % 2 else 0), 172 + row * 20 + abs(column) ** 2 * 0.9
                p.drawEllipse(QPointF(x, y), 2.4, 2.4)


def _flight(p: QPainter, *, wide: float) -> None:
    """The arc from the keyboard to the answer: blue where the question goes, gold where the answer begins."""
    path = QPainterPath(QPointF(44, 190))
    path.cubicTo(QPointF(70, 70), QPointF(140, 48), QPointF(196, 88))
    light = QLinearGradient(44, 190, 196, 88)
    light.setColorAt(0, colour("prefill", 0.2))
    light.setColorAt(0.7, colour("prefill"))
    light.setColorAt(1, colour("decode"))
    p.setPen(QPen(light, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(path)
    glow = QRadialGradient(QPointF(196, 88), 66)
    for at, alpha in ((0.0, 0.95), (0.25, 0.55), (1.0, 0.0)):
        glow.setColorAt(at, colour("decode", alpha))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(glow)
    p.drawEllipse(QPointF(196, 88), 66, 66)
    p.setBrush(QColor("#fff6dc"))
    p.drawEllipse(QPointF(196, 88), 1.5 * wide, 1.5 * wide)


def main() -> None:
    """PNGs for Linux and the window, one ICO for Windows, one ICNS for macOS."""
    app = QGuiApplication([])
    HOME.mkdir(parents=True, exist_ok=True)
    pictures = {}
    for size in (*PNG, 1024):
        image = drawn(size)
        if size in PNG:
            image.save(str(HOME / f"{size}.png"))
        plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
        pictures[size] = Image.frombuffer("RGBA", (size, size), bytes(plain.constBits()), "raw", "RGBA", 0, 1)
    largest = pictures[256]
    largest.save(HOME / "one-request.ico", sizes=[(n, n) for n in ICO], append_images=[pictures[n] for n in ICO])
    pictures[1024].save(HOME / "one-request.icns", append_images=[pictures[n] for n in (32, 64, 128, 256, 512)])
    for file in sorted(HOME.iterdir()):
        print(f"{file.name}: {file.stat().st_size} bytes")
    del app


if __name__ == "__main__":
    main()
