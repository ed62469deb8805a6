"""The numbers between keys and values: scores, which are scaled before your eyes, and the softmax weights."""

from __future__ import annotations

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.look_back import LookBack, printed
from scenes.attention.places import SCORE_Y, WEIGHT_Y
from tourapp.authoring import Picture
from tourapp.authoring.sizes import LABEL, LINE, READOUT, VALUE

STRONG = 0.7
"""A weight above this share of the greatest one (by its root) is printed large."""
Point = tuple[float, float]


def draw_scores(p: Picture, staged: StagedLook, seen: np.ndarray, scaled: float) -> None:
    """The scores under the keys, as far as each is seen [N]; from `scaled` 0.5 on they are the scaled ones."""
    look = staged.look
    if look.query is None:
        _draw_not_kept(p, float(staged.xs.mean()), float(seen.max()))
        return
    blink = 1.0 if scaled in (0.0, 1.0) else abs(2 * scaled - 1)
    for i, column in enumerate(look.columns):
        at, alpha = (float(staged.xs[i]), SCORE_Y), float(seen[i]) * blink
        if column.hidden:
            words = "masked" if scaled < 0.5 else "−∞"
            p.text(at, words, size=LABEL, role="waste", mono=True, align="center", alpha=alpha)
        elif look.by_hand:
            _draw_by_hand(p, look, i, at, alpha=alpha, scaled=scaled >= 0.5)
        else:
            _draw_score(p, look, i, at, alpha=alpha, scaled=scaled >= 0.5)


def _draw_not_kept(p: Picture, x: float, alpha: float) -> None:
    words = "this recording keeps only the weights of this layer"
    p.text((x, SCORE_Y), words, size=LINE, role="dim", align="center", alpha=alpha)


def _draw_score(p: Picture, look: LookBack, i: int, at: Point, *, alpha: float, scaled: bool) -> None:
    """A score with a real minus sign; a group has none, for it has no single key."""
    why = look.scaled_score(i) if scaled else look.score(i)
    if why is None or look.columns[i].kind == "group":
        return
    p.text(
        at,
        "{score}",
        score=format(float(why.value), ".1f").replace("-", "−"),
        why=why,
        size=READOUT,
        mono=True,
        weight=600 if i == look.best_match else 400,
        role="ink" if i == look.best_match else "dim",
        align="center",
        alpha=alpha,
    )


def _draw_by_hand(p: Picture, look: LookBack, i: int, at: Point, *, alpha: float, scaled: bool) -> None:
    """A score of the pencil case with its arithmetic."""
    if look.query is None or look.keys is None:
        return
    score, q, k = look.score(i), look.query, look.keys[i]
    if scaled:
        p.text(
            at,
            "{s} ÷ √{d} = {v:.3f}",
            s=score,
            d=look.width,
            v=float(look.columns[i].score or 0.0) * look.scale,
            size=LABEL,
            mono=True,
            align="center",
            alpha=alpha,
        )
        return
    p.text(
        at,
        "{a}×{b} + {c}×{d} = {v}",
        a=float(q[0]),
        b=float(k[0]),
        c=float(q[1]),
        d=float(k[1]),
        v=score,
        size=LABEL,
        mono=True,
        align="center",
        alpha=alpha,
    )


def draw_weights(p: Picture, staged: StagedLook, shown: float) -> None:
    """The softmax weights, larger where more attention goes."""
    if shown <= 0.01:
        return
    look = staged.look
    most = max(c.weight for c in look.columns)
    for i, (column, words) in enumerate(zip(look.columns, printed(look), strict=True)):
        part = (column.weight / most) ** 0.5
        strong = part > STRONG
        p.text(
            (staged.xs[i], WEIGHT_Y),
            "{w}",
            w=words if words.startswith("1") else "0" + words,
            why=look.weight(i),
            size=VALUE if strong or look.by_hand else READOUT,
            mono=True,
            weight=700 if strong else 500,
            role="waste" if column.hidden else "decode",
            align="center",
            alpha=shown * (0.8 + 0.2 * min(1.0, part * 2)),
        )
