"""The third beat: three columns burst through the ceiling of a number format; then all step down by the maximum."""

from __future__ import annotations

import numpy as np

from scenes.paths.softmax.facts import bits_of, breaks, lifted, name_of, numbers, offset_of, scores_of
from scenes.paths.softmax.places import CEILING_Y, COLUMN_W, COLUMNS, FLOOR_Y, LEFT, RESULT, RIGHT, TOP_Y
from tourapp.authoring import Frame, Phrase, Picture, mix, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT

BREAK = 0.9
"""Share of the room above the ceiling that the highest column takes."""
TALLEST = 1020.0
CELLAR = 12.0
"""Depth that a score below zero reaches."""
TEXT_X = 1010.0


def level_of(score: float, most: float) -> float:
    """Height on stage of a score: true up to the ceiling, squeezed above it and below zero."""
    if score < 0.0:
        return FLOOR_Y + CELLAR * float(np.tanh(-score / 3.0))
    if score <= most:
        return FLOOR_Y - (FLOOR_Y - CEILING_Y) * score / most
    over = np.log1p((score - most) / most) / np.log1p((TALLEST + 20 - most) / most) if most < TALLEST else 0.0
    return CEILING_Y - BREAK * (CEILING_Y - TOP_Y) * min(float(over), 1.0)


def draw_bursting(f: Frame, p: Picture) -> None:
    """Columns, ceiling, and what comes out below."""
    most = float(numbers(f).limit(bits_of(f)).value)
    z, up, down = lifted(f), f.cue("overflow.up"), f.cue("overflow.down")
    top = max(z.scores)
    for place, (x, score) in enumerate(zip(COLUMNS, z.scores, strict=True)):
        now = mix(mix(0.0, score, up), score - top, down)
        if down > 0.0 and score > most:
            y = level_of(score, most)
            p.hatch([(x - COLUMN_W / 2, y, COLUMN_W, CEILING_Y - y)], "waste", ground=0.1, radius=6, alpha=0.5 * down)
            ghost = (x - COLUMN_W / 2, CEILING_Y, COLUMN_W, FLOOR_Y - CEILING_Y)
            p.rects([ghost], "prefill", radius=6, alpha=0.14 * down, stroke="prefill", stroke_alpha=0.4 * down)
        _draw_column(f, p, place, x, (float(now), most))
        words = Phrase("{n:,.4g}", n=round(score if down < 0.5 else score - top, 2))
        y = min(level_of(float(now), most), FLOOR_Y - 20) - 20
        p.text((x, y), words, size=READOUT, mono=True, align="center", part=f"c{place}", backed=0.5)
        p.text((x, FLOOR_Y + 52), name_of(scores_of(f), place), size=LABEL, weight=600, align="center")
    _draw_ceiling(f, p)
    _draw_words(f, p)
    _draw_result(f, p)


def _draw_column(f: Frame, p: Picture, place: int, x: float, told: tuple[float, float]) -> None:
    score, most = told
    y = level_of(score, most)
    left = x - COLUMN_W / 2
    if score > most:
        p.rects([(left, CEILING_Y, COLUMN_W, FLOOR_Y - CEILING_Y)], "prefill", radius=6, alpha=0.85)
        p.hatch([(left, y, COLUMN_W, CEILING_Y - y)], "waste", ground=0.35, radius=6)
        p.text((x, CEILING_Y - 22), "inf", size=LINE, weight=600, align="center", part=f"b{place}", backed=0.7)
        return
    upper, lower = min(y, FLOOR_Y), max(y, FLOOR_Y)
    p.rects([(left, upper, COLUMN_W, max(lower - upper, 4.0))], "prefill", radius=6, alpha=0.85)
    p.sprites([(x, y)], 120.0 * pulse(f.clock - 0.4 * place, 2.6, 0.8, 1.1), "prefill", alpha=0.7)


def _draw_ceiling(f: Frame, p: Picture) -> None:
    bits = bits_of(f)
    breath = pulse(f.clock, 2.2, 0.7, 1.0)
    p.lines([(LEFT, CEILING_Y, 980.0, CEILING_Y)], "ink", width=5.0, alpha=breath)
    p.lines([(LEFT, FLOOR_Y, 980.0, FLOOR_Y)], "dim", width=2.0)
    words = Phrase("{v} in {b} bits", v=numbers(f).limit(bits), b=bits)
    p.text((LEFT, CEILING_Y - 16), words, size=LABEL, weight=600, backed=0.8)
    p.text((LEFT, FLOOR_Y - 14), "0", size=LABEL, role="dim")


def _draw_words(f: Frame, p: Picture) -> None:
    """What is taken away, and what it does."""
    told, down = max(lifted(f).scores), f.cue("overflow.down")
    p.text((TEXT_X, 240.0), "the highest score whose", size=LABEL, role="dim", part="why")
    p.text((TEXT_X, 272.0), "power is still a number", size=LABEL, role="dim", part="why")
    p.lines([(TEXT_X - 14, 250.0, 984.0, CEILING_Y - 4)], "dim", width=1.5)
    p.text((TEXT_X, 430.0), Phrase("− {n:,.4g}", n=told), size=FIGURE, weight=600, alpha=down)
    p.text((TEXT_X, 474.0), "the maximum, taken from all", size=LINE, alpha=down)
    p.text((TEXT_X, 510.0), "so the highest power is one", size=LABEL, role="dim", alpha=down)


def _draw_result(f: Frame, p: Picture) -> None:
    """The plain way's result, and the one after the step."""
    told, safe = lifted(f), f.cue("overflow.down")
    naive = numbers(f).raised(told.scores, bits_of(f), 1.0, False).shares
    broken = breaks(f) and safe < 0.6
    p.text((LEFT, RESULT.y + 40), "shares", size=LINE, weight=600, role="waste" if broken else "decode")
    wide = 220.0
    for place, x in enumerate(COLUMNS):
        box = (x - wide / 2, RESULT.y, wide, RESULT.h)
        if broken:
            p.hatch([box], "waste", radius=8)
            p.text(
                (x, RESULT.y + 42),
                "not a number" if naive[place] != naive[place] else "0",
                size=LABEL,
                weight=600,
                align="center",
                backed=0.7,
            )
            continue
        share = numbers(f).share(scores_of(f), place)
        p.rects([box], "raised", radius=8)
        p.rects([(box[0], box[1] + RESULT.h - 12, max(3.0, wide * float(share.value)), 12.0)], "decode", radius=4)
        p.text((x, RESULT.y + 38), "{v}", v=share, size=READOUT, mono=True, weight=600, align="center")
    shown = f.cue("overflow.up")
    words = Phrase("inf over inf") if broken else Phrase("the same as without {n:,.0f}", n=offset_of(f))
    if not broken and not offset_of(f):
        words = Phrase("nothing was added")
    p.text((RIGHT, RESULT.y + 40), words, size=LABEL, role="dim", align="right", alpha=shown)
