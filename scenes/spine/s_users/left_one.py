"""The picture of the third beat: what one conversation keeps, token by token."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.places import LEFT, USUAL
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE
from tourapp.figures.equation_line import EquationTerm, draw_equation, equation_size

SLAB = Rect(LEFT.x, LEFT.y + 330.0, 740.0, 286.0)
LINES = 44
"""Lines of the slab; each stands for some tokens."""


def draw_one(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """The factors of κ, then the slab of all tokens, and its bytes as the figure."""
    asked, x, y = facts.asked, LEFT.x, LEFT.y
    layers, numbers, size = facts.factors
    told, grown = f.cue("one.told"), f.cue("one.grow")
    walk = f.cue("one.factors")
    terms = [
        EquationTerm(Phrase("{v} layers", v=layers), layers, "ink", walk),
        EquationTerm("×"),
        EquationTerm(Phrase("{v} numbers", v=numbers), numbers, "key", walk),
        EquationTerm("×"),
        EquationTerm(Phrase("{v}", v=size), size, "ink", walk),
        EquationTerm("="),
        EquationTerm(Phrase("{v}", v=asked.kappa), asked.kappa, "ink", walk),
    ]
    gain = f.rail.stand.words_gain
    px = equation_size(terms, LEFT.w, gain)
    if px is not None:
        draw_equation(p, (x, y + 60), terms, size=px, alpha=min(1.0, 0.3 + walk), part="factors", gain=gain)
    if gain <= USUAL:
        words = Phrase("a latent vector of one token") if facts.latent else Phrase("a key and a value of one token")
        p.text((x, y + 104), words, size=LABEL, role="dim", alpha=walk)
    p.text((x - 4, y + 240), "{v}", v=facts.one_of, size=FIGURE_LARGE, weight=700, alpha=told)
    held = (
        Phrase("one conversation of {s}; layers with a window keep less", s=asked.here.context)
        if facts.windowed
        else Phrase("one conversation of {s}", s=asked.here.context)
    )
    p.text((x, y + 288), held, size=LINE, alpha=told)
    _draw_slab(f, p, facts, grown)


def _draw_slab(f: Frame, p: Picture, facts: UsersFacts, grown: float) -> None:
    """Token after token, keys at the left and values at the right; the newest one is bright."""
    count = max(1, round(LINES * grown))
    step = SLAB.h / LINES
    tops = SLAB.y + step * np.arange(count)
    left = np.stack([np.full(count, SLAB.x), tops, np.full(count, SLAB.w / 2), np.full(count, step - 1.5)], 1)
    right = left + np.array([[SLAB.w / 2, 0.0, 0.0, 0.0]])
    wave = 0.62 + 0.18 * np.sin(np.arange(count) * 0.5 - f.clock * 2.2)
    p.rects(left, "key", alpha=wave)
    p.rects(right, "key" if facts.latent else "value", alpha=wave)
    if not facts.latent:
        p.text((SLAB.x + SLAB.w + 18, SLAB.y + 30), "K", size=LABEL, role="key", weight=600)
        p.text((SLAB.x + SLAB.w + 46, SLAB.y + 30), "V", size=LABEL, role="value", weight=600)
    p.text((SLAB.right + 18, SLAB.bottom - 6), Phrase("{s}", s=facts.asked.here.context), size=LABEL, alpha=grown)
    p.lines([(SLAB.x, SLAB.y + step * count, SLAB.right, SLAB.y + step * count)], "white", width=2.0, alpha=0.9 * grown)
