"""Only what changed is painted, and nobody can tell: the pixels of a full painting, at any moment, theme and size."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.helpers import STILL, make_offline
from tests.night import NIGHT, some
from tourapp.authoring import THEMES, Picture, Rect
from tourapp.export.offline import Offline
from tourapp.player.tour import TourPlace
from tourapp.qt.canvas import Canvas
from tourapp.qt.painter import Composed, LayerCache, Painter, StageTiles
from tourapp.qt.raster import fit

SEED = datetime.date.today().toordinal()
LOOKS = [
    ("dark", 1920, 1080, 1.0),
    ("projector", 1366, 768, 1.0),
    ("dark", 1280, 720, 1.5),
    ("high-contrast", 960, 640, 2.0),
]
SPOTS = 12 if NIGHT else 3
"""Random moments of the tour for each look; from each, some frames on."""
STRAY = 24
"""Pixels of a line's edge that may differ more, at a ratio of 2; a letter left behind has several times as many."""
GLYPHS, FEW = 72, 5e-4
"""Qt rasters large letters a little differently from time to time: up to so much of 255, in such a share of pixels."""


@pytest.fixture(scope="module")
def offline(qt: QApplication) -> Offline:
    return make_offline(work=STILL)


def frames(offline: Offline, dice: random.Random) -> Iterator[Picture]:
    """Frames from a random moment on: some at 60 Hz, then a jump."""
    index = dice.randrange(len(offline.tour.stops))
    stop = offline.tour.stops[index]
    _, start, end = dice.choice(stop.spans)
    t = dice.uniform(start, end - 0.3)
    for step in (0, 1, 2, 3, *range(4, 26), 60):
        yield offline.compose(TourPlace(index, min(t + step / 60, end - 1e-3)))


def pixels(image: QImage) -> np.ndarray:
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return data[:, : image.width(), :3].astype(np.int16)


@pytest.mark.parametrize(("theme", "width", "height", "ratio"), some(LOOKS, 2))
def test_parts_give_the_same_pixels_as_the_whole(
    offline: Offline, theme: str, width: int, height: int, ratio: float
) -> None:
    dice, layers, look = random.Random(SEED + width), LayerCache(), THEMES[theme]
    canvas = Canvas(layers)
    canvas.resize(width, height)
    scale, left, top = fit(width, height)
    inner = (
        slice(round(top * ratio) + 2, -round(top * ratio) - 2),
        slice(round(left * ratio) + 2, -round(left * ratio) - 2),
    )

    def sheet() -> QImage:
        made = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(ratio)
        return made

    for _ in range(SPOTS):
        painter, part, whole, shown = Painter(look, layers), sheet(), sheet(), None
        for picture in frames(offline, dice):
            for _ in range(2):
                with QPainter(whole) as p:
                    p.translate(left, top)
                    p.scale(scale, scale)
                    painter.paint(p, picture, scale * ratio)
            composed = painter.compose(picture, scale * ratio, shown)
            region = canvas._region(composed.changed(shown))
            with QPainter(part) as p:
                p.setClipRegion(region)
                p.translate(left, top)
                p.scale(scale, scale)
                painter.paint_part(p, composed, canvas._tiles(region))
            shown = composed
            off = np.abs(pixels(part)[inner] - pixels(whole)[inner]).max(-1)
            assert (off > 2).mean() < FEW and (off > GLYPHS).sum() <= STRAY, (
                SEED,
                theme,
                int(off.max()),
                float((off > 2).mean()),
            )


def test_what_is_kept_moves_with_the_window(qt: QApplication) -> None:
    """A title once stayed where it had been before the window grew."""
    painter, picture = Painter(THEMES["dark"]), Picture()
    picture.rects([Rect(0, 0, 1920, 1080)], "ground")
    for row in range(5):
        picture.text((300, 200 + 60 * row), "kept", size=40)
    for size in ((960, 540), (1280, 700), (960, 540)):
        part, whole = (QImage(*size, QImage.Format.Format_RGB32) for _ in range(2))
        scale, left, top = fit(*size)
        for _ in range(25):
            composed = painter.compose(picture, 1.0)  # as while a window is being resized: laid out for one scale
            with QPainter(part) as p:
                p.translate(left, top)
                p.scale(scale, scale)
                painter.paint_part(p, composed, StageTiles(every=True))
        for _ in range(2):
            with QPainter(whole) as p:
                p.translate(left, top)
                p.scale(scale, scale)
                painter.paint(p, picture, 1.0)
        inner = slice(round(top) + 2, -round(top) - 2 or None), slice(round(left) + 2, -round(left) - 2 or None)
        assert np.abs(pixels(part)[inner] - pixels(whole)[inner]).max() <= GLYPHS, size


def test_an_unchanged_picture_paints_nothing(qt: QApplication) -> None:
    painter = Painter(THEMES["dark"])
    one, two = Picture(), Picture()
    for picture in (one, two):
        picture.rects([Rect(10, 10, 100, 50)], "decode", radius=8)
        picture.text((300, 300), "still", size=30)
    first = painter.compose(one, 1.0)
    second = painter.compose(two, 1.0, first)
    assert not second.changed(first).grid.any()
    two.text((900, 900), "new", size=30)
    third = painter.compose(two, 1.0, second).changed(second)
    assert 0 < third.share < 0.02


def test_what_goes_comes_twice_or_changes_places_is_seen(qt: QApplication) -> None:
    painter = Painter(THEMES["dark"])

    def layers(*boxes: Rect) -> Composed:
        picture = Picture()
        for place, box in enumerate(boxes):
            picture.rects([box], ("decode", "prefill")[place % 2] if len(boxes) > 1 else "decode")
        return painter.compose(picture, 1.0)

    a, b = Rect(100, 100, 60, 60), Rect(130, 130, 60, 60)
    twice, once = Picture(), Picture()
    twice.rects([a], "decode", alpha=0.5)
    twice.rects([a], "decode", alpha=0.5)
    once.rects([a], "decode", alpha=0.5)
    assert painter.compose(once, 1.0).changed(painter.compose(twice, 1.0)).grid.any(), "one of two equal ones has gone"
    front, back = Picture(), Picture()
    front.rects([a], "decode")
    front.rects([b], "prefill")
    back.rects([b], "prefill")
    back.rects([a], "decode")
    assert painter.compose(back, 1.0).changed(painter.compose(front, 1.0)).grid.any(), "another one lies on top"
    assert layers(a).changed(layers(a)).share == 0.0


@pytest.mark.parametrize("size", [(1440, 835), (1366, 790), (1280, 743)])
def test_a_kept_layer_leaves_no_line_above_the_stage_of_a_letterbox(offline: Offline, size: tuple[int, int]) -> None:
    canvas = Canvas(LayerCache())
    canvas.set_theme(THEMES["projector"])
    canvas.resize(*size)
    canvas.show()
    end = offline.tour.stops[9].spans[1][2]
    for frame in range(45):  # long enough for what rests to be kept
        canvas.show_picture(offline.compose(TourPlace(9, end - 1.5 + 0.03 * frame)))
        QApplication.processEvents()
    rows = pixels(canvas.grab().toImage())[: round(canvas.fit[2]) + 8, 5:40]
    canvas.close()
    assert rows.min() > 200, "the ground of the light theme, from edge to edge"
