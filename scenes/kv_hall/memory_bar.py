"""The memory, to scale: the weights, then one hall of keys and values for every user, as many as fit.

A user of those asked for is lit; room for more is ruled but dark. Not here: one hall from above (`map`).
"""

from __future__ import annotations

import numpy as np

from scenes.kv_hall.facts import memory_words
from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.map_content import BAR
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import T16

NARROWEST = 4.0
"""Halls narrower than this are not ruled off one by one."""
EDGE = 2.0


def draw_memory_bar(p: Picture, f: Frame, s: HallMoment, alpha: float) -> None:
    """The bar, its words above and below."""
    if alpha <= 0.01:
        return
    capacity, asked = f.world.cost.capacity, int(f.inputs.batch)
    usable, weights = float(capacity.usable_bytes.value), float(capacity.weight_bytes.value)
    whole = max(usable, weights)
    title = Phrase("Usable memory, to scale: the weights, then one hall for every user")
    p.text((BAR.x, BAR.y - 12), title, size=T16, role="dim", alpha=alpha, fit=720.0)
    p.rects([BAR], "raised", radius=4, alpha=0.8 * alpha, stroke="line", stroke_alpha=alpha)
    inner = Rect(BAR.x, BAR.y + 3, BAR.w * weights / whole, BAR.h - 6)
    p.rects([inner], "weights", alpha=0.75 * alpha)
    below = BAR.bottom + 28
    p.text((BAR.x, below), "weights {w}", w=capacity.weight_bytes, size=T16, role="weights", weight=600, alpha=alpha)
    if s.variants.missing is not None:
        end = BAR.x + BAR.w * usable / whole
        p.hatch([(end, BAR.y + 1, BAR.right - end - 1, BAR.h - 2)], alpha=0.75 * alpha, ground=0.14)
        p.lines([(end, BAR.y - 8, end, BAR.bottom + 6)], "waste", width=2.0, alpha=alpha)
    else:
        one = BAR.w * float(s.stop.per_sequence.value) / whole
        _halls(p, s, Rect(inner.right, inner.y, one, inner.h), asked, alpha)
    words, role = memory_words(s.variants, s.stop, asked)
    p.text((BAR.right, BAR.y - 12), words, size=T16, role=role, weight=600, align="right", alpha=alpha, fit=620.0)


def _halls(p: Picture, s: HallMoment, first: Rect, asked: int, alpha: float) -> None:
    """A hall for every user that fits, `first` and the like beside it: keys above values."""
    fits, half = int(s.stop.users.value), first.h / 2
    for count, strength in ((fits, 0.16), (min(asked, fits), 0.8)):
        if count:
            p.rects([(first.x, first.y, count * first.w, half - 0.5)], "key", alpha=strength * alpha)
            p.rects([(first.x, first.y + half + 0.5, count * first.w, half - 0.5)], "value", alpha=strength * alpha)
    if first.w >= NARROWEST and fits:
        at = first.x + first.w * np.arange(0, fits + 1)
        ends = np.stack([at, np.full(len(at), first.y), at, np.full(len(at), first.bottom)], 1)
        p.lines(ends, "ground", width=EDGE, alpha=0.9 * alpha)
    told = Phrase("a hall: {bytes}", bytes=s.stop.per_sequence)
    p.text((BAR.right, BAR.bottom + 28), told, size=T16, weight=600, role="dim", align="right", alpha=alpha)
