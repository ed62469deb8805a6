"""What a loop leaves behind: the count of steps, and the cache's edge in the memory bar, enlarged until a token is
seen."""

from __future__ import annotations

import math

import numpy as np

from scenes.atlas.whole.facts import AtlasFacts
from scenes.atlas.whole.memory_bar import bar_spans
from scenes.atlas.whole.moment import PassMoment
from scenes.atlas.whole.places import BAR, FIGURE_AT, ROOM
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE

LENS = Rect(ROOM.right - 600, ROOM.y + 126, 560.0, 56.0)
"""Where the enlarged edge stands."""


def draw_growth(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """Counter and lens, while the loop runs."""
    if now.beat != "loop":
        return
    shown = f.cue("loop.lens")
    _draw_count(p, facts, now, shown)
    _draw_lens(f, p, facts, now, shown)


def _draw_count(p: Picture, facts: AtlasFacts, now: PassMoment, shown: float) -> None:
    x, y = FIGURE_AT
    count = min(max(now.count, 0), facts.loops)
    p.text((x, y), "{n}", n=count, size=FIGURE_LARGE, weight=600, role="decode", alpha=shown)
    words = Phrase("of {n} {n|step|steps}", n=facts.loops)
    p.text((x + 4, y + 48), words, size=LINE, role="dim", alpha=shown)


def _draw_lens(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment, shown: float) -> None:
    """The rows of our conversation, each as wide as its bytes times the lens."""
    spans = bar_spans(facts.costs.capacity, BAR)
    each = float(facts.costs.kv_bytes_per_token.value) * spans.unit
    if each <= 0:
        return
    power = math.floor(math.log10(LENS.w / max(each * facts.lights.rows, 1e-12)))
    wide, rows = each * 10.0**power, math.floor(now.rows + 1e-6)
    edge = spans.cache[1]
    p.polys([(edge, BAR.y - 2), (LENS.right, LENS.bottom + 6), (LENS.x, LENS.bottom + 6)], "ink", alpha=0.05 * shown)
    p.curves([[(LENS.x, LENS.bottom + 6), (edge, BAR.y - 2), (LENS.right, LENS.bottom + 6)]], "ink", alpha=0.35 * shown)
    plate = Rect(LENS.x - 20, LENS.y - 88, LENS.w + 40, LENS.h + 108)
    p.rects([plate], "ground", radius=14, alpha=0.9 * shown)
    p.rects([LENS.inset(-6)], "ground2", radius=8, alpha=0.92 * shown, stroke="ink", stroke_alpha=0.7 * shown)
    if rows > 0:
        left = LENS.x + wide * np.arange(rows)
        body = np.full(rows, max(wide - 1.0, wide * 0.6))
        light = np.where(np.arange(rows) < facts.prompt, 0.5, 1.0) * shown
        half = LENS.h / 2 - 1
        for role, y in (("key", LENS.y), ("value", LENS.y + LENS.h / 2 + 1)):
            p.rects(np.stack([left, np.full(rows, y), body, np.full(rows, half)], 1), role, alpha=light)
        glow = shown * (1.0 if f.still else 0.75 + 0.25 * math.sin(2.4 * f.clock))
        p.rects(
            [(left[-1] - 1, LENS.y - 3, wide + 2, LENS.h + 6)],
            None,
            stroke="decode",
            stroke_width=3.0,
            stroke_alpha=glow,
        )
    p.text(
        (LENS.x, LENS.y - 52),
        Phrase("the cache's edge, {n} times enlarged", n=10**power),
        size=LABEL,
        role="dim",
        alpha=shown,
    )
    words = Phrase("our {n} {n|row|rows}: {v}", n=rows, v=facts.whole.own_cache(rows))
    p.text((LENS.x, LENS.y - 20), words, size=LINE, weight=600, alpha=shown)
