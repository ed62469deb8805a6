"""The map of the hall: all its slots in one bar, to scale, with where we stand and where memory is full.

In the beat `grow` the bar is the memory with everybody's halls (`memory_bar`).
"""

from __future__ import annotations

import numpy as np

from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.map_content import BAR, HallMap, map_now
from scenes.kv_hall.map_marks import draw_marks
from scenes.kv_hall.memory_bar import draw_memory_bar
from scenes.kv_hall.slots import slots_answer
from tourapp.authoring import Frame, Phrase, Picture, Quantity
from tourapp.authoring.sizes import T14, T16

ASIDE = BAR.x + 560
"""Words of the full memory stand right of its line up to here, then left of it."""


def draw_map(p: Picture, f: Frame, s: HallMoment) -> None:
    """The bar and its words."""
    m = map_now(f, s, slots_answer(p, f, s))
    memory = f.cue("grow.memory") * (1 - f.cue("scales.map"))
    there = f.move("empty", 0.62, 0.74) * (1 - f.move("heads", 0.0, 0.10))
    draw_memory_bar(p, f, s, max(0.0, 2 * memory - 1) * there)
    alpha = max(0.0, 1 - 2 * memory) * there
    if alpha <= 0.01:
        return
    _title(p, m, alpha)
    p.rects([BAR], "raised", radius=4, alpha=0.8 * alpha, stroke="line", stroke_alpha=alpha)
    _held(p, m, alpha)
    _ours(p, m, alpha)
    if m.full is not None and m.full_x is not None:
        _full(p, m, m.full, m.full_x, alpha * m.full_shown)
    if m.context is not None:
        at = m.x(m.context)
        p.polys([[(at - 7, BAR.y - 9), (at + 7, BAR.y - 9), (at, BAR.y + 2)]], "prefill", alpha=alpha)
    if m.here is not None:
        _here(p, m.x(m.here), alpha)
    seen = [(m.x(mark.tokens), mark) for mark in m.marks if mark.tokens <= m.extent * 1.0001]
    draw_marks(p, BAR, seen, f.text_gain, alpha)


def _title(p: Picture, m: HallMap, alpha: float) -> None:
    """What the bar is, out of the way of the words about the full memory."""
    aside = m.full_x is not None and m.full_x < ASIDE
    p.text(
        (BAR.right if aside else BAR.x, BAR.y - 12),
        "{title}",
        size=T16,
        role="dim",
        fit=520.0,
        alpha=alpha,
        align="right" if aside else "left",
        title=m.title,
    )


def _held(p: Picture, m: HallMap, alpha: float) -> None:
    """Slots of a longer conversation, keys above values, as far as memory reaches."""
    if m.held <= m.prompt + m.answer:
        return
    top, h = BAR.y + 3, BAR.h - 6
    start = m.x(m.prompt + m.answer)
    end = m.x(min(m.held, float(m.full.value)) if m.full is not None else m.held)
    p.rects([(start, top, end - start, h / 2 - 0.5)], "key", alpha=0.62 * alpha)
    p.rects([(start, top + h / 2 + 0.5, end - start, h / 2 - 0.5)], "value", alpha=0.62 * alpha)


def _ours(p: Picture, m: HallMap, alpha: float) -> None:
    """Slots of this request, prompt and answer, and the lines between single slots where there is room for them."""
    top, h = BAR.y + 3, BAR.h - 6
    if m.prompt > 0:
        p.rects([(BAR.x + 1, top, max(1.5, m.x(m.prompt) - BAR.x - 1), h)], "prefill", alpha=0.9 * alpha)
    if m.answer > 0:
        start = m.x(m.prompt)
        p.rects([(start, top, max(1.5, m.x(m.prompt + m.answer) - start), h)], "decode", alpha=0.9 * alpha)
    if m.extent <= 400:
        cells = BAR.x + BAR.w * np.arange(1, int(m.extent)) / m.extent
        p.lines(
            np.stack([cells, np.full(len(cells), BAR.y + 2), cells, np.full(len(cells), BAR.bottom - 2)], 1),
            "ground",
            alpha=0.9 * alpha,
        )


def _full(p: Picture, m: HallMap, full: Quantity, x: float, alpha: float) -> None:
    """Where memory ends: a red line, what is beyond it hatched, and what that means."""
    p.hatch([(x, BAR.y + 1, BAR.right - x - 1, BAR.h - 2)], alpha=0.75 * alpha, ground=0.14)
    p.lines([(x, BAR.y - 26, x, BAR.bottom + 6)], "waste", width=2.0, alpha=alpha)
    right = x > ASIDE
    p.text(
        (x - 10 if right else x + 14, BAR.y - 12),
        "{meaning}",
        size=T16,
        role="waste",
        weight=600,
        align="right" if right else "left",
        fit=620.0,
        alpha=alpha,
        meaning=Phrase("memory ends here") if float(full.value) > 0 else Phrase("no room: memory is full of weights"),
    )


def _here(p: Picture, x: float, alpha: float) -> None:
    """Where we stand in the hall, from below."""
    p.polys([[(x - 8, BAR.bottom + 13), (x + 8, BAR.bottom + 13), (x, BAR.bottom + 2)]], "ink", alpha=alpha)
    p.text(
        (min(max(x, BAR.x + 30), BAR.right - 30), BAR.bottom + 32),
        "we are here",
        size=T14,
        role="dim",
        align="center" if x > BAR.x + 50 else "left",
        alpha=alpha,
    )
