"""The model in sixteen bits fills one GPU after the other before the first token is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.quantization.one_weight import draw_one_weight
from scenes.quantization.strata import draw_strata
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import FIGURE_LARGE, LINE, VALUE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ModelAtWidth, Quant

ROOM, WIDEST, TIGHT = Rect(540, 136, 900, 650), 450.0, 60.0
"""Room of all GPUs, from one to the next where they are few, and from which on they stand closer together."""
WIDTH, CLOSE = 0.92, 0.8
"""Width of a GPU, of that pitch, with few and with many of them."""
LEFT = 64.0
NAMED = 150.0
"""Width of a GPU from which each says its memory; narrower ones say it once."""
READ = 3.0
"""Seconds in which the light of one read passes through all the weights."""


def draw_too_big(f: Frame, p: Picture, quant: Quant) -> None:
    """The model in sixteen bits. Beside the GPUs its bytes, a weight, and in the end how many GPUs it takes."""
    model = quant.full
    fill, boxes = f.move("memory", 0.08, 0.45), gpu_boxes(model.gpus)
    weights = float(model.weights.value)
    for k, box in enumerate(boxes):
        _draw_gpu(p, box, model, weights * fill - k * model.usable_bytes)
    if fill >= 1:
        _draw_read(f, p, boxes, model)
    _name_memory(p, boxes, model)
    p.text((LEFT, 236), "{v}", v=model.weights, size=FIGURE_LARGE, weight=600, role="weights")
    p.text((LEFT, 286), "of weights in 16 bits", size=LINE, role="dim")
    counted, gpu = f.cue("memory.count"), f.world.chip.name
    p.text((LEFT, 440), "{n} × {g}", n=model.gpus, g=gpu, size=VALUE, weight=600, alpha=counted)
    p.text((LEFT, 484), "before the first token", size=LINE, role="dim", alpha=counted)
    draw_one_weight(f, p, quant.snapped)


def gpu_boxes(count: int) -> list[Rect]:
    """One box per GPU, left to right: as wide as their number leaves room for."""
    pitch = min(WIDEST, ROOM.w / count)
    wide = (WIDTH if pitch > TIGHT else CLOSE) * pitch
    return [Rect(ROOM.x + k * pitch + (pitch - wide), ROOM.y, wide, ROOM.h) for k in range(count)]


def _inner(box: Rect) -> Rect:
    return box.inset(min(8.0, box.w * 0.1), 8.0)


def _draw_gpu(p: Picture, box: Rect, model: ModelAtWidth, left: float) -> None:
    """One GPU; `left`: bytes of weights that no earlier one has taken."""
    memory, usable = model.gpu_bytes, model.usable_bytes
    share = float(np.clip(left, 0, usable)) / memory
    inner = _inner(box)
    p.rects([box], "raised", radius=min(12.0, box.w * 0.15), alpha=0.9, stroke="line", stroke_width=2)
    h = inner.h * share
    held = Rect(inner.x, inner.bottom - h, inner.w, h)
    p.rects([held], "weights", radius=4, alpha=0.85)
    draw_strata(p, held, first=8.0, pitch=9.0, alpha=0.7)
    spare = Rect(inner.x, inner.y, inner.w, inner.h * (1 - usable / memory))
    p.hatch([spare], alpha=0.8)
    if 0.01 < share < usable / memory:
        p.sprites([(box.cx, held.y)], 1.2 * min(box.w, 320.0), "weights", kind="soft", alpha=0.6)


def _draw_read(f: Frame, p: Picture, boxes: list[Rect], model: ModelAtWidth) -> None:
    """One read of all weights for one token: a line of light rises through what every GPU holds."""
    share, ends, full = f.clock / READ % 1.0, [], float(model.weights.value)
    for k, box in enumerate(boxes):
        inner = _inner(box)
        held = float(np.clip(full - k * model.usable_bytes, 0, model.usable_bytes)) / model.gpu_bytes * inner.h
        y = inner.bottom - held * share
        ends.append((inner.x, y, inner.right, y))
    p.lines(ends, "white", width=3, alpha=0.9)
    p.lines(ends, "white", width=14, alpha=0.25)


def _name_memory(p: Picture, boxes: list[Rect], model: ModelAtWidth) -> None:
    """Memory of one GPU, below each, or once for all of them."""
    if boxes[0].w >= NAMED:
        for box in boxes:
            at = (box.cx, box.bottom + 42)
            p.text(at, "{v}", v=model.one_gpu, size=LINE, role="dim", align="center")
        return
    at = (ROOM.x, ROOM.bottom + 42)
    p.text(at, "{n} GPUs of {v} each", n=len(boxes), v=model.one_gpu, size=LINE, role="dim")
