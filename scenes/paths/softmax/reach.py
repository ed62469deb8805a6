"""The fourth beat: how high the scores of every row of attention reach, and where the formats end."""

from __future__ import annotations

import numpy as np

from scenes.paths.softmax.facts import bits_of, numbers
from scenes.paths.softmax.places import REACH
from tourapp.authoring import Axis, Frame, Phrase, Picture, cascade, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, TAG
from tourapp.figures.settled import draw_settled

AXIS = Axis(-6.0, 96.0)
BIN = 1.0
TICKS = (0, 20, 40, 60, 80)
FORMATS = (16, 32)
RUN = 6.0
FIGURE_Y = 370.0


def x_of(score: float) -> float:
    """Where a score stands."""
    return REACH.x + float(AXIS.fraction(score)) * REACH.w


def draw_reach(f: Frame, p: Picture) -> None:
    """Columns of rows, limits, and the highest logit."""
    told = numbers(f)
    edges = np.arange(np.floor(AXIS.low), np.ceil(told.tops[-1]) + BIN, BIN)
    counts = np.histogram(told.tops, edges)[0]
    _draw_rooms(f, p)
    tall = np.log1p(counts) / np.log1p(counts.max()) * 0.86 * REACH.h
    grown = cascade(f.cue("real.grow", eased=False), len(counts), 0.8) ** 0.5
    beyond = edges[1:] > float(told.limit(16).value)
    x = np.array([x_of(each) for each in edges[:-1]])
    wide = REACH.w * BIN / (AXIS.high - AXIS.low)
    boxes = np.stack([x + 1, REACH.bottom - tall * grown, np.full(len(x), wide - 2), tall * grown], 1)
    seen = counts > 0
    lit = f.cue("real.limits") > 0.5

    def columns(still: Picture) -> None:
        still.rects(boxes[seen & ~(beyond & lit)], "key", radius=2, alpha=0.9)
        if lit and (seen & beyond).any():
            still.hatch(boxes[seen & beyond], "waste", ground=0.4)

    draw_settled(p, REACH, ("reach of scores", lit), columns, rest=bool((grown >= 1.0).all()))
    _draw_axis(f, p)
    _draw_limits(f, p)
    _draw_marks(f, p)
    _draw_figure(f, p)


def _draw_axis(f: Frame, p: Picture) -> None:
    p.lines([(REACH.x, REACH.bottom, REACH.right, REACH.bottom)], "dim", width=2.0)
    for tick in TICKS:
        p.text(
            (x_of(tick), REACH.bottom + 34),
            Phrase("{n}", n=tick),
            size=TAG,
            mono=True,
            role="dim",
            align="center",
            part="axis",
        )
    p.text((REACH.right, REACH.bottom + 72), "highest score of a row →", size=LABEL, align="right")
    p.text(
        (REACH.x, REACH.y - 56),
        Phrase("↑ rows of attention, {n:,} in all", n=int(numbers(f).rows.value)),
        size=LABEL,
        role="dim",
    )


def _draw_rooms(f: Frame, p: Picture) -> None:
    """What each format holds, as a lit room up to its limit."""
    shown, left = f.cue("real.limits"), REACH.x
    for bits, alpha in zip(FORMATS, (0.16, 0.07), strict=True):
        right = x_of(float(numbers(f).limit(bits).value))
        p.rects([(left, REACH.y - 30, right - left, REACH.h + 30)], "ink", alpha=alpha * shown)
        left = right


def _draw_limits(f: Frame, p: Picture) -> None:
    told, shown = numbers(f), f.cue("real.limits")
    for bits in FORMATS:
        limit = told.limit(bits)
        x, chosen = x_of(float(limit.value)), bits == bits_of(f)
        top = REACH.y - 30
        p.lines(
            [(x, REACH.bottom, x, REACH.bottom - (REACH.bottom - top) * shown)], "ink", width=6.0 if chosen else 2.5
        )
        words = Phrase("{b} bits end at {v}", b=bits, v=limit)
        p.text(
            (x - 14 if bits == 32 else x + 14, top + 20),
            words,
            size=LABEL,
            weight=600,
            align="right" if bits == 32 else "left",
            alpha=shown,
        )
    light = REACH.x + REACH.w * ((f.clock / RUN) % 1.0)
    p.sprites([(light, REACH.bottom)], 60.0, "white", alpha=0.7)


def _draw_marks(f: Frame, p: Picture) -> None:
    """The highest score and the highest logit."""
    told, shown = numbers(f), f.cue("real.told")
    marks = (
        (told.highest, Phrase("highest score, {v}", v=told.highest), 96.0),
        (told.top_logit, Phrase("highest logit, {v}", v=told.top_logit), 46.0),
    )
    for value, words, up in marks:
        x, y = x_of(float(value.value)), REACH.bottom - up
        p.lines([(x, REACH.bottom, x, y)], "ink", width=2.0, alpha=shown)
        p.sprites([(x, REACH.bottom)], 60.0 * pulse(f.clock, 2.4, 0.8, 1.1), "ink", alpha=shown)
        p.text((x + 12, y + 8), words, size=LABEL, alpha=shown)


def _draw_figure(f: Frame, p: Picture) -> None:
    """Under each limit, how many rows are beyond it."""
    told, shown = numbers(f), f.cue("real.told")
    sides = (
        (16, x_of(float(told.limit(16).value)) + 150, "left"),
        (32, x_of(float(told.limit(32).value)) - 14, "right"),
    )
    for bits, x, side in sides:
        words = Phrase("of the rows break {b} bits", b=bits)
        p.text((x, FIGURE_Y), "{v}", v=told.broken(bits), size=FIGURE, weight=600, align=side, alpha=shown)
        p.text((x, FIGURE_Y + 46), words, size=LINE, align=side, alpha=shown, part=f"b{bits}")
        at, part = (x, FIGURE_Y + 84), f"b{bits}"
        p.text(at, "with nothing taken away", size=LABEL, role="dim", align=side, alpha=shown, part=part)
