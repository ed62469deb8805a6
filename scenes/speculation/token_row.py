"""The token row: the last words so far, and the draft that hops ahead of them: a small pass for every dashed guess."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from scenes.speculation.facts import BEFORE, SpeculationFacts
from scenes.speculation.places import ROW, WIDE, column_room, column_xs
from scenes.speculation.row_token import CORNER, RowToken, draw_token
from tourapp.authoring import Frame, Picture, Rect, ramp
from tourapp.authoring.sizes import LABEL, LINE

ROOM = 208.0
NAME_Y = 150.0
BRIGHT = 0.9
"""Light on the words so far in the first frame."""
BODY = Rect(0, 140, 118, 50)
"""The draft's body over a column: its top and size."""
LAYERS, SLANT = 6, 14.0
"""Plates of the body, and how much further out its upper edge is."""
TIER = 62.0
"""Stage units that every other guess stands higher, where columns are narrow."""
AGAIN = 3.2
"""Seconds in which the light of the draft goes over its way once more, after its work."""
ARC, DOWN, HOP = 18, 8, 34.0
"""Points of a hop through the air and of its way down, and how high it goes."""


def name_row(f: Frame, p: Picture) -> None:
    """What the row holds now."""
    p.text((ROW.x, NAME_Y), "DRAFT" if f.reached("draft") else "SO FAR", size=LABEL, weight=600, role="decode")


def context_tokens(f: Frame, s: SpeculationFacts) -> list[RowToken]:
    """The last words so far, the newest first; it stands over the first column, and alone once there is much to
    read."""
    words = s.run.before(s.at, 1 if f.beat_name == "verdict" else BEFORE)
    xs = column_xs(s.turn)
    if not words:
        return []
    room = ROOM if len(xs) < 2 or column_room(xs) > WIDE else 150.0
    tokens = [RowToken(float(xs[0]), ROW.y, words[-1], "solid", room)]
    edge = tokens[0].box.x - 12
    for word in reversed(words[:-1]):
        w = RowToken(0.0, ROW.y, word, "solid", ROOM).box.w
        if edge - w < ROW.x:
            break
        tokens.append(RowToken(edge - w / 2, ROW.y, word, "solid", ROOM))
        edge -= w + 10
    return tokens


def draw_context(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Those words; in the first frame of the scene they are still covered with light."""
    tokens, bright = context_tokens(f, s), BRIGHT * (1.0 - f.cue("idle.settle"))
    for number, token in enumerate(tokens):
        draw_token(p, token, 0.85 if number else 1.0)
    if tokens and bright > 0.01:
        p.rects([token.box for token in tokens], "decode", radius=CORNER, alpha=bright)


def draw_draft(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Hops of light through the draft's body, and a dashed guess where each lands."""
    if not f.reached("draft"):
        return
    xs, n = column_xs(s.turn), len(s.turn.guesses)
    if not n:
        p.text((xs[0] + 130, ROW.y + 36), "the draft finds nothing to guess here", size=LINE, role="dim")
        return
    share, room = f.move("draft", 0.04, 0.46), column_room(xs)
    drafting = f.beat_name == "draft"
    wide = room > WIDE
    if wide:
        _draw_bodies(p, xs[1:], share * n + float(not drafting))
    _draw_hops(f, p, _hops(xs), share)
    for i, guess in enumerate(s.turn.guesses):
        shown = float(ramp(share * n, i + 0.8, i + 1.0))
        if shown > 0:
            y = ROW.y - (0.0 if wide or i % 2 else TIER)
            draw_token(p, RowToken(xs[i + 1], y, guess, "guess", room - 8 if wide else 1.9 * room), shown)


def _draw_bodies(p: Picture, xs: np.ndarray, passes: float) -> None:
    """A small stack of plates for every pass of the draft; the one that runs now shines."""
    for i, x in enumerate(xs):
        shown = float(ramp(passes, i, i + 0.5))
        if shown <= 0:
            continue
        now = shown * float(1 - ramp(passes, i + 1.0, i + 1.6))
        left, right, top, foot = x - BODY.w / 2, x + BODY.w / 2, BODY.y, BODY.bottom
        shape = np.array([(left - SLANT, top), (right + SLANT, top), (right, foot), (left, foot)])
        p.polys(shape, "decode", alpha=(0.14 + 0.4 * now) * shown, stroke="decode", stroke_width=2, stroke_alpha=shown)
        y = np.linspace(top, foot, LAYERS + 1)[1:-1]
        out = SLANT * (foot - y) / (foot - top)
        p.lines(np.stack([left - out, y, right + out, y], 1), "decode", width=1.5, alpha=(0.35 + 0.5 * now) * shown)


def _draw_hops(f: Frame, p: Picture, path: np.ndarray, share: float) -> None:
    """The way so far; its light dims once the draft has done its work."""
    if share <= 0:
        return
    drafting = f.beat_name == "draft"
    calm = 1.0 if drafting else 0.5
    upto = max(2, int(len(path) * share))
    p.curves(path[:upto], "decode", width=2.2, alpha=0.7 * calm)
    if not drafting:
        return
    head = share if share < 1 else f.clock / AGAIN % 1.0
    p.trail(path, head, "decode", length=0.4, count=50, size=26, alpha=0.8)
    p.spark(tuple(path[min(len(path) - 1, int(len(path) * head))]), "decode", size=80)


def _hops(xs: np.ndarray) -> np.ndarray:
    """The draft's way over all columns: through the air, then down through its body onto the row [points, 2]."""
    foot, top = ROW.y - 6, BODY.y
    t, d = np.linspace(0, 1, ARC), np.linspace(0, 1, DOWN)
    parts = []
    for a, b in pairwise(xs):
        parts.append(np.stack([a + (b - a) * t, foot + (top - foot) * t - 4 * HOP * t * (1 - t)], 1))
        parts.append(np.stack([np.full(DOWN, b), top + (foot - top) * d], 1))
    return np.concatenate(parts)
