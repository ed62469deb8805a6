"""Marks on all verdicts at once: the chance as a bar from nought to one with u on it, and a tick or a cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.speculation.places import VERDICT
from tourapp.authoring import Picture, Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Verdicts

BAR_Y, BAR_H = VERDICT + 80.0, 9.0
KINDS = ((True, "good"), (False, "waste"))
"""Whether a guess held, and the role that says so."""
TICK = np.array([(-5.0, 0.0), (-1.0, 4.0), (5.0, -4.0)])


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """A verdict on stage: its numbers, the box of its token, and how far it is there (0..1)."""

    check: Verdicts
    box: Rect
    alpha: float


def draw_chances(p: Picture, seen: Sequence[ShownVerdict], wide: float) -> None:
    """The chance min(1, p/q) of each check as a bar `wide` stage units long, with u as a mark on it."""
    if not seen:
        return
    left = np.array([each.box.cx - wide / 2 for each in seen])
    alpha = np.array([each.alpha for each in seen])
    y, h = BAR_Y, BAR_H
    p.rects([(x, y, wide, h) for x in left], "line", radius=4, alpha=0.8 * alpha)
    for held, role in KINDS:
        of = [i for i, each in enumerate(seen) if each.check.held == held]
        if of:
            bars = [(left[i], y, max(2.0, wide * seen[i].check.chance), h) for i in of]
            p.rects(bars, role, radius=4, alpha=0.85 * alpha[of])
    u = left + wide * np.array([each.check.number for each in seen])
    p.lines(np.stack([u, np.full(len(u), y - 6), u, np.full(len(u), y + h + 6)], 1), "ink", width=2.4, alpha=alpha)


def draw_marks(p: Picture, seen: Sequence[ShownVerdict]) -> None:
    """A tick or a cross on the corner of each verdict."""
    for held, role in KINDS:
        of = [each for each in seen if each.check.held == held]
        if not of:
            continue
        at = np.array([(each.box.right - 2, each.box.y + 2) for each in of])
        alpha = np.array([each.alpha for each in of])
        p.sprites(at, 26, "ground", kind="dot", additive=False, alpha=alpha)
        p.sprites(at, 25, role, kind="ring", additive=False, alpha=alpha)
        if held:
            p.curves(at[:, None, :] + TICK, role, width=2, alpha=alpha)
        else:
            ends = [(x - 4, y - 4, x + 4, y + 4) for x, y in at] + [(x - 4, y + 4, x + 4, y - 4) for x, y in at]
            p.lines(ends, role, width=2, alpha=np.concatenate([alpha, alpha]))
