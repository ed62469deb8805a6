"""The first beat: a list as bars, and its first two numbers as an arrow on squared paper."""

from __future__ import annotations

import numpy as np

from scenes.paths.vectors_matmul.facts import dot_by_hand, sized
from scenes.paths.vectors_matmul.places import BARS, LEAST_REACH, LIST_BASE, LIST_X, PLANE, ROW
from scenes.paths.vectors_matmul.plane import PlaneArrow, draw_arrow, draw_paper
from tourapp.authoring import Frame, Phrase, Picture, ramp, smooth
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, LINE

WIDE, BETWEEN = 170.0, 130.0
LAP = 3.2
READY = 0.5
"""Share of the arrow's way after which the real row comes."""
NUMBER_GAP = 18.0


def reach_of(x: tuple[int, ...]) -> float:
    """Units from the middle of the paper to its edge that hold the first two numbers."""
    return max(LEAST_REACH, 1.12 * max(abs(x[0]), abs(x[1])))


def list_bars(x: tuple[int, ...]) -> np.ndarray:
    """A bar for each of the first two numbers, up or down from the middle line [2, 4]; the longer
    one is as long as there is room."""
    boxes, unit = [], BARS.h / 2 / reach_of(x)
    for place, value in enumerate(x[:2]):
        left = BARS.x + 60.0 + place * (WIDE + BETWEEN)
        boxes.append((left, BARS.cy - unit * max(value, 0), WIDE, max(unit * abs(value), 3.0)))
    return np.array(boxes)


def draw_list(f: Frame, p: Picture) -> None:
    """Numbers, bars, arrow."""
    x = dot_by_hand(f).x
    grown, arrow = f.cue("list.bars"), f.cue("list.arrow")
    words = Phrase("[{a} {b}]", a=x[0], b=x[1])
    p.text((LIST_X, LIST_BASE), words, size=FIGURE_LARGE, role="prefill", weight=600, mono=True)
    _draw_bars(f, p, x, grown)
    draw_paper(p, reach_of(x))
    _draw_steps(f, p, x, arrow)
    draw_arrow(p, PlaneArrow(float(x[0]), float(x[1]), "prefill", reach_of(x)), arrow)
    _draw_real_row(f, p, smooth(ramp(arrow, READY, 1.0)))
    at = (PLANE.right - 12, PLANE.cy + 36)
    p.text(at, "first number →", size=LABEL, role="dim", align="right")
    p.text((PLANE.cx + 14, PLANE.y + 30), "↑ second number", size=LABEL, role="dim")


def _draw_bars(f: Frame, p: Picture, x: tuple[int, ...], grown: float) -> None:
    boxes = list_bars(x)
    p.lines([(BARS.x, BARS.cy, BARS.right, BARS.cy)], "dim", width=2.0)
    for value, box in zip(x[:2], boxes, strict=True):
        tall = float(box[3]) * grown
        top = BARS.cy - tall if value >= 0 else BARS.cy
        p.rects([(box[0], top, box[2], tall)], "prefill", radius=8, gradient="down", fade=0.35)
        y = top - NUMBER_GAP if value >= 0 else top + tall + 56.0
        p.text((box[0] + WIDE / 2, y), "{n}", n=value, size=FIGURE, weight=600, mono=True, align="center", alpha=grown)
    labels = (Phrase("first number"), Phrase("second number"))
    for label, value, box in zip(labels, x, boxes, strict=False):
        y = BARS.cy + 36 if value >= 0 else BARS.cy - 14
        p.text((box[0] + WIDE / 2, y), label, size=LINE, role="dim", align="center")


def _draw_real_row(f: Frame, p: Picture, shown: float) -> None:
    """A vector of the small model, all its numbers: the row of a token in the middle of the prompt."""
    recording = f.world.recording
    place = recording.prompt_count // 2
    row = recording.embeddings[place].astype(np.float64)
    high, wide = ROW.h / 2 * row / np.abs(row).max() * shown, ROW.w / len(row)
    x = ROW.x + wide * np.arange(len(row))
    top = ROW.cy - np.maximum(high, 0.0)
    p.rects(np.stack([x, top, np.full_like(x, max(1.0, wide - 0.3)), np.abs(high)], 1), "prefill", alpha=0.85)
    told = Phrase("a vector of our model: {n} numbers", n=sized(f)[0].inputs)
    p.text((ROW.x, ROW.y - 14), told, size=LABEL, role="dim", alpha=shown)


def _draw_steps(f: Frame, p: Picture, x: tuple[int, ...], shown: float) -> None:
    """The way to the point, first across, then up; a light walks it again and again."""
    if shown <= 0.004:
        return
    reach = reach_of(x)
    corner, end = PlaneArrow(x[0], 0.0, "ink", reach).end, PlaneArrow(x[0], x[1], "ink", reach).end
    p.lines([(PLANE.cx, PLANE.cy, *corner), (*corner, *end)], "ink", width=3.0, dash=True, alpha=0.75 * shown)
    long = abs(corner[0] - PLANE.cx), abs(end[1] - corner[1])
    way = ((f.clock / LAP) % 1.0) * sum(long)
    if way <= long[0]:
        share = way / max(long[0], 1e-6)
        at = (PLANE.cx + (corner[0] - PLANE.cx) * share, PLANE.cy)
    else:
        share = (way - long[0]) / max(long[1], 1e-6)
        at = (corner[0], corner[1] + (end[1] - corner[1]) * share)
    p.spark(at, "white", size=50.0, alpha=shown)
