"""Under each token its id, its bytes, or both: a light falls from the token and becomes the number."""

from __future__ import annotations

import numpy as np

from scenes.tokenization.moment import TreeMoment, hovered
from tourapp.authoring import Frame, Picture, Tag, cascade, ease_out
from tourapp.authoring.sizes import TAG
from tourapp.figures.token_strip import byte_words

BYTES_STEP = 30.0
"""How much further down the bytes stand below an id."""


def draw_under(f: Frame, p: Picture, s: TreeMoment, lit: np.ndarray, alpha: float) -> None:
    """The tokens take their ids one after the other; `lit`: how much each token shines."""
    if not s.chips:
        return
    come = cascade(f.cue("vectors.calm", eased=False), len(s.chips), 0.5)
    _falling_lights(p, s, come, alpha)
    gain, size = f.text_gain, s.id_size(f.text_gain)
    y = s.chips[0].box.bottom + 18 + size * gain * 0.85
    bytes_y = y if f["under"] == "bytes" else y + BYTES_STEP * gain
    for chip, k, share, shine in zip(s.chips, s.pieces.tolist(), ease_out(come).tolist(), lit.tolist(), strict=True):
        shown, fit = alpha * share, s.span(k)
        if f["under"] != "bytes":
            p.text(
                (chip.box.cx, y),
                "{v:d}",
                v=round(s.plan.ids[k] * share),
                size=size,
                mono=True,
                weight=600,
                align="center",
                fit=fit,
                role="prefill" if shine > 0.5 else "ink",
                alpha=shown,
            )
        if f["under"] != "ids" or hovered(f) == chip.index:
            at, data = (chip.box.cx, bytes_y), byte_words(s.plan.pieces[k])
            p.text(at, "{w}", w=data, size=TAG, mono=True, role="dim", align="center", alpha=shown, fit=fit - 2)
    boxes = [(c.box.x, c.box.y, c.box.w, 100.0) for c in s.chips]
    p.hot(boxes, [Tag("token", c.index) for c in s.chips])


def _falling_lights(p: Picture, s: TreeMoment, come: np.ndarray, alpha: float) -> None:
    falling = (come > 0) & (come < 1)
    x = np.array([chip.box.cx for chip in s.chips])
    at = np.stack([x[falling], s.chips[0].box.bottom + 40 * come[falling]], 1)
    p.sprites(at, 60, "prefill", alpha=alpha * np.sin(np.pi * come[falling]))
