"""The price of fewer bits: perplexity on a fixed text at each weight width, as bars on a logarithmic scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.quantization.verdict import role_of
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LINE, T16, T17, T22, TAG, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import MeasuredQuality, Quant

FIRST, STEP = Rect(240, 250, 900, 66), 150.0
"""Room of the first bar, and from one to the next."""
LEFT, RIGHT = 64.0, 1440.0
HEAD_Y, FOOT_Y = 176.0, 790.0


def draw_perplexity(f: Frame, p: Picture, quant: Quant) -> None:
    """A bar per width, longer where the model hesitates more."""
    measured = [float(size.quality.perplexity.value) for size in quant.sizes if size.quality is not None]
    most = max([*measured, 2.0])
    head = (LEFT, HEAD_Y)
    p.text(head, "Perplexity on a fixed text: how many words it hesitates between", size=T22, weight=600, fit=1300)
    for k, size in enumerate(quant.sizes):
        bar = FIRST.move(0, STEP * k)
        p.text((LEFT, bar.y + 44), "{n} bits", n=size.bits, size=LINE, weight=600)
        if size.quality is None:
            p.text((bar.x, bar.y + 44), "not measured for this setting", size=TAG, role="dim")
            continue
        grown = f.move("price", 0.08 + 0.1 * k, 0.35 + 0.1 * k)
        p.rects([bar], "line", radius=10, alpha=0.35)
        long = max(10.0, bar.w * float(np.log(float(size.quality.perplexity.value)) / np.log(most)) * grown)
        role = role_of(size.quality, quant.full.quality or size.quality)
        p.rects([(bar.x, bar.y, long, bar.h)], role, radius=10, alpha=0.8)
        _draw_quality(p, bar.y, size.quality)
    foot = (LEFT, FOOT_Y)
    n = quant.tokens
    p.text(foot, "{n} tokens, the real small model; bars on a logarithmic scale", n=n, size=T17, role="dim")


def _draw_quality(p: Picture, y: float, quality: MeasuredQuality) -> None:
    """Numbers at the right end of a bar."""
    at = (RIGHT, y + 34)
    p.text(at, "{v}", v=quality.perplexity, size=TITLE, mono=True, weight=600, align="right")
    p.text((RIGHT, y + 64), "same first choice {v}", v=quality.same, size=T16, role="dim", align="right")
