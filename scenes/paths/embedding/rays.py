"""The second beat: a word in the middle, and its neighbours on rays as long as they are far."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.embedding.facts import RowFacts, named
from scenes.paths.embedding.places import LIST, MIDDLE, RAY
from tourapp.authoring import Frame, Picture, Rect, cascade, pulse, show, text_width
from tourapp.authoring.sizes import FIGURE, LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import NearToken

NAME_ROOM = 240.0
BAR = 26.0
VALUE_ROOM, INSIDE = 102.0, 16.0
LAP = 5.0
ROUND = 20.0
"""Room around the word in the middle."""
BEST = -72.0
"""Degrees at which the nearest one stands; the others follow clockwise."""


def ray_ends(near: tuple[NearToken, ...]) -> np.ndarray:
    """Where the rays end, their lengths as 1 - cosine [n, 2]."""
    far = np.array([1.0 - float(each.cosine.value) for each in near])
    turn = np.radians(BEST + 360.0 * np.arange(len(near)) / max(1, len(near)))
    long = RAY * far / far.max()
    return np.stack([MIDDLE[0] + long * np.cos(turn), MIDDLE[1] + long * np.sin(turn)], 1)


def draw_rays(f: Frame, p: Picture, facts: RowFacts) -> None:
    """Rays in order, then the list with every cosine."""
    near = facts.neighbours
    grown = cascade(f.cue("near.rays", eased=False), len(near), 0.5)
    ends = ray_ends(near)
    x, y = MIDDLE
    p.bake("rings around a word", _draw_room, rect=Rect(x - 1.4 * RAY, y - 1.4 * RAY, 2.8 * RAY, 2.8 * RAY))
    tips = np.array([x, y]) + (ends - (x, y)) * grown[:, None]
    p.lines(np.concatenate([np.full((len(near), 2), (x, y)), tips], 1), "prefill", width=4.0, alpha=0.75)
    p.sprites(tips, 70.0, "prefill", alpha=0.9 * grown)
    way = (f.clock / LAP) % 1.0
    place = int(way * len(near)) % max(1, len(near))
    along = (way * len(near)) % 1.0
    p.spark((x + (tips[place, 0] - x) * along, y + (tips[place, 1] - y) * along), "white", size=46.0)
    _draw_middle(f, p, facts, float(np.hypot(*(ends - MIDDLE).T).min()))
    _name_tips(p, near, ends, grown)
    _draw_list(p, near, grown)


def _draw_room(p: Picture) -> None:
    """A soft light, and three circles to tell lengths by."""
    p.sprites([MIDDLE], 2.6 * RAY, "prefill", kind="soft", alpha=0.2)
    turn = np.linspace(0.0, 2.0 * np.pi, 97)
    for share in (1 / 3, 2 / 3, 1.0):
        ring = np.stack([MIDDLE[0] + share * RAY * np.cos(turn), MIDDLE[1] + share * RAY * np.sin(turn)], 1)
        p.curves(ring, "line", width=1.5, alpha=0.9)


def _draw_middle(f: Frame, p: Picture, facts: RowFacts, nearest: float) -> None:
    """The word itself, small where its nearest neighbour is very near."""
    x, y = MIDDLE
    p.sprites([MIDDLE], 170.0, "white", kind="soft", alpha=0.3 * pulse(f.clock, 2.4, 0.8, 1.0))
    word = facts.near.word.text
    size = FIGURE if text_width(word, FIGURE, weight=600) / 2 < nearest - ROUND else READOUT
    p.text((x, y + 0.34 * size), "{w}", w=word, size=size, weight=600, align="center", backed=0.75)


def _name_tips(p: Picture, near: tuple[NearToken, ...], ends: np.ndarray, grown: np.ndarray) -> None:
    for place, (each, (ex, ey)) in enumerate(zip(near, ends, strict=True)):
        dx, dy = ex - MIDDLE[0], ey - MIDDLE[1]
        far = max(math.hypot(dx, dy), 1.0)
        at = (ex + 22.0 * dx / far, ey + 22.0 * dy / far + 9.0)
        align = "center" if abs(dx) < 0.35 * far else "left" if dx > 0 else "right"
        if align == "center":
            at = (at[0], at[1] + (14.0 if dy > 0 else -14.0))
        p.text(at, named(each), size=LABEL, weight=600, align=align, alpha=float(grown[place]), backed=0.5, part="rays")


def _draw_list(p: Picture, near: tuple[NearToken, ...], grown: np.ndarray) -> None:
    """Every neighbour with a bar as long as its cosine."""
    step = min(92.0, LIST.h / max(1, len(near)))
    p.text((LIST.x, LIST.y - 24), "cosine", size=LABEL, role="dim")
    left, room = LIST.x + NAME_ROOM, LIST.w - NAME_ROOM - VALUE_ROOM
    y = LIST.y + 20 + step * np.arange(len(near))
    cards = np.stack(
        [np.full(len(near), LIST.x - 16), y - 22, np.full(len(near), LIST.w + 16), np.full(len(near), step - 12)], 1
    )
    p.rects(cards, "raised", radius=10, alpha=0.9, stroke="line")
    wide = room * np.array([max(0.0, float(each.cosine.value)) for each in near])
    p.rects(
        np.stack([np.full(len(near), left), y, np.full(len(near), room), np.full(len(near), BAR)], 1),
        "raised",
        radius=6,
    )
    p.rects(np.stack([np.full(len(near), left), y, wide * grown, np.full(len(near), BAR)], 1), "prefill", radius=6)
    for place, each in enumerate(near):
        base, alpha = float(y[place]) + 20.0, float(grown[place])
        words = named(each)
        p.text(
            (LIST.x, base),
            words,
            size=LABEL,
            alpha=alpha,
            part="names",
            fit=NAME_ROOM - 10 if len(show(words)) > 16 else None,
        )
        at = (LIST.right - INSIDE, base)
        p.text(at, "{v}", v=each.cosine, size=LABEL, mono=True, weight=600, align="right", alpha=alpha, part="cosines")
