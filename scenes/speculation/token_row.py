"""The token row: the last words so far, and the draft that hops ahead of them and leaves a dashed guess at each hop."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.places import ROW, column_room, column_xs
from scenes.speculation.row_token import RowToken, draw_token
from tourapp.authoring import Frame, Picture, ramp
from tourapp.authoring.sizes import T15, T18

SHOWN_BEFORE = 4
"""Tokens before the first guess that are shown."""
ROOM = 150.0
NAME_Y = 150.0
HOP_FROM, HOP = 8.0, 132.0
"""Stage units above the row at which a hop begins, and a factor of its height (a quarter of it is reached)."""


def name_row(f: Frame, p: Picture) -> None:
    """What the row holds now."""
    p.text((ROW.x, NAME_Y), "DRAFT" if f.reached("draft") else "SO FAR", size=T15, weight=600, role="decode")


def draw_context(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """The last words so far; the newest stands over the first column."""
    words = s.run.before(s.at, SHOWN_BEFORE)
    x = float(column_xs(s.turn)[0])
    if not words:
        return
    edge = draw_token(p, RowToken(x, ROW.y, words[-1], "solid", ROOM, f.text_gain)).x - 12
    for word in reversed(words[:-1]):
        w = RowToken(0.0, ROW.y, word, "solid", ROOM, f.text_gain).box.w
        if edge - w < ROW.x:
            break
        draw_token(p, RowToken(edge - w / 2, ROW.y, word, "solid", ROOM, f.text_gain), 0.6)
        edge -= w + 10


def draw_draft(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Hops of light, and a dashed guess where each lands."""
    if not f.reached("draft"):
        return
    xs, n = column_xs(s.turn), len(s.turn.guesses)
    if not n:
        p.text((xs[0] + 120, ROW.y + 28), "the draft finds nothing to guess here", size=T18, role="dim")
        return
    share = f.move("draft", 0.1, 0.8)
    _draw_hops(f, p, _hops(xs), share)
    room = min(170.0, column_room(xs) - 12)
    for i, guess in enumerate(s.turn.guesses):
        shown = float(ramp(share * n, i + 0.8, i + 1.0))
        if shown > 0:
            draw_token(p, RowToken(xs[i + 1], ROW.y, guess, "guess", room, f.text_gain), shown)


def _draw_hops(f: Frame, p: Picture, path: np.ndarray, share: float) -> None:
    """The way so far; its light dims once the draft has done its work."""
    if share <= 0:
        return
    drafting = f.beat_name == "draft"
    calm = 1.0 if drafting else 0.4
    upto = max(2, int(len(path) * share))
    p.curves(path[:upto], "decode", width=1.4, alpha=0.55 * calm)
    p.trail(path, share, "decode", length=0.5, count=60, size=22, alpha=0.8 * calm)
    if drafting:
        p.spark(tuple(path[upto - 1]), "decode", size=70)


def _hops(xs: np.ndarray, count: int = 26) -> np.ndarray:
    """The draft's way over all columns, one arc of `count` points per guess [points, 2]."""
    t = np.linspace(0, 1, count)
    return np.concatenate(
        [np.stack([a + (b - a) * t, ROW.y - HOP_FROM - HOP * t * (1 - t)], 1) for a, b in pairwise(xs)]
    )
