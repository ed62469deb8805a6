"""Cache memory as one long strip: a slab per request or scattered blocks, what is written, kept back, or of no use.

Draws one moment of any reservation policy; the meaning of colours is the house's: blue prompt, gold answer, hatched
waste.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tourapp.authoring import Picture, Rect


def letter(request: int) -> str:
    """A short name of a request: ours is A."""
    return chr(65 + request % 26)


def _pieces(run: Any, moment: Any) -> list[tuple[int, int, int, int]]:
    """(request, first slot, slots held, tokens written in them) of everything held."""
    size = run.block_size
    out = []
    for number, table in moment.tables.items():
        if not run.paged:
            out.append((number, table[0], table[1], min(moment.lengths[number], table[1])))
            continue
        for logical, physical in enumerate(table):
            out.append((number, physical * size, size, max(0, min(size, moment.lengths[number] - logical * size))))
    return out


def draw_strip(p: Picture, run: Any, moment: Any, area: Rect, *, names: bool = False, alpha: float = 1.0) -> None:
    """The pool at one moment. Ours (request 0) is lit; others are quiet; hatched is held and not written."""
    slots = run.total * run.block_size
    unit = area.w / slots
    p.rects([area], "raised", radius=4, alpha=0.9 * alpha, stroke="line")
    ours_prompt, ours_answer, others, kept, never = [], [], [], [], []
    for number, first, held, written in _pieces(run, moment):
        x = area.x + first * unit
        final = run.workload.requests[number].final_length
        box = (x, area.y + 3, max(written * unit - (1 if unit > 3 else 0), 0.5), area.h - 6)
        if number == 0 and not run.paged:
            prompt = min(run.workload.requests[0].prompt, written)
            ours_prompt.append((x, area.y + 3, prompt * unit, area.h - 6))
            ours_answer.append((x + prompt * unit, area.y + 3, (written - prompt) * unit, area.h - 6))
        elif number == 0:
            ours_answer.append(box)
        else:
            others.append(box)
        later = max(0, min(held, final) - written) if not run.paged else 0
        kept.append((x + written * unit, area.y + 3, later * unit, area.h - 6))
        never.append((x + (written + later) * unit, area.y + 3, (held - written - later) * unit, area.h - 6))
    for boxes, role in ((others, "weights"), (ours_prompt, "prefill"), (ours_answer, "decode")):
        if boxes:
            p.rects(boxes, role, alpha=(0.6 if role == "weights" else 0.95) * alpha)
    for boxes, ground in ((kept, 0.10), (never, 0.30)):
        real = [box for box in boxes if box[2] > 0.4]
        if real:
            p.hatch(real, alpha=(0.55 if ground < 0.2 else 1.0) * alpha, ground=ground)
    if names and not run.paged:
        _names(p, run, moment, area, unit, alpha)


def _names(p: Picture, run: Any, moment: Any, area: Rect, unit: float, alpha: float) -> None:
    for number, table in moment.tables.items():
        x, w = area.x + table[0] * unit, table[1] * unit
        p.lines([(x, area.y - 6, x, area.bottom + 6)], "ink", alpha=0.6 * alpha)
        if w > 90:
            p.text(
                (x + w / 2, area.cy + 6),
                f"{letter(number)}: {{n}} of {{m}}",
                n=moment.lengths[number],
                m=table[1],
                size=17,
                weight=600,
                align="center",
                fit=w - 16,
                backed=0.75,
                alpha=alpha,
            )
    taken = np.array([table[0] + table[1] for table in moment.tables.values()] or [0]).max()
    free = run.total * run.block_size - int(taken)
    w = free * unit
    if moment.waiting and w > 150:
        p.text(
            (area.right - w / 2, area.cy + 6),
            f"{{n}} free: {letter(moment.waiting[0])} does not fit",
            n=free,
            size=17,
            weight=600,
            role="waste",
            align="center",
            fit=w - 16,
            backed=0.75,
            alpha=alpha,
        )
