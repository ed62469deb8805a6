"""What fewer bytes bring: the GPUs each weight width needs, and the tokens per second of one user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.quantization.gain_words import what_decides
from scenes.quantization.gpu_columns import draw_column, stacked
from tourapp.authoring import Frame, Picture, Rect, ramp
from tourapp.authoring.sizes import LINE, T17, T18, T26, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ModelAtWidth, Quant

COLUMNS, GAP = Rect(64, 240, 780, 440), 60.0
SPEEDS, SPEEDS_STEP = Rect(920, 290, 520, 120), 120.0
"""Room of the first speed, and from one to the next."""
BAR_W, BAR_H = 380.0, 26.0


def draw_gain(f: Frame, p: Picture, quant: Quant) -> None:
    """Memory at the left, then speed at the right."""
    most = max(model.gpus for model in quant.sizes)
    for k, (model, cell) in enumerate(zip(quant.sizes, COLUMNS.columns(len(quant.sizes), GAP), strict=True)):
        shown = float(ramp(f.beat("faster"), 0.03 + 0.12 * k, 0.15 + 0.12 * k))
        if shown < 0.02:
            continue
        box = Rect(cell.x + cell.w * 0.1, cell.y, cell.w * 0.8, cell.h)
        fill = float(ramp(f.beat("faster"), 0.05 + 0.12 * k, 0.3 + 0.12 * k))
        _name_above(p, model, cell, shown)
        draw_column(p, model, stacked(box, most), fill=fill, alpha=shown, lit=model is quant.chosen)
        _name_below(p, model, cell, shown)
    _draw_speeds(p, quant, shown=f.move("faster", 0.45, 0.6), grown=f.move("faster", 0.45, 0.75))


def _name_above(p: Picture, model: ModelAtWidth, cell: Rect, shown: float) -> None:
    """Bytes and bits of a weight."""
    at, room = (cell.cx, cell.y - 50), cell.w + 40
    p.text(at, "{v}", v=model.weights, size=LINE, mono=True, weight=600, align="center", alpha=shown, fit=room)
    words = "{n} bits" if model.bits == 16 else "{n} bits, {w} with scales"
    p.text(
        (cell.cx, cell.y - 22),
        words,
        n=model.bits,
        w=model.width,
        size=T18,
        role="dim",
        align="center",
        alpha=shown,
        fit=room,
    )


def _name_below(p: Picture, model: ModelAtWidth, cell: Rect, shown: float) -> None:
    """GPUs and conversations."""
    at = (cell.cx, cell.bottom + 38)
    p.text(at, "{n} {n|GPU|GPUs}", n=model.gpus, size=TAG, weight=600, align="center", alpha=shown)
    at, room = (cell.cx, cell.bottom + 68), cell.w + 50
    p.text(
        at,
        "{n} {n|conversation|conversations}",
        n=model.users,
        size=T18,
        role="key",
        align="center",
        alpha=shown,
        fit=room,
    )


def _draw_speeds(p: Picture, quant: Quant, *, shown: float, grown: float) -> None:
    """A bar per width, `grown` 0..1."""
    models = quant.sizes
    fastest = max(float(model.speed.value) for model in models)
    at = (SPEEDS.x, SPEEDS.y - 40)
    p.text(at, "Tokens per second, one user, ideal", size=TAG, weight=600, alpha=shown, fit=SPEEDS.w)
    for k, model in enumerate(models):
        _draw_speed(p, SPEEDS.move(0, SPEEDS_STEP * k), model, float(model.speed.value) / fastest * grown, shown)
    at = (SPEEDS.x, SPEEDS.y + SPEEDS_STEP * len(models) + 20)
    p.text(at, "{w}", w=what_decides(quant), size=T17, role="dim", alpha=shown, fit=SPEEDS.w)


def _draw_speed(p: Picture, room: Rect, model: ModelAtWidth, share: float, shown: float) -> None:
    """One width's speed as a bar, `share` of the fastest."""
    x, y = room.x, room.y + 34
    at, words = (x, room.y + 20), "{n} bits on {k} {k|GPU|GPUs}: {v} a token"
    p.text(at, words, n=model.bits, k=model.gpus, v=model.moved, size=T18, role="dim", alpha=shown, fit=room.w)
    p.rects([(x, y, BAR_W, BAR_H)], "line", radius=13, alpha=0.6 * shown)
    p.rects([(x, y, max(BAR_H, BAR_W * share), BAR_H)], "decode", radius=13, alpha=shown)
    p.text(
        (room.right, room.y + 56),
        "{v:,.1f}",
        v=model.speed,
        size=T26,
        mono=True,
        weight=600,
        role="decode",
        align="right",
        alpha=shown,
    )
