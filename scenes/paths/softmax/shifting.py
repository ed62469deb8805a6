"""The second beat: three scores on a line, and the line runs on below them; their gaps stay, and so do the shares."""

from __future__ import annotations

import math

import numpy as np

from scenes.paths.softmax.facts import moving_scores, name_of, numbers, offset_of, scores_of
from scenes.paths.softmax.places import LEFT, RIGHT, RULER_Y, WHOLE
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE, LABEL, READOUT, TAG
from tourapp.figures.settled import draw_settled

PITCH, WIDEST = 190.0, 900.0
STEPS = (0.25, 0.5, 1, 2, 5, 10)
MARK = 30.0
NARROW = 104.0
"""A part of the whole that is narrower has no room for words."""
RUN, SWAY, BREATH = 5.0, 0.16, 4.0


def now_of(f: Frame) -> float:
    """What is added at this moment."""
    breath = SWAY * math.sin(2 * math.pi * f.clock / BREATH) * f.cue("shift.told")
    return f.eased("soft_offset") * f.cue("shift.run") + breath


def draw_shifting(f: Frame, p: Picture) -> None:
    """Line, marks, gaps, and the whole with its parts."""
    z = np.array(moving_scores(f))
    pitch = min(PITCH, WIDEST / max(float(z.max() - z.min()), 1.0))
    middle = (LEFT + RIGHT) / 2
    xs = middle + (z - (z.max() + z.min()) / 2) * pitch
    added = now_of(f)
    _draw_line(p, float((z.max() + z.min()) / 2) + added, pitch, middle)
    order = np.argsort(z, kind="stable")
    parts = _parts(z)

    def flows(still: Picture) -> None:
        for place in order:
            _draw_flow(still, float(xs[place]), parts[int(place)])

    draw_settled(
        p,
        Rect(LEFT, RULER_Y, RIGHT - LEFT, WHOLE.y - RULER_Y),
        ("flows of shares", scores_of(f).told),
        flows,
        rest=tuple(z) == scores_of(f).scores,
    )
    p.sprites(np.stack([xs, np.full(3, RULER_Y)], 1), MARK * 2.4, "ink", alpha=0.9)
    for place in range(3):
        x, y = float(xs[place]), RULER_Y - 44.0 - 62.0 * int(np.flatnonzero(order == place)[0])
        p.lines([(x, RULER_Y - 14, x, y + 12)], "dim", width=2.0)
        p.text((x, y), name_of(scores_of(f), place), size=LABEL, weight=600, align="center")
    _draw_whole(f, p, parts)
    words = Phrase("+ {n:,.0f}", n=offset_of(f) if f.cue("shift.run") >= 1.0 else added)
    p.text((LEFT, 190.0), words, size=FIGURE, weight=600)
    p.text((LEFT, 230.0), "added to all three", size=LABEL, role="dim")


def _parts(z: np.ndarray) -> list[Rect]:
    """Each share as a part of the whole, from the left in the order of the line."""
    powers = np.exp(z - z.max())
    shares, at, found = powers / powers.sum(), WHOLE.x, {}
    for place in np.argsort(z, kind="stable"):
        wide = WHOLE.w * float(shares[place])
        found[int(place)] = Rect(at, WHOLE.y, wide, WHOLE.h)
        at += wide
    return [found[place] for place in range(len(z))]


def _draw_line(p: Picture, centre: float, pitch: float, middle: float) -> None:
    """The line with its numbers, which run past below the marks."""
    p.lines([(LEFT, RULER_Y, RIGHT, RULER_Y)], "dim", width=2.0)
    step = next((each for each in STEPS if each * pitch >= 120.0), STEPS[-1])
    reach = (RIGHT - LEFT) / 2 / pitch
    for count in range(math.ceil((centre - reach) / step), math.floor((centre + reach) / step) + 1):
        x = middle + (count * step - centre) * pitch
        p.lines([(x, RULER_Y, x, RULER_Y + 14)], "dim", width=2.0)
        if LEFT + 50 < x < RIGHT - 50:
            p.text(
                (x, RULER_Y + 44),
                Phrase("{n:,g}", n=count * step),
                size=TAG,
                mono=True,
                role="dim",
                align="center",
                part="line",
            )


def _draw_flow(p: Picture, x: float, part: Rect) -> None:
    """From a mark down to its part of the whole."""
    y, along = np.linspace(0.0, 1.0, 24), RULER_Y + 70
    bend = y * y * (3 - 2 * y)
    left, right = x - 10 + (part.x - x + 10) * bend, x + 10 + (part.right - x - 10) * bend
    level = along + (WHOLE.y - along) * y
    p.polys([np.concatenate([np.stack([left, level], 1), np.stack([right, level], 1)[::-1]])], "decode", alpha=0.2)


def _draw_whole(f: Frame, p: Picture, parts: list[Rect]) -> None:
    told = scores_of(f)
    for place, part in enumerate(parts):
        p.rects([(part.x + 2, part.y, max(part.w - 4, 2.0), part.h)], "decode", radius=8, alpha=0.85)
        share = numbers(f).share(told, place)
        if part.w > NARROW:
            p.text(
                (part.cx, part.bottom + 44),
                "{v}",
                v=share,
                size=READOUT,
                mono=True,
                weight=600,
                align="center",
                part=f"p{place}",
            )
            p.text(
                (part.cx, part.bottom + 78),
                name_of(told, place),
                size=LABEL,
                role="dim",
                align="center",
                part=f"p{place}",
            )
    at = WHOLE.x + WHOLE.w * ((f.clock / RUN) % 1.0)
    p.sprites([(at, WHOLE.y), (at, WHOLE.bottom)], 70.0, "white", alpha=0.8)
    p.text((WHOLE.right, WHOLE.bottom + 124), "the shares, all together one", size=LABEL, role="dim", align="right")
