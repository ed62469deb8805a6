"""What goes into each step and what comes out of it: a funnel as high at both ends as its vectors are wide, and the
shapes in words."""

from __future__ import annotations

import numpy as np

from scenes.paths.layer_detail.facts import LayerFacts
from scenes.paths.layer_detail.places import FUNNEL_W, FUNNEL_X, HEAD_BASE, SHAPE_X, TOKENS_X
from tourapp.authoring import Frame, Phrase, Picture, cascade
from tourapp.authoring.sizes import LABEL

LEAST = 2.0
"""Height of the narrowest end."""
END = 26.0
"""How far a vector is drawn before and behind its matrix."""


def draw_widths(f: Frame, p: Picture, facts: LayerFacts, grown: float) -> None:
    """A funnel for each step, from top to foot."""
    most = max(max(row.wide) for row in facts.rows)
    place = next(iter(facts.places.values()))
    full = 0.9 * place.h
    p.text((FUNNEL_X, HEAD_BASE), "goes in", size=LABEL, role="dim")
    out = (FUNNEL_X + FUNNEL_W, HEAD_BASE)
    p.text(out, "comes out", size=LABEL, role="dim", align="right")
    p.text((SHAPE_X, HEAD_BASE), "tokens × numbers, in → out", size=LABEL, role="dim", align="right")
    comes = cascade(grown, len(facts.rows))
    for row, come in zip(facts.rows, comes.tolist(), strict=True):
        if come <= 0.004:
            continue
        there, role = facts.places[row.op], "dim" if row.element_wise else "weights"
        high = [max(LEAST, full * each / most) for each in row.wide]
        _draw_funnel(p, there.y, (high[0], high[1]), come, role)
        at, role = (TOKENS_X, there.base), "dim" if row.element_wise else "ink"
        tokens = int(facts.table.tokens.value)
        p.text(at, "{t:,}", t=tokens, size=LABEL, mono=True, role="prefill", align="right", alpha=come, part="tokens")
        words = Phrase("× {a:,} → {b:,}", a=row.wide[0], b=row.wide[1])
        at = (SHAPE_X, there.base)
        p.text(at, words, size=LABEL, mono=True, role=role, align="right", alpha=come, part="shapes")


def _draw_funnel(p: Picture, y: float, high: tuple[float, float], come: float, role: str) -> None:
    """The vector in, the matrix that widens or narrows it, the vector out."""
    left, right = FUNNEL_X + END, FUNNEL_X + FUNNEL_W - END
    end = left + (right - left) * come
    out = high[0] + (high[1] - high[0]) * come
    matrix = np.array([(left, y - high[0] / 2), (end, y - out / 2), (end, y + out / 2), (left, y + high[0] / 2)])
    alpha = 0.55 if role == "weights" else 0.16
    p.polys(matrix, role, alpha=alpha, stroke="ink", stroke_alpha=0.3)
    p.rects([(FUNNEL_X, y - high[0] / 2, END - 3, high[0])], "ink", alpha=0.85)
    if come >= 1.0:
        p.rects([(right + 3, y - high[1] / 2, END - 3, high[1])], "ink", alpha=0.85)
