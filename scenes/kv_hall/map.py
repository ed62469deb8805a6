"""The map of the hall: all its slots in one bar, to scale, with where we stand and where memory is full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Act, Picture, Quantity, Rect, Tag, show, text_width

Scale = Callable[[float], float]
BAR = Rect(64.0, 776.0, 1376.0, 22.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: tokens, words below it, role, and what a click does."""

    tokens: float
    words: str
    role: str
    act: Act = None


@dataclass(frozen=True, slots=True)
class MapState:
    """What the map shows. extent: tokens across the bar; prompt, answer, held: tokens in use, of the request and of the
    scenario; full: where memory ends, or None; here: the token we stand at, or None."""

    extent: float
    prompt: float
    answer: float
    held: float
    full: Quantity | None
    users: int
    here: float | None
    title: str
    context: float | None = None
    """Where the context control stands, pointed at from above."""


def short(tokens: float) -> str:
    """Tokens in the words of people who talk about context: 1k, 32k, 1M."""
    for size, word in ((1e6, "M"), (1e3, "k")):
        if tokens >= size:
            number = tokens / size
            return (f"{number:,.0f}" if number >= 10 or number.is_integer() else f"{number:.1f}") + word
    return f"{tokens:,.0f}"


def draw_map(
    p: Picture, m: MapState, marks: Sequence[Mark], gain: float, alpha: float = 1.0, full_shown: float = 1.0
) -> None:
    """The bar and its words."""
    if alpha <= 0.01:
        return
    x = _scale(m.extent)
    filled = m.full is not None and full_shown > 0.01 and float(m.full.value) < m.extent
    aside = filled and m.full is not None and x(float(m.full.value)) < BAR.x + 560
    p.text(
        (BAR.right if aside else BAR.x, BAR.y - 12),
        m.title,
        size=16,
        role="dim",
        fit=520.0,
        alpha=alpha,
        align="right" if aside else "left",
    )
    p.rects([BAR], "raised", radius=4, alpha=0.8 * alpha, stroke="line", stroke_alpha=alpha)
    _fill(p, m, x, alpha)
    if filled and m.full is not None:
        _full(p, m, x(float(m.full.value)), alpha * full_shown)
    if m.context is not None:
        at = x(m.context)
        p.polys([[(at - 7, BAR.y - 9), (at + 7, BAR.y - 9), (at, BAR.y + 2)]], "prefill", alpha=alpha)
    if m.here is not None:
        here = x(min(max(m.here, 0.0), m.extent))
        p.polys(
            [[(here - 8, BAR.bottom + 13), (here + 8, BAR.bottom + 13), (here, BAR.bottom + 2)]], "ink", alpha=alpha
        )
        p.text(
            (min(max(here, BAR.x + 30), BAR.right - 30), BAR.bottom + 32),
            "we are here",
            size=14,
            role="dim",
            align="center" if here > BAR.x + 50 else "left",
            alpha=alpha,
        )
    _marks(p, marks, x, m.extent, gain, alpha)


def _scale(extent: float) -> Scale:
    return lambda tokens: BAR.x + BAR.w * min(max(float(tokens), 0.0), extent) / extent


def _fill(p: Picture, m: MapState, x: Scale, alpha: float) -> None:
    top, h = BAR.y + 3, BAR.h - 6
    if m.held > m.prompt + m.answer:
        start = x(m.prompt + m.answer)
        end = x(min(m.held, float(m.full.value)) if m.full is not None else m.held)
        p.rects([(start, top, end - start, h / 2 - 0.5)], "key", alpha=0.62 * alpha)
        p.rects([(start, top + h / 2 + 0.5, end - start, h / 2 - 0.5)], "value", alpha=0.62 * alpha)
    if m.prompt > 0:
        p.rects([(BAR.x + 1, top, max(1.5, x(m.prompt) - BAR.x - 1), h)], "prefill", alpha=0.9 * alpha)
    if m.answer > 0:
        start = x(m.prompt)
        p.rects([(start, top, max(1.5, x(m.prompt + m.answer) - start), h)], "decode", alpha=0.9 * alpha)
    if m.extent <= 400:
        cells = BAR.x + BAR.w * np.arange(1, int(m.extent)) / m.extent
        p.lines(
            np.stack([cells, np.full(len(cells), BAR.y + 2), cells, np.full(len(cells), BAR.bottom - 2)], 1),
            "ground",
            alpha=0.9 * alpha,
        )


def _full(p: Picture, m: MapState, x: float, alpha: float) -> None:
    assert m.full is not None
    p.hatch([(x, BAR.y + 1, BAR.right - x - 1, BAR.h - 2)], alpha=0.75 * alpha, ground=0.14)
    p.lines([(x, BAR.y - 26, x, BAR.bottom + 6)], "waste", width=2.0, alpha=alpha)
    who = "one user" if m.users == 1 else f"{m.users:,} users"
    words = f"memory is full: {who} of {show(m.full)}" if float(m.full.value) > 0 else "memory is full of weights alone"
    right = x > BAR.x + 560
    p.text(
        (x - 10 if right else x + 14, BAR.y - 12),
        words,
        size=16,
        role="waste",
        weight=600,
        align="right" if right else "left",
        fit=620.0,
        alpha=alpha,
    )


def _marks(p: Picture, marks: Sequence[Mark], x: Scale, extent: float, gain: float, alpha: float) -> None:
    """Words under the bar, from the left, each moved right of the one before where they would touch."""
    boxes, tags, acts = [], [], []
    free = BAR.x
    for mark in sorted(marks, key=lambda item: item.tokens):
        if mark.tokens > extent * 1.0001:
            continue
        width = text_width(mark.words, 16.0, "mono") * gain
        at = x(mark.tokens)
        left = min(max(at - (width / 2 if at > BAR.x + 90 else 0), free), BAR.right - width)
        p.lines([(at, BAR.y - 4, at, BAR.bottom + 5)], mark.role, width=1.6, alpha=alpha)
        p.text((left, BAR.bottom + 28), mark.words, size=16, role=mark.role, mono=True, weight=600, alpha=alpha)
        boxes.append((left - 6, BAR.bottom + 8, width + 12, 28.0))
        tags.append(Tag("mark", mark.words))
        acts.append(mark.act)
        free = left + width + 22
    if boxes and alpha > 0.9:
        p.hot(boxes, tags, acts)
