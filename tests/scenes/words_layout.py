"""Where words stand once set in type: boxes in stage units, under the groups that hold them. For the scene tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from tourapp.authoring import Picture, Theme, ops
from tourapp.authoring.digest import layer
from tourapp.qt.painter.words import box

FAINT = 0.2  # words fainter than this are on their way in or out


@dataclass(frozen=True)
class Placed:
    """A line of words and the area it covers."""

    words: str
    area: QRectF

    def scaled(self, gain: float) -> Placed:
        """On a stage of another scale."""
        return Placed(self.words, QTransform.fromScale(gain, gain).mapRect(self.area))


def placed_words(picture: Picture, theme: Theme) -> list[Placed]:
    """Every line a person can read, with its area in stage units."""
    found: list[Placed] = []

    def walk(items: Any, transform: QTransform, opacity: float) -> None:
        for op in items:
            if isinstance(op, ops.Group):
                inner = QTransform(*op.transform) * transform if op.transform else transform
                walk(op.ops, inner, opacity * op.opacity)
            elif isinstance(op, ops.Bake) and op.quad is None:
                moved = QTransform.fromTranslate(*op.shift) * transform
                walk(layer(op)[0], moved, opacity * op.alpha)
            elif isinstance(op, ops.Words) and readable(op, opacity):
                found.append(Placed(op.words, transform.mapRect(box(op, theme))))

    walk(picture.ops, QTransform(), 1.0)
    return found


def readable(op: ops.Words, opacity: float) -> bool:
    """Whether these words stand still and plain enough to be read."""
    return not op.spill and not op.rotate and op.alpha * opacity > FAINT and bool(op.words.strip())


def overlaps(found: list[Placed]) -> list[tuple[str, str]]:
    """Pairs of words that stand on each other by more than a hair."""
    out = []
    for i, one in enumerate(found):
        a = one.area.adjusted(1.5, 2.5, -1.5, -2.5)
        for two in found[i + 1 :]:
            b = two.area.adjusted(1.5, 2.5, -1.5, -2.5)
            if a.intersects(b):
                out.append((one.words, two.words))
    return out
