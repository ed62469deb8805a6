"""More users, more work for each read: how busy the math is at batch 1, 2, 4 and so on, up to what the memory holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade, pulse
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Climb

FIELD = Rect(64.0, 200.0, 1376.0, 560.0)
LADDER = tuple(2**k for k in range(10))
"""Batches from 1 to 512."""
GAP = 18.0


def climb_words(f: Frame) -> tuple[Phrase, Phrase]:
    """Caption and second line."""
    told, scenario = f.world.users_climb, f.world.cost.scenario
    last = told.rungs[-1]
    names = {"model": scenario.model_spec.name, "gpu": scenario.gpu_spec.name, "s": int(f["climb_context"])}
    if told.none:
        return Phrase("Not even one user fits here."), Phrase("{model} on {gpu}, {s:,} tokens each.", **names)
    if told.full:
        said = Phrase(
            "More users keep the math busier, until the memory is full: {n} at {b}.", n=last.busy, b=last.batch
        )
        words = "{model} on {gpu}, {s:,} tokens each, ideal: {i} with the caches, {a} for the weights alone."
        return said, Phrase(words, i=last.whole, a=last.alone, **names)
    said = Phrase("More users keep the math busier: {n} of the time at {b}.", n=last.busy, b=last.batch)
    words = "{model} on {gpu}, {s:,} tokens each, ideal: {i} with the caches, {a} for the weights alone."
    return said, Phrase(words, i=last.whole, a=last.alone, **names)


def draw_climb(f: Frame, p: Picture) -> None:
    """A column for each doubling, hatched where the memory ends it."""
    told = f.world.users_climb
    boxes = FIELD.columns(len(LADDER) + 1, GAP)
    came = cascade(f.cue("climb.columns", eased=False), len(boxes), 0.6)
    p.lines([(FIELD.x, FIELD.y, FIELD.right, FIELD.y)], "white", width=2.0, dash=True, alpha=0.8)
    p.text((FIELD.x, FIELD.y - 16), "all of the math, busy all the time", size=LABEL, role="dim")
    p.lines([(FIELD.x, FIELD.bottom, FIELD.right, FIELD.bottom)], "dim", width=2.0)
    shown = _shown(told)
    for place, (box, batch) in enumerate(zip(boxes, shown, strict=True)):
        _draw_column(f, p, told, box, (batch, float(came[place])))
    p.text((FIELD.right, FIELD.bottom + 76), "users in the batch →", size=LABEL, align="right")
    _draw_end(p, told, boxes, f.cue("climb.told"))


def _shown(told: Climb) -> list[int]:
    """The ladder with the most that fits among it."""
    last = told.rungs[-1].batch
    found = sorted({*LADDER, last})
    return found if len(found) > len(LADDER) else [*found, 2 * LADDER[-1]]


def _draw_column(f: Frame, p: Picture, told: Climb, box: Rect, state: tuple[int, float]) -> None:
    """How busy, as a column that breathes; what does not fit is hatched."""
    batch, came = state
    at = (box.cx, FIELD.bottom + 34)
    rung = next((each for each in told.rungs if each.batch == batch), None)
    fits = rung is not None and not told.none
    p.text(at, "{n}", n=batch, size=TAG, role="ink" if fits else "waste", mono=True, align="center", part="batches")
    if rung is None or told.none:
        p.hatch([box], alpha=0.5 * came, radius=6)
        return
    p.rects([box], "raised", radius=6, alpha=0.55)
    share = min(1.0, float(rung.busy.value))
    high = box.h * share * came * pulse(f.clock + batch % 7, 2.2, 0.985, 1.0)
    p.rects([(box.x, box.bottom - high, box.w, high)], "prefill", radius=6, alpha=0.9)
    n = min(batch, 24)
    step = 11.0
    k = np.arange(n)
    drift = (f.clock * 18.0) % step
    y = box.bottom - high - 16 - step * (k // 6) - 0.3 * drift
    x = box.x + box.w * (k % 6 + 0.5) / 6
    p.rects(np.stack([x - 3, y - 3, np.full(n, 6.0), np.full(n, 6.0)], 1), "decode", radius=3, alpha=0.9 * came)


def _draw_end(p: Picture, told: Climb, boxes: list[Rect], shown: float) -> None:
    """The figure of the last rung, and what ends the ladder."""
    if told.none or shown <= 0.004:
        return
    last = told.rungs[-1]
    p.text(
        (FIELD.x + 20, FIELD.y + 120), "{n}", n=last.busy, size=FIGURE_LARGE, weight=600, role="prefill", alpha=shown
    )
    words = Phrase("of the time, at {b} users", b=last.batch)
    p.text((FIELD.x + 20, FIELD.y + 164), words, size=LABEL, role="dim", alpha=shown, backed=0.7)
    if told.full:
        words = Phrase("hatched: the memory holds {n}", n=told.most)
        p.text((FIELD.x, FIELD.bottom + 76), words, size=LABEL, role="waste", alpha=shown)
