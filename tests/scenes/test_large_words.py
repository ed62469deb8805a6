"""Words at any scale, in windows of any size: whole, apart, on the stage, large enough; sentence and figure stay.

`make test` looks at a few scenes of each kind, the night at every beat of all (`CRAWL`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from tests.helpers import STILL, make_offline
from tests.scenes.words_layout import FAINT, overlaps, placed_words
from tourapp.authoring import THEMES, Picture, fill, ops, sizes
from tourapp.authoring.digest import layer
from tourapp.authoring.layout import WIDTH
from tourapp.export.offline import Moment, Offline
from tourapp.player.fitting import fitting_of, looks_of
from tourapp.player.room import LEAST_PX, room_of
from tourapp.qt.painter.words import setting
from tourapp.qt.raster import fit

NIGHT = int(os.environ.get("CRAWL", "40")) >= 400
FEW = (2, 3, 8, 13, 14)
"""Places of scenes with text, lights, bars, money, and without controls."""
SIZES = ((1920, 1080), (1366, 768), (1280, 720), (3840, 2160), (800, 500), (900, 1400))
SMALL = 0.74
"""In a group that is smaller than this stands a picture in the picture."""


@dataclass(frozen=True)
class Shown:
    """Words as they are painted: stage units for one of their own, and how plainly they are seen."""

    op: ops.Words
    gain: float
    alpha: float


@pytest.fixture(scope="module")
def offline(qt_app: Any) -> Offline:
    return make_offline(work=STILL)


def shown(picture: Picture) -> list[Shown]:
    """All words but those in perspective."""
    found: list[Shown] = []

    def walk(items: Any, at: QTransform, alpha: float) -> None:
        for op in items:
            if isinstance(op, ops.Group):
                walk(op.ops, QTransform(*op.transform) * at if op.transform else at, alpha * op.opacity)
            elif isinstance(op, ops.Bake) and op.quad is None:
                walk(layer(op)[0], at, alpha * op.alpha)
            elif isinstance(op, ops.Words) and op.words.strip():
                found.append(Shown(op, (at.m11() ** 2 + at.m12() ** 2) ** 0.5, op.alpha * alpha))

    walk(picture.ops, QTransform(), 1.0)
    return found


def beats(offline: Offline) -> Iterator[Moment]:
    for index in range(len(offline.tour.stops)) if NIGHT else FEW:
        for beat in offline.tour.stops[index].kept:
            yield Moment(index, beat, 0.95)


@pytest.mark.parametrize("theme", ["dark", "projector"])
@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_words_are_whole_apart_and_large_enough(
    size: tuple[int, int], scale: int, theme: str, offline: Offline
) -> None:
    tried = make_offline(offline, theme=theme, text_scale=scale, room=room_of(*size))
    wrong: list[str] = []
    for moment in beats(tried):
        stop = tried.tour.stops[moment.index]
        where = f"{stop.key}.{stop.scene.timeline.beats[moment.beat].name}"
        wrong += [f"{where}: {words}" for words in faults(tried, moment, size)]
    assert wrong == []


def faults(tried: Offline, moment: Moment, size: tuple[int, int]) -> Iterator[str]:
    """What is wrong with the words of one moment."""
    picture, theme = tried.picture(moment), THEMES[tried.theme]
    stop = tried.tour.stops[moment.index]
    words, pixels = shown(picture), fit(*size, picture.height)[0]
    found = placed_words(picture, theme)
    stage = QRectF(8, 6, WIDTH - 16, picture.height - 8)
    yield from (f"{item.words!r} leaves the stage" for item in found if not stage.contains(item.area))
    gain = max(1.0, fitting_of(stop.scene, looks_of(tried.state(moment.index))).shrink)
    yield from (f"{pair} overlap" for pair in overlaps([item.scaled(1.0 / gain) for item in found]))
    for item in words:
        px = theme.px(item.op.size) * item.gain
        if px * pixels < LEAST_PX - 0.05 and item.gain > SMALL and item.op.part != "scenery":
            yield f"{item.op.words!r} is painted at {px * pixels:.1f} pixels"
        if item.op.fit is not None and item.op.wrap is None:
            set_as = setting(item.op.words, item.op.family, theme.px(item.op.size), item.op.weight, item.op.fit)
            if (
                set_as.width
                < setting(item.op.words, item.op.family, theme.px(item.op.size), item.op.weight, None).width
            ):
                yield f"{item.op.words!r} is made to fit"
    beat = stop.scene.timeline.beats[moment.beat]
    told = " ".join(item.op.words for item in words if theme.px(item.op.size) > sizes.LINE - 0.1)
    for template in (beat.caption, beat.note):
        if template and fill(template, picture.fields) not in told:
            yield f"{fill(template, picture.fields)!r} is not there"
    yield from missing_figures(tried, moment, words)
    state = tried.state(moment.index)
    plan = stop.scene.rail(moment.beat, stand=fitting_of(stop.scene, looks_of(state)).stand)
    if len(plan.places) + plan.folded != len(stop.scene.controls_at(moment.beat)):
        yield "a control is lost"


def missing_figures(tried: Offline, moment: Moment, words: list[Shown]) -> Iterator[str]:
    """Figures of the usual picture that are not on this one."""
    usual = Picture()
    tried.tour.stops[moment.index].scene.draw(tried.frame(moment.index, tried.local_time(moment)), usual)
    kept = {item.op.words for item in words}
    for item in shown(usual):
        if item.op.size >= sizes.FIGURE and item.alpha > FAINT and item.op.words not in kept:
            yield f"the figure {item.op.words!r} is gone"
