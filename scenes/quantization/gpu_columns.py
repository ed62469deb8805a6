"""Memory as tall columns, to scale: how many GPUs a model fills, what is left for conversations, which GPU is not
needed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.quantization.strata import draw_strata
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ModelAtWidth

GAP = 12.0
MOST_ROWS = 120
"""Conversations that are told apart."""
FULL = 0.98
"""Share of the weights from which the room beside them is given to conversations."""
IN_A_COLUMN = 6
"""GPUs that stand above one another; more of them stand in several columns, about as wide as they are high."""
ROOM_FOR_WORDS = Rect(0, 0, 180, 48)
"""Size of a GPU from which words fit inside."""


def draw_column(
    p: Picture, model: ModelAtWidth, frames: list[Rect], *, fill: float = 1.0, alpha: float = 1.0, lit: bool = False
) -> None:
    """One weight width: GPUs (`frames`, from below), the first ones filled by a share of the weights, then reserve,
    then room for conversations; the rest are not needed. `lit` outlines the chosen width."""
    for number, frame in enumerate(frames, 1):
        if number > model.gpus:
            _draw_spared(p, frame, alpha)
            continue
        stroke, width = ("white", 3) if lit else ("line", 1.5)
        p.rects([frame], "raised", radius=min(8.0, frame.h * 0.1), alpha=0.9 * alpha, stroke=stroke, stroke_width=width)
        _draw_memory(p, frame, model, fill, alpha)


def stacked(box: Rect, most: int) -> list[Rect]:
    """Frames of `most` GPUs in a box, from below, row by row: all of them, however many."""
    across = 1 if most <= IN_A_COLUMN else math.ceil(math.sqrt(most * box.w / box.h))
    rows = math.ceil(most / across)
    gap = GAP if rows <= IN_A_COLUMN else GAP * IN_A_COLUMN / rows
    w, h = (box.w - gap * (across - 1)) / across, (box.h - gap * (rows - 1)) / rows
    return [
        Rect(box.x + (k % across) * (w + gap), box.bottom - h - (k // across) * (h + gap), w, h) for k in range(most)
    ]


def _draw_spared(p: Picture, frame: Rect, alpha: float) -> None:
    p.rects([frame], None, radius=min(8.0, frame.h * 0.1), stroke="dim", stroke_alpha=0.7 * alpha, dash=True)
    if frame.w >= ROOM_FOR_WORDS.w and frame.h >= ROOM_FOR_WORDS.h:
        p.text((frame.cx, frame.cy + 8), "not needed", size=LABEL, role="dim", align="center", alpha=alpha)


def _draw_memory(p: Picture, frame: Rect, model: ModelAtWidth, fill: float, alpha: float) -> None:
    """What one GPU holds, from below."""
    memory, usable = model.gpu_bytes, model.usable_bytes
    own = float(model.weights.value) * fill / model.gpus
    side, edge = min(5.0, frame.w * 0.06), min(4.0, frame.h * 0.06)
    x, w, tall = frame.x + side, frame.w - 2 * side, frame.h - 2 * edge
    held = min(1.0, own / memory) * tall
    weights = Rect(x, frame.bottom - edge - held, w, held)
    if held >= 1:
        p.rects([weights], "weights", alpha=0.6 * alpha)
        draw_strata(p, weights, first=6.0, pitch=7.0, alpha=0.6 * alpha)
    spare = (memory - usable) / memory * tall
    p.hatch([(x, weights.y - spare, w, spare)], alpha=0.8 * alpha)
    conversation = float(model.conversation.value) / model.gpus
    room = max(0.0, usable - own)
    if conversation > 0 and fill > FULL:
        n = min(MOST_ROWS, int(room // conversation))
        free = room / memory * tall
        _draw_conversations(p, Rect(x, weights.y - spare - free, w, free), n, alpha)


def _draw_conversations(p: Picture, room: Rect, n: int, alpha: float) -> None:
    """`n` rows, one per conversation, that fill the room from below."""
    if not n:
        return
    each = room.h / n
    tops = room.bottom - each * (np.arange(n) + 1) + min(1.0, each * 0.2)
    high = max(each - min(2.0, each * 0.4), 0.6)
    rows = np.stack([np.full(n, room.x), tops, np.full(n, room.w), np.full(n, high)], 1)
    p.rects(rows, "key", alpha=0.75 * alpha)
