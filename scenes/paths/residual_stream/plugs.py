"""A board of plugs, two for each layer: one is pulled, and the perplexity leaps. Columns stand on the perplexity of the
whole network, on a log axis."""

from __future__ import annotations

import numpy as np

from scenes.paths.residual_stream.facts import ResidualStream
from tourapp.authoring import Axis, Chart, Frame, Phrase, Picture, Rect, SetControls, Tag, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, TAG

ROOM = Rect(214.0, 250.0, 1226.0, 330.0)
SOCKETS = (632.0, 686.0)
SIDE = 30.0
TICKS = (100, 1_000, 10_000, 100_000, 1_000_000)
ROLES = ("value", "weights")
SWING = 3.0


def draw_plugs(f: Frame, p: Picture, stream: ResidualStream) -> None:
    """Columns, sockets, the one that is pulled, and what the text has become."""
    cut, grown = stream.cut, f.cue("cutout.columns", eased=False)
    layers, whole = len(cut.perplexity), float(cut.whole.value)
    chart = p.chart(("cutouts", layers), ROOM, (), Axis(0.0, float(layers)), Axis(0.5 * whole, 2e6, "", True))
    _draw_axis(p, chart, stream)
    wide = ROOM.w / layers
    base = chart.point(0.0, whole)[1]
    pulled = np.zeros((layers, 2), bool)
    pulled[slice(None) if not cut.layer else slice(cut.layer - 1, cut.layer), cut.column] = True
    up = np.clip(grown * (layers + 8) - np.arange(layers), 0.0, 8.0) / 8.0
    for column in (0, 1):
        top = np.array([chart.point(0.0, float(value))[1] for value in cut.perplexity[:, column]])
        x = ROOM.x + wide * (np.arange(layers) + 0.14 + 0.38 * column)
        tall = (base - top) * up
        boxes = np.stack(
            [x, np.where(tall > 0, base - tall, base), np.full(layers, 0.32 * wide), np.abs(tall) + 2.0], 1
        )
        p.rects(boxes, ROLES[column], radius=2, alpha=np.where(pulled[:, column], 1.0, 0.55))
        on = pulled[:, column]
        if cut.layer and on.any():
            p.rects(boxes[on] + np.array([-4.0, -4.0, 8.0, 4.0]), None, stroke="white", stroke_width=3.0, radius=3)
    _draw_sockets(f, p, stream, pulled)
    _draw_dial(f, p, stream, chart)


def _draw_axis(p: Picture, chart: Chart, stream: ResidualStream) -> None:
    for tick in TICKS:
        y = chart.point(0.0, float(tick))[1]
        p.lines([(ROOM.x, y, ROOM.right, y)], "line", alpha=0.7)
        p.text((ROOM.x - 14, y + 7), "{n:,}", n=tick, size=TAG, mono=True, role="dim", align="right", part="ticks")
    y = chart.point(0.0, float(stream.cut.whole.value))[1]
    p.lines([(ROOM.x, y, ROOM.right, y)], "good", width=3.0)
    words = Phrase("whole: {v}", v=stream.cut.whole)
    p.text((ROOM.right, y + 30), words, size=LABEL, weight=600, role="good", align="right", backed=0.8)
    p.text((64.0, ROOM.y - 24), "perplexity with one block unplugged", size=LABEL, weight=600)


def socket_boxes(layers: int, column: int) -> np.ndarray:
    """The sockets of one kind of block, layer by layer."""
    wide = ROOM.w / layers
    x = ROOM.x + wide * (np.arange(layers) + 0.5) - SIDE / 2
    return np.stack([x, np.full(layers, SOCKETS[column]), np.full(layers, SIDE), np.full(layers, SIDE)], 1)


def _draw_sockets(f: Frame, p: Picture, stream: ResidualStream, pulled: np.ndarray) -> None:
    """Two rows of plugs; pulled ones hang below their empty sockets."""
    names = (Phrase("attention"), Phrase("MLP"))
    gone = f.cue("cutout.pull")
    for column in (0, 1):
        boxes, out = socket_boxes(len(pulled), column), pulled[:, column]
        p.text((ROOM.x - 14, SOCKETS[column] + 22), names[column], size=LABEL, weight=600, align="right", part="rows")
        p.rects(boxes, "raised", radius=6, stroke="line")
        inner = boxes + np.array([5.0, 5.0, -10.0, -10.0])
        p.rects(inner[~out], ROLES[column], radius=4)
        if gone < 1.0:
            p.rects(inner[out], ROLES[column], radius=4, alpha=1.0 - gone)
        if gone > 0.004 and out.any():
            p.hatch(boxes[out], "waste", radius=6, alpha=gone)
            p.rects(boxes[out], None, radius=6, stroke="white", stroke_width=3.0, stroke_alpha=gone)
            _draw_hanging(f, p, boxes[out], gone)
        acts = tuple(
            SetControls((("cut_layer", layer + 1), ("cut_part", ("attention", "mlp")[column])))
            for layer in range(len(boxes))
        )
        p.hot(boxes, tuple(Tag("plug", (layer, column)) for layer in range(len(boxes))), acts)


def _draw_hanging(f: Frame, p: Picture, boxes: np.ndarray, gone: float) -> None:
    """A plug on its cable, swinging a little."""
    swing = 8.0 * np.sin(2 * np.pi * f.clock / SWING)
    x, low = boxes[:, 0] + SIDE / 2, np.full(len(boxes), 752.0)
    p.lines(np.stack([x, boxes[:, 1] + SIDE, x + swing, boxes[:, 1] + (low - boxes[:, 1]) * gone], 1), "ink", width=3.0)
    plug = np.stack([x + swing - 9, low - 4, np.full(len(x), 18.0), np.full(len(x), 30.0)], 1)
    p.rects(plug, "ink", radius=4, alpha=gone)


def _draw_dial(f: Frame, p: Picture, stream: ResidualStream, chart: Chart) -> None:
    """The perplexity now, large, and what it means."""
    cut, told = stream.cut, f.cue("cutout.told")
    p.text((1440.0, 190.0), "{v}", v=cut.now, size=FIGURE, weight=700, align="right", alpha=told)
    words = Phrase("all {part} out", part=Phrase("attention") if not cut.column else Phrase("MLPs"))
    if cut.layer:
        kind = Phrase("attention") if not cut.column else Phrase("the MLP")
        words = Phrase("without {part} of layer {n}", part=kind, n=cut.layer)
        value = float(cut.now.value)
        wide = ROOM.w / len(cut.perplexity)
        x = ROOM.x + wide * (cut.layer - 1 + 0.30 + 0.38 * cut.column)
        at = (x, chart.point(0.0, value)[1] - 4.0)
        p.spark(at, "white", size=90 * pulse(f.clock, 2.2, 0.8, 1.1), alpha=told)
    p.text((1440.0, 226.0), words, size=LABEL, align="right", alpha=told)
    p.text((64.0, 826.0), "“{text}”", text=" ".join(cut.text.split()[:14]) + " …", size=LABEL, role="dim")
