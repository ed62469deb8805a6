"""Words beside the tree's merges, with the rank of each, wherever they cover neither other words nor a thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenes.tokenization.moment import LEFT, RIGHT
from scenes.tokenization.tree_shape import TreeShape, thread_curves
from tourapp.authoring import Picture, ops, show, text_width
from tourapp.authoring.sizes import LABEL

PIECE = LABEL
"""Type size of a piece and of its rank."""
CROSSING, SECOND, TOO_MUCH = 3.0, 0.4, 5.0
"""What it costs to cover a thread and to take the next best place, and when there is no label at all."""


@dataclass(frozen=True, slots=True)
class MergeLabel:
    """Words beside a merge: the piece, its rank if there is room, and where they start."""

    piece: int
    words: str
    rank: str
    x: float
    y: float
    width: float

    def meets(self, other: MergeLabel, gain: float) -> bool:
        """Whether two labels cover each other."""
        apart = abs(other.y - self.y) >= PIECE * gain * 1.15
        return not apart and other.x < self.x + self.width + 10 and self.x < other.x + other.width + 10


@lru_cache(maxsize=48)
def lay_labels(shape: TreeShape, gain: float) -> tuple[MergeLabel, ...]:
    """The labels that have room, those of the largest pieces first; tokens have chips instead."""
    plan = shape.plan
    curves, _ = thread_curves(shape)
    found: list[MergeLabel] = []
    made = [k for k in range(plan.leaves, len(plan.pieces)) if plan.parent[k] >= 0]
    for k in sorted(made, key=lambda k: -plan.sizes[k]):
        best: tuple[float, MergeLabel] | None = None
        for choice, label in enumerate(_choices(shape, k, gain)):
            outside = not LEFT - 4 < label.x < RIGHT - label.width
            if outside or any(label.meets(one, gain) for one in found):
                continue
            cost = CROSSING * _crossings(label, curves, gain) + SECOND * choice
            if best is None or cost < best[0]:
                best = (cost, label)
        if best is not None and best[0] < TOO_MUCH:
            found.append(best[1])
    return tuple(found)


def _choices(shape: TreeShape, k: int, gain: float) -> list[MergeLabel]:
    """Places for a label, best one first: right or left of the knot with its rank, then without."""
    words, rank = shape.plan.words[k], show(shape.plan.ranks[k - shape.plan.leaves])
    x, y = float(shape.x[k]), float(shape.y[k])
    wide = text_width(words, PIECE * gain, "mono")
    both = text_width(words + " " + rank, PIECE * gain, "mono")
    out = []
    for width, shown in ((both, rank), (wide, "")):
        for dy in (6.0, -8.0, 18.0):
            out.append(MergeLabel(k, words, shown, x + 13, y + dy, width))
            out.append(MergeLabel(k, words, shown, x - 13 - width, y + dy, width))
    return out


def _crossings(label: MergeLabel, curves: np.ndarray, gain: float) -> int:
    """How many threads (n x m x 2) pass behind the label."""
    xs, ys, tall = curves[..., 0], curves[..., 1], PIECE * gain
    beside = (xs > label.x - 4) & (xs < label.x + label.width + 4)
    return int((beside & (ys > label.y - tall * 0.85) & (ys < label.y + tall * 0.25)).any(1).sum())


def draw_labels(p: Picture, shape: TreeShape, merges: int, gain: float, alpha: float) -> None:
    """The labels of the first merges."""
    if alpha <= 0.01:
        return
    hot = shape.plan.in_largest()
    for one in lay_labels(shape, gain):
        if shape.plan.born[one.piece] > merges:
            continue
        strength = alpha * (1.0 if hot[one.piece] else 0.8)
        runs = ((one.words, "ink"), (" " + one.rank, "dim")) if one.rank else ((one.words, "ink"),)
        said = "".join(words for words, _ in runs)
        place = (one.x, one.y, PIECE, "ink", "left", 500, "mono", strength)
        p.ops.append(ops.Line(said, *place, runs=runs, width=one.width))
