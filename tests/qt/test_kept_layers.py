"""Layers that are kept: those inside a still run stay in use, and of a run only what it holds is laid down."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from tourapp.authoring import THEMES, Picture, Rect
from tourapp.qt.painter import LayerCache, Painter, StageTiles
from tourapp.qt.painter.context import stepped
from tourapp.qt.painter.still_runs import FRESH, REST
from tourapp.qt.painter.tiles import rectangles


def make(size: int) -> QPixmap:
    made = QPixmap(size, size)
    made.fill("red")
    return made


def test_the_layer_that_was_used_longest_ago_goes_first(qt: QApplication) -> None:
    cache = LayerCache()
    cache.budget = 3 * 4 * 100 * 100
    for key in ("a", "b", "c"):
        cache.get(key, lambda: make(100))
    cache.touch(["a", "gone"])
    cache.get("d", lambda: make(100))
    assert "a" in cache and "b" not in cache and "gone" not in cache


def test_asking_is_watched_and_only_while_it_is(qt: QApplication) -> None:
    cache = LayerCache()
    cache.get("before", lambda: make(2))
    with cache.watched() as outer:
        cache.get("one", lambda: make(2))
        with cache.watched() as inner:
            cache.get("two", lambda: make(2))
        cache.get("three", lambda: make(2))
    cache.get("after", lambda: make(2))
    assert outer == ["one", "three"] and inner == ["two"]


def test_a_ground_inside_a_run_is_not_made_again(qt: QApplication) -> None:
    """A scene that makes a new layer in every frame once threw out the ground that its run had been painted from."""
    cache, made = LayerCache(), []
    cache.budget = 40 * 4 * 100 * 100

    def ground(p: Picture) -> None:
        made.append(1)
        p.rects([Rect(0, 0, 100, 100)], "ground")

    painter, sheet, shown = Painter(THEMES["dark"], cache), QImage(1920, 1080, QImage.Format.Format_RGB32), None
    for frame in range(REST + 8 * FRESH):
        picture = Picture()
        picture.bake("ground", ground, rect=Rect(0, 0, 100, 100))
        for column in range(4):
            picture.rects([Rect(200 + 40 * column, 10, 30, 30)], "decode", radius=4)
        if frame == REST + 8 * FRESH - 1:
            picture.ops.insert(1, picture.ops.pop())  # the run is over: what it held is painted by itself
        shown = painter.compose(picture, 1.0, shown)
        with QPainter(sheet) as p:
            painter.paint_part(p, shown, StageTiles(every=True))
        if frame > REST:
            cache.get(("moving", frame), lambda: make(100))
    assert len(made) == 1


def test_cells_become_few_rectangles_that_cover_each_once() -> None:
    dice = np.random.default_rng(5)
    for _ in range(20):
        grid = dice.random((7, 11)) < 0.5
        seen = np.zeros(grid.shape, int)
        for x0, y0, x1, y1 in rectangles(grid):
            seen[y0:y1, x0:x1] += 1
        assert (seen == grid).all()


def test_a_run_of_far_corners_keeps_what_lies_between(qt: QApplication) -> None:
    """The middle of the run's box is empty: what another op painted there shows, whatever its memory held before."""
    painter, shown = Painter(THEMES["dark"]), None
    part, whole = (QImage(1920, 1080, QImage.Format.Format_RGB32) for _ in range(2))
    for frame in range(REST + 6):
        picture = Picture()
        picture.rects([Rect(0, 0, 1920, 1080)], "ground")
        picture.rects([Rect(300 + frame, 300, 500, 400)], "prefill")
        for x, y in ((20, 20), (1800, 20), (20, 1000), (1800, 1000)):
            picture.rects([Rect(x, y, 60, 40)], "decode", radius=8)
        shown = painter.compose(picture, 1.0, shown)
        with QPainter(part) as p:
            painter.paint_part(p, shown, StageTiles(every=True))
    kept = [each for each in painter._runs._kept.values() if each.parts]
    assert kept and sum(each.pixels.width() * each.pixels.height() for each in kept[0].parts) < 200_000
    with QPainter(whole) as p:
        painter.paint(p, picture, 1.0)
    assert part == whole


def test_layers_are_made_one_at_a_time_those_below_first(qt: QApplication) -> None:
    """A small picture of a whole stage was made in one piece of 80 ms, with all layers that lie on it."""
    built: list[str] = []

    def layer(name: str, *inside: str) -> Callable[[Picture], None]:
        def build(p: Picture) -> None:
            built.append(name)
            for each in inside:
                p.bake(each, layer(each), rect=Rect(0, 0, 10, 10))

        return build

    painter, picture = Painter(THEMES["dark"], LayerCache()), Picture()
    picture.bake("card", layer("card", "ground", "light"), rect=Rect(0, 0, 40, 40))
    kept, pieces = [len(painter.layers)], 0
    for make_one in painter.missing(picture, 1.0):
        make_one()
        pieces += 1
        kept.append(len(painter.layers))
    assert pieces == 3 and kept == [0, 1, 2, 3], "each piece makes one layer"
    assert sorted(built) == ["card", "ground", "light"], "and what a layer shows is worked out once"
    assert not list(painter.missing(picture, 1.0))


def test_a_sign_is_equal_to_another_of_the_same_op(qt: QApplication) -> None:
    painter, pictures = Painter(THEMES["dark"]), [Picture(), Picture()]
    for picture in pictures:
        picture.rects([Rect(0, 0, 100, 100)], "ground")
        with picture.group(opacity=0.5):
            picture.rects([Rect(10, 10, 20, 20)], "decode")
    one, two = (painter.compose(picture, 1.0) for picture in pictures)
    assert [node.sign for node in one.nodes] == [node.sign for node in two.nodes]
    assert len({node.sign for node in (*one.nodes, *two.nodes)}) == 2
    after = painter.compose(pictures[1], 1.0, one)
    assert all(a is b for a, b in zip(one.order, after.order, strict=True)), "handed on, not worked out again"


def test_a_group_that_shrinks_makes_no_layer_a_frame(qt: QApplication) -> None:
    """The card of the LM head once baked its skyline, with its glow, in each of sixty frames."""
    cache, made = LayerCache(), []

    def skyline(p: Picture) -> None:
        made.append(1)
        p.rects([Rect(0, 0, 100, 100)], "decode")

    painter, sheet = Painter(THEMES["dark"], cache), QImage(400, 400, QImage.Format.Format_RGB32)
    for frame in range(60):
        gain, picture = 1.0 - 0.5 * frame / 59, Picture()
        with picture.group(transform=(gain, 0.0, 0.0, gain, 0.0, 0.0)):
            picture.bake("skyline", skyline, rect=Rect(0, 0, 100, 100))
        with QPainter(sheet) as p:
            painter.paint(p, picture, 1.0)
    assert len(made) == 3


@pytest.mark.parametrize("gain", [0.03, 0.5, 0.69, 0.7072, 0.9, 1.0, 1.02, 1.3, 7.9])
def test_a_kept_layer_is_as_fine_as_it_is_shown(gain: float) -> None:
    assert 0.96 * gain <= stepped(gain) <= 1.5 * gain
    assert gain != 1.0 or stepped(gain) == 1.0
