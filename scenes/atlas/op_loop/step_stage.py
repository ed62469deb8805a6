"""The belt of one step to scale: the weights once for everybody, then a cache for each user; below it the bytes over
the bandwidth, which is the time."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_loop.facts import LoopFacts
from scenes.atlas.op_loop.places import BELT, EQUATION_Y
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import CAPTION, FIGURE_HUGE, LABEL, LINE
from tourapp.figures.card_frame import USUAL
from tourapp.figures.equation_line import EquationTerm, draw_equation

MOST = 64
"""Caches drawn apart; more are one piece."""
RUN = 3.4
"""Seconds in which the reader passes the belt."""


def draw_step(f: Frame, p: Picture, facts: LoopFacts) -> None:
    """Belt, reader, equation and time."""
    came = f.cue("cost.told")
    _draw_bytes(f, p, facts, came)
    _draw_equation(f, p, facts)
    _draw_time(f, p, facts)


def _spans(facts: LoopFacts) -> tuple[Rect, Rect]:
    """Weights and caches on the belt, to scale."""
    wide = BELT.w * float(facts.letters.weight_part.value)
    return Rect(BELT.x, BELT.y, wide, BELT.h), Rect(BELT.x + wide, BELT.y, BELT.w - wide, BELT.h)


def _draw_bytes(f: Frame, p: Picture, facts: LoopFacts, alpha: float) -> None:
    if alpha <= 0.01:
        return
    weights, caches = _spans(facts)
    p.rects([weights], "weights", radius=4, alpha=0.75 * alpha, stroke="white", stroke_alpha=0.7 * alpha)
    layers = np.linspace(weights.x, weights.right, 41)[1:-1]
    p.lines([(x, weights.y + 6, x, weights.bottom - 6) for x in layers.tolist()], "ground", alpha=0.35 * alpha)
    _draw_caches(p, facts, caches, alpha)
    at = (f.clock / RUN) % 1.0
    x = BELT.x + BELT.w * at
    p.rects([(x - 3, BELT.y - 10, 6, BELT.h + 20)], "white", radius=3, alpha=0.95 * alpha)
    p.sprites([(x, BELT.cy)], 190.0, "ink", alpha=0.5 * alpha * float(np.sin(np.pi * at)), kind="soft")
    y = BELT.bottom + 42
    n = facts.batch
    once = Phrase("weights: once, for one user") if n == 1 else Phrase("weights: once, for all {n} users", n=n)
    each = Phrase("one cache") if n == 1 else Phrase("{n} caches", n=n)
    if f.rail.stand.words_gain > USUAL:
        return  # the equation stands there
    p.text((BELT.x, y), once, size=LINE, alpha=alpha)
    p.text((BELT.right, y), each, size=LINE, role="key", align="right", alpha=alpha)


def _draw_caches(p: Picture, facts: LoopFacts, room: Rect, alpha: float) -> None:
    """Each user's cache in its two halves."""
    n = facts.batch if facts.batch <= MOST else 1
    wide = room.w / n
    gap = min(2.0, wide * 0.2)
    left = room.x + wide * np.arange(n)
    half = np.full(n, (wide - gap) / 2)
    y, h = np.full(n, room.y), np.full(n, room.h)
    p.rects(np.stack([left, y, half, h], 1), "key", alpha=0.95 * alpha)
    p.rects(np.stack([left + half, y, half, h], 1), "value", alpha=0.95 * alpha)


def _draw_equation(f: Frame, p: Picture, facts: LoopFacts) -> None:
    """Bytes over bandwidth; each term glows once, in turn."""
    letters = facts.letters
    u = f.cue("cost.walk", eased=False) * 3.0
    lit = [max(0.0, 1.0 - abs(u - k - 0.5) * 1.6) for k in range(3)]
    terms = (
        EquationTerm("("),
        EquationTerm(Phrase("{v}", v=letters.weights), letters.weights, "ink", lit[0], "W"),
        EquationTerm("+"),
        EquationTerm(Phrase("{v}", v=letters.cache), letters.cache, "key", lit[1], "K"),
        EquationTerm(") ÷"),
        EquationTerm(Phrase("{v}", v=letters.bandwidth), letters.bandwidth, "ink", lit[2], "β"),
        EquationTerm("="),
    )
    alpha = f.cue("cost.told")
    if alpha <= 0.01:
        return
    gain = f.rail.stand.words_gain
    if gain > USUAL:  # large words: a line of its own above the number; the caption has the names of its terms
        at = (BELT.x, _large_line(f))
        draw_equation(p, at, terms, size=LABEL, alpha=alpha, gain=gain)
        return
    boxes = draw_equation(p, (BELT.x, EQUATION_Y + 40), terms, size=CAPTION, alpha=alpha)
    names = (Phrase("weights"), Phrase("K and V"), Phrase("bandwidth"))
    for box, words in zip((boxes[1], boxes[3], boxes[5]), names, strict=True):
        at = (box.cx, EQUATION_Y + 88)
        p.text(at, words, size=LABEL, role="dim", align="center", alpha=alpha, part="letters")


def _large_line(f: Frame) -> float:
    """Baseline of the equation where words are large."""
    return BELT.bottom + 1.3 * LABEL * f.rail.stand.words_gain


def _draw_time(f: Frame, p: Picture, facts: LoopFacts) -> None:
    letters, alpha = facts.letters, f.cue("cost.number")
    x, y, gain = BELT.right, EQUATION_Y + 78, f.rail.stand.words_gain
    if gain > USUAL:  # below the equation, its words below it where they then are
        y = _large_line(f) + 0.3 * LABEL * gain + 0.8 * FIGURE_HUGE * f.rail.stand.scale
        words = Phrase("for one step, ideal") if facts.memory_alone else Phrase("for the bytes of one step, ideal")
        p.text((x, y), "{v}", v=letters.by_equation, size=FIGURE_HUGE, weight=700, align="right", alpha=alpha)
        at = (x, y + 0.24 * FIGURE_HUGE * f.rail.stand.scale + 0.8 * LABEL * gain)
        p.text(at, words, size=LABEL, align="right", alpha=alpha)
        return
    p.text((x, y), "{v}", v=letters.by_equation, size=FIGURE_HUGE, weight=700, align="right", alpha=alpha)
    words = Phrase("for one step, ideal") if facts.memory_alone else Phrase("for the bytes of one step, ideal")
    p.text((x, y + 52), words, size=LINE, align="right", alpha=alpha)
    if not facts.memory_alone:
        words = Phrase("with arithmetic: {v}", v=letters.step)
        p.text((x, y + 96), words, size=LINE, role="prefill", align="right", alpha=alpha)
    else:
        share = letters.weight_part
        p.text((x, y + 96), "{v} of it for the weights", v=share, size=LABEL, role="dim", align="right", alpha=alpha)
