"""The first beat: three scores, e to each, their sum, and each part of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from scenes.paths.softmax.facts import moving_scores, name_of, numbers, scores_of
from scenes.paths.softmax.places import BAR_H, HEADS_Y, LEFT, POWERS, ROWS, SCORES, SHARES, SUM_Y
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import LABEL, LINE, READOUT

LEAST = 3.0
"""Scores on the axis reach at least so far either way."""
RUN = 3.6


def draw_raising(f: Frame, p: Picture) -> None:
    """Row by row, from left to right."""
    told, z = scores_of(f), np.array(moving_scores(f))
    came = (1.0, f.cue("exp.powers"), f.cue("exp.shares"))
    heads = (Phrase("score"), Phrase("e to the score"), Phrase("share of the sum"))
    for room, words, role, shown in zip(
        (SCORES, POWERS, SHARES), heads, ("ink", "prefill", "decode"), came, strict=True
    ):
        p.text((room.x, HEADS_Y), words, size=LINE, weight=600, role=role, alpha=shown)
        p.rects([room], "raised", radius=14, alpha=0.35 * shown)
    powers = np.exp(z - z.max())
    _draw_scores(f, p, z)
    for place, y in enumerate(ROWS):
        p.text((LEFT, y + 9), name_of(told, place), size=LABEL, weight=600)
        wide = (POWERS.w - 8) * powers[place] * came[1]
        p.rects([(POWERS.x, y - BAR_H / 2, max(wide, 3.0), BAR_H)], "prefill", radius=6, alpha=0.9 * came[1])
        value = numbers(f).power(told, place)
        p.text(
            (POWERS.x + 10, y - BAR_H / 2 - 12),
            "{v}",
            v=value,
            size=READOUT,
            mono=True,
            alpha=came[1],
            part=f"r{place}",
        )
        share = numbers(f).share(told, place)
        wide = (SHARES.w - 8) * powers[place] / powers.sum() * came[2]
        p.rects([(SHARES.x, y - BAR_H / 2, max(wide, 3.0), BAR_H)], "decode", radius=6, alpha=0.9 * came[2])
        p.text(
            (SHARES.x + 10, y - BAR_H / 2 - 12),
            "{v}",
            v=share,
            size=READOUT,
            mono=True,
            alpha=came[2],
            part=f"s{place}",
        )
    _draw_sums(f, p, powers, came)
    _draw_lights(f, p, z, came)


def _x(z: float, most: float) -> float:
    return SCORES.cx + 0.46 * SCORES.w * z / most


def _most(z: np.ndarray) -> float:
    return max(LEAST, float(np.abs(z).max()))


def _draw_scores(f: Frame, p: Picture, z: np.ndarray) -> None:
    most, told = _most(z), scores_of(f)
    p.lines([(SCORES.cx, SCORES.y, SCORES.cx, SCORES.bottom)], "dim", width=2.0)
    for place, y in enumerate(ROWS):
        x = _x(float(z[place]), most)
        left, wide = min(x, SCORES.cx), max(abs(x - SCORES.cx), 3.0)
        p.rects([(left, y - BAR_H / 2, wide, BAR_H)], "ink", radius=6, alpha=0.85)
        words = Phrase("{z:.4g}", z=round(told.scores[place], 2))
        p.text((SCORES.x + 10, y - BAR_H / 2 - 12), words, size=READOUT, mono=True, part=f"z{place}")


def _draw_sums(f: Frame, p: Picture, powers: np.ndarray, came: tuple[float, ...]) -> None:
    """The sum as all three bars in one, and the shares as one whole."""
    told, total = scores_of(f), numbers(f).total(scores_of(f))
    p.text((LEFT, SUM_Y + 9), "sum", size=LABEL, weight=600, alpha=came[1])
    for room, role, shown in ((POWERS, "prefill", came[1]), (SHARES, "decode", came[2])):
        ends = np.concatenate([[0.0], np.cumsum(powers / powers.sum())]) * room.w
        boxes = [Rect(room.x + a, SUM_Y - 18, max(b - a - 3, 1.0), 36.0) for a, b in pairwise(ends)]
        p.rects(boxes, role, radius=4, alpha=0.85 * shown)
    p.text((POWERS.x + 10, SUM_Y + 56), "{v}", v=total, size=READOUT, mono=True, alpha=came[1])
    whole = Phrase("{n} %", n=round(100 * float(numbers(f).raised(told.scores).shares.sum())))
    p.text((SHARES.x + 10, SUM_Y + 56), whole, size=READOUT, mono=True, alpha=came[2])


def _draw_lights(f: Frame, p: Picture, z: np.ndarray, came: tuple[float, ...]) -> None:
    """A light along each row, from its score through its power to its share."""
    at = (f.clock / RUN) % 1.0
    start = np.array([_x(float(each), _most(z)) for each in z])
    x = start + (SHARES.x - start) * at
    shown = min(came[1], came[2]) * pulse(at, 1.0, 0.0, 1.0)
    p.sprites(np.stack([x, np.array(ROWS)], 1), 70.0, "white", alpha=0.8 * shown)
