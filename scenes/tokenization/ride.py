"""Pieces that ride down on the reading line, slide together and fuse, and at last fall to become tokens."""

from __future__ import annotations

import numpy as np

from scenes.tokenization.moment import TreeMoment
from scenes.tokenization.tree_shape import TreeShape
from tourapp.authoring import Picture, text_width
from tourapp.authoring.sizes import LINE

RIDE = LINE
"""Type size of the riding pieces."""
POP = 0.5
"""Seconds that a new piece glows."""


def ride_places(shape: TreeShape, pieces: np.ndarray, line: float, gain: float) -> np.ndarray:
    """Middle of each riding piece's words: parts that are about to fuse end side by side and spell the merged piece."""
    plan = shape.plan
    parent = plan.parent[pieces]
    is_left = plan.left[parent] == pieces
    other = np.where(is_left, plan.right[parent], plan.left[parent])
    wide = np.array([text_width(plan.words[k], RIDE * gain, "mono") for k in other])
    share = np.where(parent >= 0, shape.approach(pieces, line), 0.0)
    return np.asarray(shape.at(pieces, line) + share * np.where(is_left, -0.5, 0.5) * wide)


def draw_ride(p: Picture, s: TreeMoment, gain: float, alpha: float) -> None:
    """A light on each thread and the piece's words below it; a new piece starts large and glowing. In the end the words
    go on down to their tokens."""
    if not len(s.pieces) or alpha <= 0.01:
        return
    home = np.array([(chip.box.cx, chip.box.cy + 9.1) for chip in s.chips]).reshape(-1, 2)
    at = ride_places(s.shape, s.pieces, s.line, gain)
    at = at + (home[:, 0] - at) * s.fall
    down = s.line + 36 + (home[:, 1] - s.line - 36) * s.fall
    count = s.plan.sizes[s.pieces]
    heads = np.stack([s.shape.at(s.pieces, s.line), np.full(len(s.pieces), s.line)], 1)
    strength = alpha * (1 - s.fall) * np.clip(0.5 + 0.12 * count, 0, 1)
    p.sprites(heads, 20 + 8 * np.log2(count + 1), "prefill", alpha=strength)
    pop = _glow(s)
    fresh = pop > 0.02
    at_fresh = np.stack([at[fresh], np.full(int(fresh.sum()), s.line + 27)], 1)
    p.sprites(at_fresh, 90 + 60 * np.log2(count[fresh]), "prefill", kind="soft", alpha=0.8 * alpha * pop[fresh])
    for k, x, y, gleam in zip(s.pieces.tolist(), at.tolist(), down.tolist(), pop.tolist(), strict=True):
        p.text(
            (x, y),
            "{w}",
            w=s.plan.words[k],
            size=RIDE * (1 + 0.22 * gleam),
            mono=True,
            weight=600,
            align="center",
            alpha=alpha,
            fit=max(14.0, s.span(k) - 8),
            spill=True,
        )


def _glow(s: TreeMoment) -> np.ndarray:
    """How much each riding piece still glows from its own making, 0..1."""
    order = s.pieces - s.plan.leaves
    if not len(s.ages):
        return np.zeros(len(s.pieces))
    age = np.where(order >= 0, s.ages[np.maximum(order, 0)], -1.0)
    return np.asarray(np.where(age >= 0, np.clip(1 - age / POP, 0, 1), 0.0) ** 2)
