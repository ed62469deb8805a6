"""One layer from near: the stream on its rail with its real length, every operator below its tap, and what each reads
and does in one layer."""

from __future__ import annotations

import math

import numpy as np

from scenes.atlas.whole.facts import AtlasFacts, glance
from scenes.atlas.whole.inside_facts import Inner, RealLayer, inner_steps, real_layer
from scenes.atlas.whole.loop_line import draw_strip
from scenes.atlas.whole.moment import PassMoment
from tourapp.authoring import OPERATOR, Frame, Phrase, Picture, Quantity, Rect, Tag, set_control, show, text_width
from tourapp.authoring.sizes import LABEL, TAG

LEFT, RIGHT, RAIL_Y = 176.0, 1424.0, 196.0
STRIPS_Y, STRIP_H, STRIP_W = 232.0, 92.0, 46.0
NAMES_Y, TOP, FOOT = 358.0, 374.0, 640.0
"""Baseline of the names; top and foot of the blocks."""
ROWS = (("time", 684.0), ("bytes", 726.0))
ROW_WORDS = {"time": Phrase("time"), "bytes": Phrase("read")}
TOLD_Y = 784.0
GAP, BREAK, PAD = 6.0, 30.0, 14.0
LOW, HIGH = 3.0, 10.0
"""Powers of ten of a byte from the blocks' foot to their top."""
TICKS = ((3, Phrase("1 kB")), (6, Phrase("1 MB")), (9, Phrase("1 GB")))


