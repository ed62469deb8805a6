"""The picture on stage as an image and as a file: composed from the moment at which somebody asked for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from tourapp.authoring import THEMES
from tourapp.authoring.layout import WIDTH
from tourapp.errors import TourError
from tourapp.files import write_whole
from tourapp.player.handouts.copied import picture_name
from tourapp.player.room import USUAL
from tourapp.player.state import PlayerState
from tourapp.player.tour import TourPlace
from tourapp.qt.painter import LayerCache, Painter
from tourapp.qt.raster import render_image
from tourapp.qt.showing import Pane
from tourapp.qt.stage import Stage

USUAL_SIZE = (1920, 1080)
LARGEST = 8192


@dataclass(frozen=True, slots=True)
class Shot:
    """A moment that somebody wants to keep. seen: pixels of the stage in the window, without free ground."""

    state: PlayerState
    place: TourPlace
    name: str
    seen: tuple[int, int]

    def image(self, pane: Pane, layers: LayerCache, *, as_seen: bool) -> QImage:
        """The picture with its rail drawn: as the window shows it, or as one of the usual size would."""
        state = self.state if as_seen else replace(self.state, room=USUAL)
        picture, _ = pane.showing.composer.compose(state, self.place, False)
        theme = THEMES[state.theme]
        size = self.seen if as_seen else USUAL_SIZE
        return render_image(picture, theme, *size, painter=Painter(theme, layers))


def shot_of(pane: Pane, stage: Stage) -> Shot:
    """The moment on stage."""
    state, ratio, tall = replace(pane.state, hover=None), stage.devicePixelRatioF(), stage.tall
    width, height = stage.width() * ratio, stage.height() * ratio
    scale = min(width / WIDTH, height / tall, LARGEST / tall)
    seen = (max(160, round(WIDTH * scale)), max(90, round(tall * scale)))
    return Shot(state, pane.place, picture_name(pane.tour, pane.time), seen)


def write_png(image: QImage, target: Path) -> None:
    """The image as a file, whole or not at all; may run in any thread."""
    box = QBuffer()
    if not box.open(QIODevice.OpenModeFlag.WriteOnly) or not image.save(box, "PNG", 40):  # type: ignore[call-overload]
        raise TourError(f"{target}: the picture could not be made; close other programs, and try again")
    write_whole(target, bytes(box.data().data()))
