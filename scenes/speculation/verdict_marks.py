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

BAR_Y, BAR_H = VERDICT + 136.0, 16.0
KINDS = ((True, "good"), (False, "waste"))
"""Whether a guess held, and the role that says so."""
TICK = np.array([(-8.0, 0.0), (-2.0, 6.0), (8.0, -6.0)])
NUMBER = 78.0
"""Room of a number, left of its bar."""
THICK = 12.0


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """A verdict on stage: its numbers, the box of its token, and how far it is there (0..1)."""

    check: Verdicts
    box: Rect
    alpha: float
    worded: bool = True
    """Whether the token's words stand in the box; the mark is at its corner then, else in its middle."""

    @property
    def mark(self) -> tuple[float, float]:
        """Where the mark stands."""
        return (self.box.right - 2, self.box.y + 2) if self.worded else (self.box.cx, self.box.cy)


def draw_chances(p: Picture, seen: Sequence[ShownVerdict], wide: float) -> None:
    """The chance min(1, p/q) of each check as a bar `wide` stage units long, with u as a mark on it."""
    if not seen:
        return
    left = np.array([each.box.cx - wide / 2 for each in seen])
    alpha = np.array([each.alpha for each in seen])
    y, h = BAR_Y, BAR_H
    p.rects([(x, y, wide, h) for x in left], "line", radius=7, alpha=0.8 * alpha)
    for held, role in KINDS:
        of = [i for i, each in enumerate(seen) if each.check.held == held]
        if of:
            bars = [(left[i], y, max(3.0, wide * seen[i].check.chance), h) for i in of]
            if held:
                p.rects(bars, role, radius=7, alpha=alpha[of])
            else:
                p.hatch(bars, role, radius=7, alpha=alpha[of], ground=0.3)
    u = left + wide * np.array([each.check.number for each in seen])
    p.lines(np.stack([u, np.full(len(u), y - 7), u, np.full(len(u), y + h + 7)], 1), "ink", width=4, alpha=alpha)


def draw_marks(p: Picture, seen: Sequence[ShownVerdict]) -> None:
    """A tick or a cross at each verdict."""
    for held, role in KINDS:
        of = [each for each in seen if each.check.held == held]
        if not of:
            continue
        at = np.array([each.mark for each in of])
        alpha = np.array([each.alpha for each in of])
        p.sprites(at, 40, "ground", kind="dot", additive=False, alpha=alpha)
        p.sprites(at, 38, role, kind="ring", additive=False, alpha=alpha)
        if held:
            p.curves(at[:, None, :] + TICK, role, width=4, alpha=alpha)
        else:
            ends = [(x - 7, y - 7, x + 7, y + 7) for x, y in at] + [(x - 7, y + 7, x + 7, y - 7) for x, y in at]
            p.lines(ends, role, width=4, alpha=np.concatenate([alpha, alpha]))


def draw_probabilities(p: Picture, seen: Sequence[ShownVerdict], wide: float, p_y: float, q_y: float) -> None:
    """p and q of each check as bars beside their numbers, from nought to one."""
    if not seen:
        return
    left = np.array([each.box.cx - wide / 2 + NUMBER for each in seen])
    alpha, room = np.array([each.alpha for each in seen]), wide - NUMBER
    for y, role, shares in (
        (p_y, "prefill", [each.check.p for each in seen]),
        (q_y, "decode", [each.check.q for each in seen]),
    ):
        long = np.maximum(3.0, room * np.array(shares))
        p.rects([(x, y, room, THICK) for x in left], "line", radius=6, alpha=0.8 * alpha)
        p.rects(
            np.stack([left, np.full(len(left), y), long, np.full(len(left), THICK)], 1), role, radius=6, alpha=alpha
        )