def draw_inside(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The whole picture from near."""
    halves, real = inner_steps(facts, now.stages), real_layer(facts)
    places = _places(f, halves)
    _draw_axis(p)
    _draw_rail(p, halves, places, real)
    for step in (*halves[0], *halves[1]):
        _draw_step(f, p, step, places[step.id])
        if real is not None and step.id in real.vectors:
            box = places[step.id]
            strip = Rect(box.cx - STRIP_W / 2, STRIPS_Y, STRIP_W, STRIP_H)
            draw_strip(p, real.vectors[step.id], strip, "prefill")
    _draw_pulse(f, p, places)
    _draw_rows(p, halves, places)
    _draw_told(p, facts, real)
    _draw_hot(f, p, places)


def _places(f: Frame, halves: tuple[tuple[Inner, ...], tuple[Inner, ...]]) -> dict[str, Rect]:
    """A column for each operator: as wide as its name needs, and wider by its time."""
    steps = (*halves[0], *halves[1])
    least = [max(_widest(f, step), STRIP_W + 8) + PAD for step in steps]
    shares = [0.0 if step.share is None else float(step.share.value) for step in steps]
    free = RIGHT - LEFT - sum(least) - GAP * (len(steps) - 2) - BREAK
    x, places = LEFT, {}
    for number, (step, narrow, share) in enumerate(zip(steps, least, shares, strict=True), 1):
        wide = narrow + (free * share / max(sum(shares), 1e-12) if free > 0 else free / len(steps))
        places[step.id] = Rect(x, TOP, wide, FOOT - TOP)
        x += wide + (BREAK if number == len(halves[0]) else GAP)
    return places


def _widest(f: Frame, step: Inner) -> float:
    words = [step.name, *(Phrase("{v}", v=glance(each)) for each in (step.share, step.moved) if each)]
    return max(text_width(show(each), LABEL * f.text_gain) for each in words)


def _height(value: float) -> float:
    """How high so many bytes stand."""
    if value <= 0:
        return 0.0
    return (FOOT - TOP) * min(max((math.log10(value) - LOW) / (HIGH - LOW), 0.02), 1.0)


def _draw_axis(p: Picture) -> None:
    for power, words in TICKS:
        y = FOOT - _height(10.0**power) if power > LOW else FOOT
        p.lines([(LEFT - 8, y, RIGHT, y)], "line", alpha=0.8)
        p.text((LEFT - 16, y + 7), words, size=TAG, role="dim", align="right", part="axis")


def _draw_rail(
    p: Picture, halves: tuple[tuple[Inner, ...], tuple[Inner, ...]], places: dict[str, Rect], real: RealLayer | None
) -> None:
    """The stream with its length before, between and after the two halves, and the taps."""
    for width, alpha in ((26.0, 0.06), (14.0, 0.14), (7.0, 0.8)):
        p.lines([(84.0, RAIL_Y, RIGHT, RAIL_Y)], "ink", width=width, alpha=alpha)
    taps = []
    for half in halves:
        down, up = places[half[0].id].cx, places[half[-1].id].cx
        taps += [(down, RAIL_Y, down, STRIPS_Y - 2), (up, STRIPS_Y - 2, up, RAIL_Y)]
        p.sprites([(up, RAIL_Y)], 34.0, "ground", kind="dot", additive=False)
        p.sprites([(up, RAIL_Y)], 34.0, "ink", kind="ring", additive=False)
        p.lines([(up - 9, RAIL_Y, up + 9, RAIL_Y), (up, RAIL_Y - 9, up, RAIL_Y + 9)], "ink", width=3.0)
    p.lines(taps, "ink", width=2.0, alpha=0.7)
    if real is None:
        return
    ends = [places[half[-1].id].cx for half in halves]
    for x, value in zip((84.0, ends[0] + 26, ends[1] - 180), real.rms, strict=True):
        p.text((x, RAIL_Y - 26), Phrase("RMS {v}", v=value), size=LABEL, weight=600, part="lengths")


def _draw_step(f: Frame, p: Picture, step: Inner, box: Rect) -> None:
    """A block: filled from below by what it reads in one layer; dashed where no row counts it."""
    if step.share is None:
        p.rects([box.inset(4, 0)], None, radius=8, stroke="dim", stroke_width=1.5, dash=True)
        return
    p.rects([box], "ground2", radius=8, alpha=0.6, stroke="line")
    high = _height(0.0 if step.moved is None else float(step.moved.value))
    role = "weights" if step.kind == "weights" else step.kind
    fill = Rect(box.x + 2, box.bottom - high, box.w - 4, high)
    p.rects([fill], role, radius=6, alpha=0.85, gradient="up", fade=0.65)
    count = max(2, int(box.w / 5))
    x = box.x + 4 + (np.arange(count) + 0.5) * (box.w - 8) / count
    if high > 8:
        p.lines(np.stack([x, np.full(count, fill.y + 3), x, np.full(count, fill.bottom - 3)], 1), "ink", alpha=0.14)
    mark = Phrase("M") if step.bound == "memory" else Phrase("C")
    p.text((box.right - 8, box.y + 26), mark, size=TAG, role="dim", weight=600, align="right", part="bounds")


def _draw_pulse(f: Frame, p: Picture, places: dict[str, Rect]) -> None:
    """A light that walks along the rail."""
    share = 0.35 if f.still else (f.clock / 7.0) % 1.0
    p.spark((84.0 + (RIGHT - 84.0) * share, RAIL_Y), "white", 60.0, 0.8)


def _draw_rows(p: Picture, halves: tuple[tuple[Inner, ...], tuple[Inner, ...]], places: dict[str, Rect]) -> None:
    """Names above the blocks; time, bytes and arithmetic below them."""
    for name, y in ROWS:
        p.text((84.0, y), ROW_WORDS[name], size=LABEL, role="dim", part="row names")
    for step in (*halves[0], *halves[1]):
        x = places[step.id].cx
        p.text((x, NAMES_Y), step.name, size=LABEL, weight=600, align="center", part="names")
        told = (step.share, step.moved)
        for (name, y), value in zip(ROWS, told, strict=True):
            p.text(
                (x, y),
                _told(value),
                size=LABEL,
                role="ink" if _some(value) and step.share else "dim",
                align="center",
                part=name,
            )


def _some(value: Quantity | None) -> bool:
    return value is not None and float(value.value) > 0


def _told(value: Quantity | None) -> Phrase:
    if value is None:
        return Phrase("–")
    return Phrase("{v}", v=glance(value)) if float(value.value) else Phrase("none")


def _draw_told(p: Picture, facts: AtlasFacts, real: RealLayer | None) -> None:
    """Whose figures these are."""
    words = Phrase(
        "bars and figures: one of the {n} layers of {model}; dashed: in no total", n=facts.layers, model=facts.model
    )
    p.text((84.0, TOLD_Y), words, size=LABEL, role="dim")
    if real is None:
        told = Phrase("the vectors inside its layers are not in this recording")
    else:
        told = Phrase(
            "vectors and RMS: layer {layer} of {layers} of {writer}, last token of the prompt",
            layer=real.layer + 1,
            layers=real.layers,
            writer=facts.recording.model,
        )
    p.text((84.0, TOLD_Y + 34), told, size=LABEL, role="dim")


def _draw_hot(f: Frame, p: Picture, places: dict[str, Rect]) -> None:
    """Each operator can be chosen and pointed at."""
    ids = [id for id in places if id != "activation"]
    areas = [Rect(places[id].x, STRIPS_Y, places[id].w, FOOT - STRIPS_Y) for id in ids]
    p.hot(areas, [Tag(OPERATOR, id) for id in ids], [set_control(OPERATOR, id) for id in ids])
    for id, width in ((str(f[OPERATOR]), 2.5), (str(f.hovered(OPERATOR)), 4.0)):
        if id in places:
            p.rects([places[id].inset(-3)], None, radius=10, stroke="white", stroke_width=width)
