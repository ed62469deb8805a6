"""The first token's stream against all others: one jump, and it is the longest by far to the end."""

from __future__ import annotations

import numpy as np

from scenes.paths.residual_stream.facts import ResidualStream
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TAG

ROOM = Rect(186.0, 180.0, 1230.0, 600.0)
TICKS = (1, 10, 100, 1_000, 10_000, 100_000)
RUN = 5.0


def draw_sink(f: Frame, p: Picture, stream: ResidualStream) -> None:
    """Lines of lengths on a log axis, layer by layer."""
    run, numbers = stream.run, stream.numbers
    chart = p.chart(("sink", run.layers), ROOM, (), Axis(0.0, float(run.layers)), Axis(1.0, 100_000.0, "", True))
    for tick in TICKS:
        y = chart.point(0.0, float(tick))[1]
        p.lines([(ROOM.x, y, ROOM.right, y)], "line", alpha=0.8)
        p.text((ROOM.x - 14, y + 7), "{n:,}", n=tick, size=TAG, mono=True, role="dim", align="right", part="lengths")
    x = np.array([chart.point(layer, 1.0)[0] for layer in range(run.layers + 1)])
    low = chart.point(0.0, 1.0)[1]
    gain = chart.point(0.0, 10.0)[1] - low
    y = low + gain * np.log10(np.maximum(run.lengths.astype(float), 1.0))
    upto = max(2, round(f.cue("sink.lines", eased=False) * run.layers) + 1)
    points = np.stack([np.broadcast_to(x[:, None], y.shape), y], 2).swapaxes(0, 1)[:, :upto]
    if run.count > 2:
        p.curves(points[1:-1], "prefill", width=1.0, alpha=0.55)
    p.curves(points[-1], "decode", width=4.0)
    p.curves(points[0], "ink", width=7.0)
    now = (f.clock / RUN) % 1.0
    at = (
        float(np.interp(now, np.linspace(0, 1, upto), points[0, :, 0])),
        float(np.interp(now, np.linspace(0, 1, upto), points[0, :, 1])),
    )
    p.spark(at, "white", size=70.0)
    told = f.cue("sink.told")
    _draw_words(f, p, stream, (x, y), told)
    p.text((64.0, 150.0), "length of each token’s stream", size=LINE, weight=600)
    p.text(
        (ROOM.right, ROOM.bottom + 38), "layer {n}", n=run.layers, size=TAG, role="dim", align="right", part="layers"
    )
    p.text((ROOM.x, ROOM.bottom + 38), "embedding", size=TAG, role="dim", part="layers")
    if numbers.jump:
        at = (float(x[numbers.jump]), ROOM.bottom + 38)
        p.text(at, "layer {n}", n=numbers.jump, size=TAG, role="dim", align="center", part="layers")


def _draw_words(
    f: Frame, p: Picture, stream: ResidualStream, at_layer: tuple[np.ndarray, np.ndarray], told: float
) -> None:
    """Before and after the jump; the names of the lines. at_layer: x of each layer, y of each stream there."""
    numbers, (x, y) = stream.numbers, at_layer
    if numbers.jump:
        here = (float(x[numbers.jump]), float(y[numbers.jump, 0]))
        p.lines([(here[0], ROOM.y, here[0], ROOM.bottom)], "ink", width=2.0, alpha=0.6 * told, dash=True)
        p.spark(here, "white", size=110 * pulse(f.clock, 2.4, 0.8, 1.1), alpha=told)
        at = (here[0] + 34, here[1] + 110)
        p.text(at, "{v}", v=numbers.after, size=FIGURE_LARGE, weight=700, alpha=told)
        at = (float(x[numbers.jump - 1]) - 24, float(y[numbers.jump - 1, 0]) + 60)
        p.text(at, "{v}", v=numbers.before, size=LINE, weight=600, align="right", alpha=told, backed=0.8)
    words = Phrase("the first token")
    p.text((float(x[-4]), float(y[-9, 0]) - 24), words, size=LABEL, weight=600, align="right", alpha=told, backed=0.7)
    p.text(
        (ROOM.right - 10, float(y[-4, -1]) + 70),
        "ours",
        size=LABEL,
        weight=600,
        role="decode",
        align="right",
        alpha=told,
        backed=0.7,
    )
