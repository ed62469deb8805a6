"""What fewer bytes bring: the GPUs each weight width needs, and below them the tokens per second of one user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.quantization.gpu_columns import draw_column, stacked
from tourapp.authoring import Frame, Picture, Rect, ramp
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, VALUE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ModelAtWidth, Quant

ROOM, GAP = Rect(64, 132, 1376, 706), 44.0
STACK = Rect(0, 116, 236, 380)
"""Room of the GPUs, from the column's upper left corner."""
BESIDE = 22.0
"""From the GPUs to the words beside them."""
SPEED_Y, BAR = 562.0, Rect(0, 620, 400, 30)
"""Baseline of the speed, and its bar, from the column's upper left corner."""
USUAL = 429.0
"""Width of a column for which they are meant; where there are fewer, all is as much wider."""
SPARKS = 0.02
"""Lights that leave a bar in a second, for each token of its speed: slowed down fifty times."""


def draw_gain(f: Frame, p: Picture, quant: Quant) -> None:
    """A column per width: what it weighs, the GPUs it takes, and how fast it speaks."""
    most = max(model.gpus for model in quant.sizes)
    fastest = max(float(model.speed.value) for model in quant.sizes)
    for k, (model, cell) in enumerate(zip(quant.sizes, ROOM.columns(len(quant.sizes), GAP), strict=True)):
        shown = float(ramp(f.beat("faster"), 0.02 + 0.07 * k, 0.09 + 0.07 * k))
        if shown < 0.02:
            continue
        fill = float(ramp(f.beat("faster"), 0.03 + 0.07 * k, 0.2 + 0.07 * k))
        _name_width(p, model, cell, shown)
        box = Rect(cell.x, cell.y + STACK.y, STACK.w * cell.w / USUAL, STACK.h)
        draw_column(p, model, stacked(box, most), fill=fill, alpha=shown, lit=model is quant.chosen)
        _name_room(p, model, box, shown)
        _draw_speed(f, p, model, cell, fastest)


def _name_width(p: Picture, model: ModelAtWidth, cell: Rect, shown: float) -> None:
    """Bytes and bits of a weight."""
    p.text((cell.x, cell.y + 54), "{v}", v=model.weights, size=FIGURE, weight=600, alpha=shown)
    words = "{n} bits" if model.bits == 16 else "{n} bits, {w} with scales"
    p.text((cell.x, cell.y + 94), words, n=model.bits, w=model.width, size=LABEL, role="dim", alpha=shown)


def _name_room(p: Picture, model: ModelAtWidth, box: Rect, shown: float) -> None:
    """GPUs and conversations, beside the lowest GPU."""
    x, y = box.right + BESIDE, box.bottom - 116
    p.text((x, y), "{n} {n|GPU|GPUs}", n=model.gpus, size=VALUE, weight=600, alpha=shown)
    p.text((x, y + 62), "{n}", n=model.users, size=VALUE, weight=600, alpha=shown)
    words = "{n|conversation|conversations}"
    p.text((x, y + 98), words, n=model.users, size=LABEL, role="dim", alpha=shown)


def _draw_speed(f: Frame, p: Picture, model: ModelAtWidth, cell: Rect, fastest: float) -> None:
    """Tokens a second in figures and as a bar, a share of the fastest; tokens leave along it, slowed down alike."""
    shown, grown = f.move("faster", 0.3, 0.36), f.move("faster", 0.3, 0.45)
    share = float(model.speed.value) / fastest
    bar = Rect(cell.x, cell.y + BAR.y, BAR.w * cell.w / USUAL, BAR.h)
    at = (cell.x, cell.y + SPEED_Y)
    p.text(at, "{v:,.1f}", v=model.speed, size=FIGURE, weight=600, role="decode", alpha=shown)
    if cell.x == ROOM.x:  # the unit once: it is that of the whole row
        p.text((cell.x, at[1] + 38), "tokens a second, ideal", size=LABEL, role="dim", alpha=shown)
    at = (cell.x, bar.bottom + 40)
    p.text(at, "{v} move for a token", v=model.moved, size=LINE, role="dim", alpha=shown)
    p.rects([bar], "line", radius=15, alpha=0.7 * shown)
    long = max(bar.h, bar.w * share * grown)
    p.rects([(bar.x, bar.y, long, bar.h)], "decode", radius=15, alpha=shown)
    if grown >= 1:
        beats = f.clock * float(model.speed.value) * SPARKS
        x = bar.x + (long - bar.h) * (beats % 1.0) + bar.h / 2
        p.sprites(np.array([(x, bar.cy)]), 46, "white", alpha=0.95)
