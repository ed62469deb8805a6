"""The scenes' pictures that come with the product, and the part of a frame that can be read when it is small."""

from __future__ import annotations

from PySide6.QtGui import QPixmap

from tourapp.assets import asset_path
from tourapp.authoring import Rect, Scene
from tourapp.authoring.layout import WIDTH


def kept_picture(scene: Scene) -> QPixmap:
    """The scene's whole picture; an empty one where there is none."""
    found = sorted(asset_path("pictures").glob(f"[0-9][0-9]_{scene.id}.webp"))
    return QPixmap(str(found[0])) if found else QPixmap()


def cut_out(whole: QPixmap, part: Rect) -> QPixmap:
    """A part of a frame, given in stage units; of an empty one nothing."""
    if whole.isNull():
        return whole
    s = whole.width() / WIDTH
    return whole.copy(round(part.x * s), round(part.y * s), round(part.w * s), round(part.h * s))
