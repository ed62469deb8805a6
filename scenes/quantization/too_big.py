"""The model in sixteen bits fills one GPU after the other before the first token is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.quantization.strata import draw_strata
from tourapp.authoring import Frame, Picture, Quantity, Rect
from tourapp.authoring.sizes import T18, T22, T30, T62, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ModelAtWidth

FIRST_GPU, PITCH = Rect(420, 190, 160, 560), 200.0
MOST = 6
LEFT = 64.0
WEIGHTS_SHARE = 0.95
"""Share of a GPU's memory that weights fill; the hatched rest is kept free for work."""


def draw_too_big(f: Frame, p: Picture, model: ModelAtWidth) -> None:
    """`model`: the one in sixteen bits. Beside the GPUs the bytes so far and, in the end, how many GPUs it takes."""
    shown = min(model.gpus, MOST)
    fill = f.move("memory", 0.08, 0.5)
    weights = float(model.weights.value)
    for k in range(shown):
        _draw_gpu(p, FIRST_GPU.move(PITCH * k), model.gpu_bytes, weights * fill - k * model.gpu_bytes * WEIGHTS_SHARE)
    so_far = Quantity(weights * max(fill, 0.01), "B")
    p.text((LEFT, 330), "{v}", v=so_far, size=T62, mono=True, weight=600, role="weights", fit=340)
    p.text((LEFT, 372), "of weights in 16 bits", size=T22, role="dim")
    counted = f.cue("memory.count")
    gpu = f.world.chip.name
    p.text((LEFT, 450), "{n} × {g}", n=model.gpus, g=gpu, size=T30, weight=600, alpha=counted, fit=330)
    p.text((LEFT, 484), "before the first token", size=TAG, role="dim", alpha=counted)
    if model.gpus > shown:
        p.text((FIRST_GPU.x + PITCH * shown, 480), "… {n} in all", n=model.gpus, size=TAG, role="dim")


def _draw_gpu(p: Picture, box: Rect, memory: float, left: float) -> None:
    """One GPU of `memory` bytes; `left`: bytes of weights that no earlier one has taken."""
    share = float(np.clip(left, 0, memory * WEIGHTS_SHARE)) / memory
    inner = box.inset(6)
    p.rects([box], "raised", radius=12, alpha=0.9, stroke="line")
    h = inner.h * share
    held = Rect(inner.x, inner.bottom - h, inner.w, h)
    p.rects([held], "weights", radius=4, alpha=0.75)
    draw_strata(p, held, first=8.0, pitch=9.0, alpha=0.7)
    p.hatch([(inner.x, inner.y, inner.w, inner.h * 0.05)], alpha=0.8)
    if 0.01 < share < WEIGHTS_SHARE:
        p.sprites([(box.cx, held.y)], 240, "weights", kind="soft", alpha=0.6)
    size = Quantity(memory, "B", "memory of one GPU")
    p.text((box.cx, box.bottom + 30), "{v}", v=size, size=T18, mono=True, role="dim", align="center")
