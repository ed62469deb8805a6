"""Memory as tall columns, to scale: how many GPUs a model fills, what is left for conversations, which GPU is not
needed."""

from __future__ import annotations

from typing import Any

import numpy as np

from tourapp.authoring import Picture, Rect


def draw_column(
    p: Picture, size: Any, box: Rect, most: int, *, fill: float = 1.0, alpha: float = 1.0, lit: bool = False
) -> None:
    """One weight width: `most` stacked GPUs, the lower ones filled by weights, then reserve, then room for
    conversations."""
    gap = 12.0
    h = (box.h - gap * (most - 1)) / most
    memory = float(size.costs.scenario.gpu_spec.memory_gb) * 1e9
    usable = memory * float(size.costs.scenario.usable)
    weights = float(size.weights.value) * fill
    per = weights / size.gpus
    chat = float(size.costs.kv_bytes_per_sequence.value)
    for k in range(most):
        frame = Rect(box.x, box.bottom - h - k * (h + gap), box.w, h)
        if k >= size.gpus:
            p.rects([frame], None, radius=8, stroke="dim", stroke_alpha=0.55 * alpha, dash=True)
            p.text(
                (frame.cx, frame.cy - 4),
                f"GPU {k + 1}",
                size=16,
                role="dim",
                align="center",
                alpha=alpha,
                fit=frame.w - 10,
            )
            p.text(
                (frame.cx, frame.cy + 20),
                "not needed",
                size=16,
                role="dim",
                align="center",
                alpha=alpha,
                fit=frame.w - 10,
            )
            continue
        p.rects(
            [frame],
            "raised",
            radius=8,
            alpha=0.9 * alpha,
            stroke="decode" if lit else "line",
            stroke_width=2 if lit else 1,
        )
        held = min(1.0, per / memory) * (h - 8)
        _strata(p, Rect(frame.x + 5, frame.bottom - 4 - held, frame.w - 10, held), alpha)
        spare = (memory - usable) / memory * (h - 8)
        p.hatch([(frame.x + 5, frame.bottom - 4 - held - spare, frame.w - 10, spare)], alpha=0.8 * alpha)
        room = max(0.0, usable - per)
        if chat / size.gpus > 0 and fill > 0.98:
            n = min(120, int(room // (chat / size.gpus)))
            if n:
                each = room / memory * (h - 8) / max(n, 1)
                y = frame.bottom - 4 - held - spare - each * (np.arange(n) + 1)
                rows = np.stack(
                    [
                        np.full(n, frame.x + 5),
                        y + min(1.0, each * 0.2),
                        np.full(n, frame.w - 10),
                        np.full(n, max(each - min(2.0, each * 0.4), 0.6)),
                    ],
                    1,
                )
                p.rects(rows, "key", alpha=0.75 * alpha)


def _strata(p: Picture, box: Rect, alpha: float) -> None:
    if box.h < 1:
        return
    p.rects([box], "weights", alpha=0.6 * alpha)
    ys = np.arange(box.bottom - 6, box.y, -7.0)
    if len(ys):
        p.lines(
            np.stack([np.full(len(ys), box.x), ys, np.full(len(ys), box.right), ys], 1), "ground", alpha=0.6 * alpha
        )
