"""The logit lens: the final answer's rank when the stream is read after each layer, and what it would have said."""

from __future__ import annotations

import numpy as np

from scenes.paths.residual_stream.facts import ResidualStream, word
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, TAG

ROOM = Rect(186.0, 200.0, 1144.0, 500.0)
NAMED = 7
RUN = 5.0


def draw_early(f: Frame, p: Picture, stream: ResidualStream) -> None:
    """A curve of ranks, first place on top; below it the first choice at some layers."""
    run, told = stream.run, f.cue("lens.told")
    worst = 10.0 ** np.ceil(np.log10(max(float(run.ranks.max()), 10.0)))
    axis = Axis(0.0, float(run.layers))
    chart = p.chart(("lens", run.layers, worst), ROOM, (), axis, Axis(1.0, worst, "", True))
    x = np.array([chart.point(layer, 1.0)[0] for layer in range(run.layers + 1)])
    y = ROOM.y + ROOM.h * np.log10(run.ranks.astype(float)) / np.log10(worst)
    power = 0
    while 10**power <= worst:
        level = ROOM.y + ROOM.h * power / np.log10(worst)
        p.lines([(ROOM.x, level, ROOM.right, level)], "line", alpha=0.8)
        p.text(
            (ROOM.x - 14, level + 7), "{n:,}", n=10**power, size=TAG, mono=True, role="dim", align="right", part="ranks"
        )
        power += 1
    grown = f.cue("lens.curve", eased=False)
    upto = max(2, round(grown * run.layers) + 1)
    points = np.stack([x, y], 1)
    p.polys([np.concatenate([points[:upto], [[x[upto - 1], ROOM.bottom], [x[0], ROOM.bottom]]])], "weights", alpha=0.35)
    p.curves(points[:upto], "ink", width=4.0)
    p.sprites(points[:upto], 16.0, "ink", kind="dot", additive=False)
    now = (f.clock / RUN) % 1.0
    at = (
        float(np.interp(now * (upto - 1), np.arange(upto), x[:upto])),
        float(np.interp(now * (upto - 1), np.arange(upto), y[:upto])),
    )
    p.spark(at, "white", size=50.0)
    p.spark((float(x[-1]), float(y[-1])), "decode", size=100 * pulse(f.clock, 2.4, 0.8, 1.1), alpha=told)
    p.text((64.0, 158.0), "rank of “{w}” when read early", w=word(run.answer, LINE, 240.0), size=LINE, weight=600)
    _draw_choices(p, stream, x, f.cue("lens.choices"))
    _draw_rank(p, stream, told)


def _draw_choices(p: Picture, stream: ResidualStream, x: np.ndarray, shown: float) -> None:
    """What would have been said after some layers."""
    run = stream.run
    layers = np.unique(np.round(np.linspace(0, run.layers, NAMED)).astype(int))
    room = ROOM.w / (NAMED - 1) - 24.0
    for layer in layers:
        last = layer == run.layers
        align = "left" if not layer else "right" if last else "center"
        choice = word(run.lens_texts[layer][0], LABEL, room)
        role = "decode" if last else "ink"
        at = (float(x[layer]) + (130.0 if last else 0.0), ROOM.bottom + 76)
        p.text(at, "“{w}”", w=choice, size=LABEL, weight=600, role=role, align=align, alpha=shown, part="choices")
        at = (float(x[layer]), ROOM.bottom + 36)
        p.text(at, "{n}", n=int(layer), size=TAG, role="dim", align=align, part="layers")
    words = Phrase("the likeliest token after so many layers")
    p.text((ROOM.x, ROOM.bottom + 120), words, size=LABEL, role="dim", alpha=shown)


def _draw_rank(p: Picture, stream: ResidualStream, told: float) -> None:
    """The rank one layer before the end, in the corner that no curve comes near."""
    run, numbers = stream.run, stream.numbers
    at = (ROOM.x + 60.0, ROOM.y + 190.0)
    p.text(at, "{v}", v=numbers.last_rank, size=FIGURE_HUGE, weight=700, alpha=told)
    words = Phrase("its rank after layer {n}", n=run.layers - 1)
    p.text((at[0] + 6, at[1] + 66), words, size=LINE, role="dim", alpha=told)
