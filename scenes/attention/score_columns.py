"""The scores as columns of light above their tokens; softmax then turns their heights into the weights' heights."""

from __future__ import annotations

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.look_back import LookBack
from scenes.attention.places import HIGH
from tourapp.authoring import Picture
from tourapp.authoring.sizes import FIGURE

COLUMN_W = 56.0
LEAST_H = 3.0


def draw_score_columns(p: Picture, staged: StagedLook, seen: np.ndarray, weighed: float, alpha: float) -> None:
    """As far as each is seen [N]; `weighed` 0..1 is how far softmax has come."""
    look = staged.look
    if alpha <= 0.01 or look.query is None:
        return
    top, low = _ends(look)
    weights = np.array([c.weight for c in look.columns])
    share = weights / max(float(weights.max()), 1e-9)
    top = top * (1 - weighed) + (HIGH.bottom - share * HIGH.h) * weighed
    low = low * (1 - weighed) + HIGH.bottom * weighed
    height = np.maximum(low - top, LEAST_H) * seen
    boxes = np.stack([staged.xs - COLUMN_W / 2, low - height, np.full(len(top), COLUMN_W), height], 1)
    best = np.arange(len(top)) == (look.top if weighed > 0.5 else look.best_match)
    known = np.array([c.kind != "group" and not c.hidden for c in look.columns]) | (weighed > 0)
    strength = np.where(best, 0.95, 0.5) * np.where(known, 1.0, 0.0) * np.minimum(1.0, seen) * alpha
    floor = float(low.max()) + 2
    p.lines([(float(staged.xs[0]) - 46, floor, float(staged.xs[-1]) + 46, floor)], "line", alpha=alpha)
    p.rects(boxes, "ink", radius=5, alpha=strength, gradient="down", fade=0.55)


def _ends(look: LookBack) -> tuple[np.ndarray, np.ndarray]:
    """Top and foot of each score's column [N]; where scores are negative the zero line stands higher."""
    known = [c.score is not None and c.kind != "group" and not c.hidden for c in look.columns]
    scores = np.where(known, [c.score or 0.0 for c in look.columns], 0.0)
    rise, fall = max(float(scores.max()), 0.0), max(float(-scores.min()), 0.0)
    unit = HIGH.h / max(rise + fall, 1e-9)
    zero = HIGH.bottom - fall * unit
    return zero - np.maximum(scores, 0.0) * unit, zero + np.maximum(-scores, 0.0) * unit


def draw_best(p: Picture, staged: StagedLook, shown: float) -> None:
    """The highest score as the figure of the beat, on its column."""
    look = staged.look
    score = look.score(look.best_match)
    if shown <= 0.01 or score is None or look.query is None:
        return
    y = float(_ends(look)[0][look.best_match]) - 16
    at = (float(staged.xs[look.best_match]), y)
    p.sprites([(at[0], y - 20)], 240.0, "ink", alpha=0.22 * shown, kind="soft")
    p.text(at, "{v:.1f}", v=score, size=FIGURE, weight=600, align="center", alpha=shown)
