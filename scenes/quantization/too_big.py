"""The model in sixteen bits fills one GPU after the other before the first token is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.quantization.strata import draw_strata
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import T18, T22, T30, T62, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ModelAtWidth

ROOM, WIDEST = Rect(420, 190, 1020, 560), 200.0
"""Room of all GPUs, and from one to the next where they are few."""
WIDTH = 0.8
"""Width of a GPU, of that pitch."""
LEFT = 64.0
NAMED = 90.0
"""Width of a GPU from which each says its memory; narrower ones say it once."""


def draw_too_big(f: Frame, p: Picture, model: ModelAtWidth) -> None:
    """`model`: the one in sixteen bits. Beside the GPUs its bytes and, in the end, how many GPUs it takes."""
    fill, boxes = f.move("memory", 0.08, 0.5), gpu_boxes(model.gpus)
    weights = float(model.weights.value)
    for k, box in enumerate(boxes):
        _draw_gpu(p, box, model, weights * fill - k * model.usable_bytes)
    _name_memory(p, boxes, model)
    p.text((LEFT, 330), "{v}", v=model.weights, size=T62, mono=True, weight=600, role="weights", fit=340)
    p.text((LEFT, 372), "of weights in 16 bits", size=T22, role="dim")
    counted = f.cue("memory.count")
    gpu = f.world.chip.name
    p.text((LEFT, 450), "{n} × {g}", n=model.gpus, g=gpu, size=T30, weight=600, alpha=counted, fit=330)
    p.text((LEFT, 484), "before the first token", size=TAG, role="dim", alpha=counted)


def gpu_boxes(count: int) -> list[Rect]:
    """One box per GPU, left to right: as wide as their number leaves room for."""
    pitch = min(WIDEST, ROOM.w / count)
    return [Rect(ROOM.x + k * pitch, ROOM.y, WIDTH * pitch, ROOM.h) for k in range(count)]


def _draw_gpu(p: Picture, box: Rect, model: ModelAtWidth, left: float) -> None:
    """One GPU; `left`: bytes of weights that no earlier one has taken."""
    memory, usable = model.gpu_bytes, model.usable_bytes
    share = float(np.clip(left, 0, usable)) / memory
    inner = box.inset(min(6.0, box.w * 0.1), 6.0)
    p.rects([box], "raised", radius=min(12.0, box.w * 0.15), alpha=0.9, stroke="line")
    h = inner.h * share
    held = Rect(inner.x, inner.bottom - h, inner.w, h)
    p.rects([held], "weights", radius=4, alpha=0.75)
    draw_strata(p, held, first=8.0, pitch=9.0, alpha=0.7)
    p.hatch([(inner.x, inner.y, inner.w, inner.h * (1 - usable / memory))], alpha=0.8)
    if 0.01 < share < usable / memory:
        p.sprites([(box.cx, held.y)], 1.5 * min(box.w, 160.0), "weights", kind="soft", alpha=0.6)


def _name_memory(p: Picture, boxes: list[Rect], model: ModelAtWidth) -> None:
    """Memory of one GPU, below each, or once for all of them."""
    if boxes[0].w >= NAMED:
        for box in boxes:
            at = (box.cx, box.bottom + 30)
            p.text(at, "{v}", v=model.one_gpu, size=T18, mono=True, role="dim", align="center")
        return
    at = (ROOM.x, ROOM.bottom + 30)
    p.text(at, "{n} GPUs of {v} each", n=len(boxes), v=model.one_gpu, size=T18, role="dim")
