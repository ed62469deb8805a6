"""The MLP of one layer: the stream fans out to its inner numbers, a few of them open, and it folds back."""

from __future__ import annotations

import numpy as np

from scenes.paths.residual_stream.facts import ResidualStream
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, READOUT

FAN = Rect(300.0, 176.0, 900.0, 600.0)
"""Where the inner numbers lie, the largest on top."""
ENDS = (64.0, 1376.0)
END_WIDE, END_TALL = 64.0, 225.0
TENTH = 0.1
RUN = 3.6


def draw_inner(f: Frame, p: Picture, stream: ResidualStream) -> None:
    """Fan, rows by size, and the part of them that holds most of the energy."""
    opened, shown, told = f.cue("mlp.open"), f.cue("mlp.rows"), f.cue("mlp.told")
    middle = FAN.cy
    ends = [Rect(x, middle - END_TALL / 2, END_WIDE, END_TALL) for x in ENDS]
    p.rects(ends[:1], "prefill", radius=6)
    p.rects(ends[1:], "prefill", radius=6, alpha=0.25 + 0.75 * shown)
    tall = END_TALL + (FAN.h - END_TALL) * opened
    fan = [
        [
            (ends[0].right, ends[0].y),
            (FAN.x, middle - tall / 2),
            (FAN.x, middle + tall / 2),
            (ends[0].right, ends[0].bottom),
        ],
        [
            (FAN.right, middle - tall / 2),
            (ends[1].x, ends[1].y),
            (ends[1].x, ends[1].bottom),
            (FAN.right, middle + tall / 2),
        ],
    ]
    p.polys(fan, "weights", alpha=0.28)
    p.rects([(FAN.x, middle - tall / 2, FAN.w, tall)], "raised", alpha=0.8, stroke="line")
    _draw_rows(p, stream, shown)
    _draw_lights(f, p, shown)
    _draw_words(p, stream, ends, opened, told)


def _draw_rows(p: Picture, stream: ResidualStream, shown: float) -> None:
    """Sizes of the inner numbers of our token, from the largest, as rows from the left."""
    sizes = stream.run.gated[min(stream.layer, stream.run.layers - 1)].astype(float)
    count = len(sizes)
    wide = FAN.w * sizes / max(float(sizes[0]), 1e-9) * shown
    y = FAN.y + FAN.h * (np.arange(count) + 0.5) / count
    outline = np.stack([FAN.x + wide, y], 1)
    cut = max(1, round(TENTH * count))
    for part, role, alpha in ((outline[:cut], "ink", 0.95), (outline[cut - 1 :], "weights", 0.9)):
        left = np.array([[FAN.x, part[-1, 1]], [FAN.x, part[0, 1]]])
        p.polys([np.concatenate([part, left])], role, alpha=alpha)


def _draw_lights(f: Frame, p: Picture, shown: float) -> None:
    """Lights through the part that is open."""
    share = (f.clock / RUN + np.arange(5) / 5) % 1.0
    x = ENDS[0] + END_WIDE / 2 + (ENDS[1] - ENDS[0]) * share
    inside = np.clip(np.minimum((x - ENDS[0] - END_WIDE) / 160.0, (ENDS[1] - x) / 160.0), 0.0, 1.0)
    y = FAN.cy + (FAN.y + 0.05 * FAN.h - FAN.cy) * inside
    p.sprites(np.stack([x, y], 1), 54.0, "white", alpha=0.8 * shown)


def _draw_words(p: Picture, stream: ResidualStream, ends: list[Rect], opened: float, told: float) -> None:
    """How many numbers there are, and how much of the energy the largest tenth holds."""
    numbers = stream.numbers
    y = FAN.y + TENTH * FAN.h
    p.lines([(FAN.x, y, FAN.right, y)], "ink", width=2.0, alpha=told, dash=True)
    at = (FAN.right - 30, FAN.y + 0.1 * FAN.h + 150)
    p.text(at, "{v}", v=numbers.tenth_here, size=FIGURE_HUGE, weight=700, align="right", alpha=told)
    words = Phrase("of the energy of layer {n} in the largest tenth", n=numbers.layer)
    p.text((at[0], at[1] + 64), words, size=LINE, align="right", alpha=told, part="tenth")
    words = Phrase("{v} in the mean of {n} layers and all tokens", v=numbers.tenth, n=numbers.layers)
    p.text((at[0], at[1] + 106), words, size=LABEL, role="dim", align="right", alpha=told, part="tenth")
    names = Phrase("{n:,.0f} inner numbers, layer {l}", n=numbers.inner, l=stream.layer + 1)
    p.text((FAN.x + 24, FAN.bottom - 26), names, size=LABEL, alpha=opened, backed=0.6)
    for end, words in zip(ends, (Phrase("stream in"), Phrase("added")), strict=True):
        align = "left" if end.x < 600 else "right"
        x = end.x if align == "left" else end.right
        p.text((x, end.bottom + 40), words, size=LABEL, role="prefill", weight=600, align=align)
    p.text((ends[0].x, ends[0].y - 20), "{n}", n=stream.numbers.hidden, size=READOUT, mono=True)
