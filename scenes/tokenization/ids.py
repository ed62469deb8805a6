"""Tokens get their ids, and the prompt's tokens join all that the model is given, special tokens apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scenes.tokenization.facts import TextFacts, plural
from scenes.tokenization.stage import Stage, hovered
from tourapp.authoring import Frame, Picture, Rect, Tag, cascade, ease_out, mix, ramp, smooth
from tourapp.figures.token_strip import byte_words, draw_chips, kinds_of, lay_chips, more_at, own_range, token_words

STRIP = Rect(64, 606, 1376, 230)
SIZE = 21.0
STRIP_TOKENS = 160
"""More tokens than this never fit the strip."""


def draw_under(f: Frame, p: Picture, s: Stage, lit: np.ndarray, alpha: float) -> None:
    """Under each token its id, its bytes, or both; a light falls from the token and becomes the number."""
    n = len(s.chips)
    if not n:
        return
    come = cascade(float(ramp(f.beat("ids"), 0.16, 0.42)), n, 0.5)
    size = s.id_size(f.text_gain)
    choice = f["under"]
    base = s.chips[0].box.bottom
    falling = (come > 0) & (come < 1)
    x = np.array([chip.box.cx for chip in s.chips])
    p.sprites(
        np.stack([x[falling], base + 40 * come[falling]], 1), 60, "prefill", alpha=alpha * np.sin(np.pi * come[falling])
    )
    for chip, k, r, shine in zip(s.chips, s.pieces.tolist(), ease_out(come).tolist(), lit.tolist(), strict=True):
        span = s.span(k)
        y = base + 18 + size * f.text_gain * 0.85
        here = hovered(f) == chip.index
        if choice != "bytes":
            p.text(
                (chip.box.cx, y),
                "{v}",
                size=size,
                mono=True,
                weight=600,
                align="center",
                fit=span,
                role="prefill" if shine > 0.5 else "ink",
                alpha=alpha * r,
                v=str(round(s.plan.ids[k] * r)),
            )
            y += 26 * f.text_gain
        if choice != "ids" or here:
            p.text(
                (chip.box.cx, y),
                byte_words(s.plan.pieces[k]),
                size=17,
                mono=True,
                role="dim",
                align="center",
                alpha=alpha * r,
                fit=span - 2,
            )
    boxes = [(c.box.x, c.box.y, c.box.w, 100.0) for c in s.chips]
    p.hot(boxes, [Tag("token", c.index) for c in s.chips])


def draw_sequence(f: Frame, p: Picture, s: Stage, facts: TextFacts, alpha: float) -> None:
    """All the model is given: the prompt's tokens fly into the chat template, special tokens stand apart."""
    b = f.beat("ids")
    if alpha <= 0.01 or b <= 0.45:
        return
    whole = f.world.tokens
    own = own_range(whole.data, whole.special, f.world.tokenizer, f.inputs.prompt)
    kinds = kinds_of(whole.special[:STRIP_TOKENS], own)
    chips, _ = lay_chips(
        [token_words(one) for one in whole.data[:STRIP_TOKENS]],
        kinds,
        STRIP,
        size=SIZE,
        gain=f.text_gain,
        rows=4,
        height=46,
        gap=9,
    )
    hidden = len(whole) - len(chips)
    fly = float(smooth(ramp(b, 0.48, 0.62)))
    wrap = float(smooth(ramp(b, 0.64, 0.80)))
    same = len(own) == len(s.chips) and all(
        c.words == token_words(whole.data[i]) for c, i in zip(s.chips, own, strict=True)
    )
    mine = [c for c in chips if c.index in own]
    key = (whole.ids[:STRIP_TOKENS], own, f.text_gain)
    if wrap > 0:
        rest = [c for c in chips if c.index not in own]
        p.bake(
            ("strip of the template", *key),
            lambda q: draw_chips(q, rest, size=SIZE, gain=f.text_gain, lit=0.2, backed=False),
            rect=STRIP.inset(-4),
            alpha=alpha * wrap,
        )
    if fly < 1 and same:
        mine = [
            replace(c, box=Rect(*mix(np.array(s.chips[c.index - own.start].box), np.array(c.box), fly))) for c in mine
        ]
        draw_chips(p, mine, size=SIZE, gain=f.text_gain, alpha=alpha * fly, lit=0.8, spill=True)
    elif mine:
        p.bake(
            ("strip of the prompt", *key),
            lambda q: draw_chips(q, mine, size=SIZE, gain=f.text_gain, lit=0.8, backed=False),
            rect=STRIP.inset(-4),
            alpha=alpha * fly,
        )
    p.text(
        (STRIP.x, STRIP.y - 16),
        "What the model is given: {n} {word}",
        size=20,
        role="dim",
        alpha=alpha * fly,
        fit=900,
        n=int(facts.whole.value),
        word=plural(int(facts.whole.value), "token"),
    )
    if hidden:
        p.text(more_at(chips, STRIP, SIZE), "… {n} more", n=hidden, size=19, role="dim", alpha=alpha * wrap, fit=140)
    if int(facts.special.value):
        p.text(
            (STRIP.right, STRIP.y - 16),
            "dashed: special, only the template can write them",
            size=18,
            role="dim",
            align="right",
            alpha=alpha * wrap,
            fit=620,
        )
