"""The stack: our request's time as one bar, among the same request at other loads, all on one scale of seconds.

The seconds come finished from the world part `account`; here they are only laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.played import PlayedRun
from scenes.queue.stack_bar import ROOM, StayBar, draw_bar
from scenes.queue.stack_words import draw_compute_bracket, draw_stretch_words
from scenes.queue.stage import LEFT
from tourapp.authoring import Frame, Picture, Rect, cascade, ease_out
from tourapp.authoring.sizes import T15, T16, T72, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Stay

Rows = list[tuple["Stay", bool]]
"""Each bar's stay and whether it is ours, by load."""
THICK, THIN, GAP, WORDS, BELOW = 84.0, 34.0, 22.0, 72.0, 34.0
"""Height of our bar and of the others, between bars, of the words above ours, of the bracket below it."""
SECONDS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Steps the scale may have; one step is at least so wide:"""
STEP_WIDTH = 84.0


def draw_stack(f: Frame, p: Picture, played: PlayedRun) -> None:
    """The sum in large, and the bars: first ours, then the other loads."""
    shown = f.move("stack", 0.08, 0.16)
    if shown <= 0.004:
        return
    ours = played.ours
    rows = [(ours, True), *((stay, False) for stay in played.others)]
    rows.sort(key=lambda row: float(row[0].load.value))
    with p.group(opacity=shown):
        account = f.world.account
        p.text((LEFT, 204), "{total}", total=ours.total, size=T72, mono=True, weight=600)
        words = "our question, {prompt} in, {answer} out: from Enter to the end of the answer"
        p.text(
            (LEFT, 246),
            words,
            prompt=account.prompt,
            answer=account.answer,
            size=TAG,
            role="dim",
            fit=ROOM.right - LEFT,
        )
        _draw_bars(p, rows, f.move("stack", 0.14, 0.42), f.move("stack", 0.5, 0.72))


def _draw_bars(p: Picture, rows: Rows, grow: float, others: float) -> None:
    """All bars. `grow` 0..1 lays out ours stretch by stretch; `others` 0..1 lets the other loads follow."""
    scale, boxes = _scale_of(rows), _boxes(rows)
    steps = cascade(others, len(rows), 0.7)
    for (stay, ours), box, step in zip(rows, boxes, steps, strict=True):
        bar = StayBar(stay, ours, box, scale, grow if ours else float(ease_out(step)))
        if bar.share > 0.004:
            draw_bar(p, bar)
            if ours:
                draw_stretch_words(p, bar)
                draw_compute_bracket(p, bar)
                if bar.share < 1.0:
                    p.spark((bar.end, box.cy), "prefill", size=110)
    y = boxes[0].y - (WORDS + 12.0 if rows[0][1] else 14.0)
    p.text((ROOM.x - 18, y), "load", size=T16, role="dim", align="right", alpha=others)
    last = boxes[-1].bottom + (BELOW if rows[-1][1] else 0.0)
    words = "other rows: our question with the mean wait at that load"
    p.text((ROOM.right, last + 84.0), words, size=T16, role="dim", align="right", alpha=others)
    _seconds(p, last + 26.0, scale, max(grow, others) if others > 0 else min(1.0, grow * 3))


def _boxes(rows: Rows) -> list[Rect]:
    """Where each bar stands (full width), top to bottom, in the middle of the room."""
    total = sum((THICK + WORDS + BELOW) if ours else THIN for _, ours in rows) + GAP * (len(rows) - 1)
    y, out = ROOM.y + max(0.0, (ROOM.h - total) / 2), []
    for _, ours in rows:
        y += WORDS if ours else 0.0
        h = THICK if ours else THIN
        out.append(Rect(ROOM.x, y, ROOM.w, h))
        y += h + GAP + (BELOW if ours else 0.0)
    return out


def _scale_of(rows: Rows) -> float:
    """Stage units per second: ours fits whole, and so does the one below the most loaded."""
    longest = max(float(stay.total.value) for stay, ours in rows if ours)
    others = sorted(float(stay.total.value) for stay, ours in rows if not ours)
    return (ROOM.w - 120.0) / max([longest, *others[-2:-1]])


def _seconds(p: Picture, y: float, scale: float, alpha: float) -> None:
    """The scale of seconds below all bars."""
    step = next(s for s in SECONDS if s * scale > STEP_WIDTH)
    ticks = np.arange(0, ROOM.w / scale + 1e-9, step)
    x = ROOM.x + ticks * scale
    p.lines([(ROOM.x, y, ROOM.right, y)], "line", alpha=alpha)
    p.lines(np.stack([x, np.full(len(x), y - 5), x, np.full(len(x), y + 5)], 1), "dim", alpha=0.7 * alpha)
    for value, place in zip(ticks, x, strict=True):
        at = (place, y + 28)
        p.text(at, "{v:g} s", v=float(value), size=T15, role="dim", mono=True, align="center", alpha=alpha)
