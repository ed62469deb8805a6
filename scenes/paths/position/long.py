"""The last beat: how many places each clock needs for a turn, on a log axis; those above the line never finish one. And
what a text costs when nothing is turned."""

from __future__ import annotations

import numpy as np

from scenes.paths.position.facts import base_of, rotations
from scenes.paths.position.places import TEXTS_X, WAVES
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect, cascade, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, TAG
from tourapp.figures.settled import draw_settled

AXIS = Axis(1.0, 3e6, log=True)
DECADES = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
BARS = (Rect(TEXTS_X, 486.0, 430.0, 64.0), Rect(TEXTS_X, 626.0, 430.0, 64.0))


def height_of(places: float) -> float:
    """Where a number of places stands."""
    return WAVES.bottom - float(AXIS.fraction(places)) * WAVES.h


def draw_long(f: Frame, p: Picture) -> None:
    """Columns, line, and the two perplexities."""
    told = rotations(f)
    waves = 2.0 * np.pi / told.turns(base_of(f))
    _draw_axis(f, p)
    n = len(waves)
    pitch = WAVES.w / n
    grown = cascade(f.cue("long.grow", eased=False), n, 0.8)
    tops = np.array([height_of(each) for each in waves])
    tall = (WAVES.bottom - tops) * grown
    x = WAVES.x + pitch * np.arange(n) + 0.15 * pitch
    boxes = np.stack([x, WAVES.bottom - tall, np.full(n, 0.7 * pitch), tall], 1)
    ends = waves <= told.record.context

    def columns(still: Picture) -> None:
        still.rects(boxes[ends], "ink", radius=3, alpha=0.85)
        if (~ends).any():
            still.rects(boxes[~ends], "ink", radius=3, alpha=0.16, stroke="ink", stroke_width=2.0)

    draw_settled(p, WAVES.inset(-4.0), ("columns of turns", base_of(f)), columns, rest=bool((grown >= 1.0).all()))
    # each column breathes at its own speed: the slow ones stand as good as still
    turned = 0.5 + 0.5 * np.cos(2 * np.pi * f.clock * 6.0 / waves)
    p.sprites(np.stack([x + 0.35 * pitch, tops], 1), 40.0, "ink", alpha=0.7 * turned * (grown >= 1.0))
    _draw_line(f, p)
    _draw_texts(f, p)


def _draw_axis(f: Frame, p: Picture) -> None:
    p.lines([(WAVES.x, WAVES.bottom, WAVES.right, WAVES.bottom)], "dim", width=2.0)
    p.text((WAVES.x, WAVES.y - 18), "↑ places for one full turn", size=LABEL, role="dim")
    p.text((WAVES.right, WAVES.bottom + 40), Phrase("pair 1 to {n} →", n=rotations(f).pairs), size=LABEL, align="right")
    for places in DECADES:
        y = height_of(places)
        p.lines([(WAVES.x, y, WAVES.right, y)], "line", width=1.0)
        p.text(
            (WAVES.x - 12, y + 7),
            Phrase("{n:,}", n=places),
            size=TAG,
            mono=True,
            role="dim",
            align="right",
            part="axis",
        )


def _draw_line(f: Frame, p: Picture) -> None:
    """The context: who is above it never comes round."""
    told, shown = rotations(f), f.cue("long.line")
    y = height_of(told.record.context)
    right = WAVES.x + WAVES.w * shown
    p.lines([(WAVES.x, y, right, y)], "prefill", width=5.0, alpha=min(1.0, 4 * shown))
    p.sprites([(right, y)], 70.0 * pulse(f.clock, 2.4, 0.8, 1.1), "prefill", alpha=shown)
    words = Phrase("context, {c}", c=told.context)
    p.text((WAVES.x + 14, y - 16), words, size=LABEL, weight=600, role="prefill", alpha=shown)


def _draw_texts(f: Frame, p: Picture) -> None:
    """How many never finish, and the perplexity of one text with turning and without."""
    told, shown, line = rotations(f), f.cue("long.told"), f.cue("long.line")
    p.text((TEXTS_X, 250.0), "{v}", v=told.unfinished(base_of(f)), size=FIGURE, weight=600, alpha=line)
    p.text((TEXTS_X, 296.0), "pairs never finish a turn", size=LINE, alpha=line)
    p.text((TEXTS_X, 332.0), "they tell near from far", size=LABEL, role="dim", alpha=line)
    words = Phrase("perplexity of a text of {n} tokens", n=told.record.tokens)
    p.text((TEXTS_X, 420.0), words, size=LABEL, weight=600, alpha=shown)
    worst = float(told.perplexity(False).value)
    for bar, turned, name in ((BARS[0], True, Phrase("turned")), (BARS[1], False, Phrase("not turned"))):
        value = told.perplexity(turned)
        wide = bar.w * float(value.value) / worst * shown
        box = [(bar.x, bar.y, wide, bar.h)]
        p.text((bar.x, bar.y - 12), name, size=LABEL, role="dim", alpha=shown)
        if turned:
            p.rects(box, "ink", radius=6, alpha=0.85 * pulse(f.clock, 3.0, 0.85, 1.0))
        else:
            p.hatch(box, "waste", radius=6)
        p.text((bar.x + bar.w, bar.y - 12), "{v}", v=value, size=LINE, weight=600, align="right", alpha=shown)
