"""How often a byte is used: a logarithmic ruler of FLOP per byte with decode, prefill and the ridge of this machine."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Axis, Phrase, Picture, Quantity, Rect
from tourapp.authoring.sizes import T18, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs

CARD = Rect(252, 566, 1000, 216)
RULER = Rect(CARD.x + 60, CARD.y + 120, CARD.w - 120, 10)
LOWEST, LEAST_HIGHEST = 1.0, 1000.0
"""FLOP per byte at the ruler's left end, and at its right end at least."""
SIDE = 130.0
"""Words nearer than this to an end of the ruler are not centred."""


@dataclass(frozen=True, slots=True)
class ReuseMark:
    """A mark on the ruler: its words with the FLOP per byte in them, and whether it stands above and shines."""

    words: Phrase
    value: Quantity
    role: str
    above: bool


def draw_reuse(p: Picture, costs: Costs, format: Phrase, shown: float) -> None:
    """The ruler on its card; `shown` 0..1 lets it appear."""
    if shown < 0.02:
        return
    p.rects([CARD], "ground", radius=14, alpha=0.97 * shown, stroke="line", stroke_alpha=shown)
    title_at = (CARD.x + 28, CARD.y + 36)
    p.text(title_at, "How many operations each byte is used for", size=T18, role="dim", alpha=shown)
    axis = _axis(costs)
    decode, prefill, ridge = costs.decode.weight_intensity, costs.prefill.weight_intensity, costs.decode.ridge
    split = RULER.w * float(axis.fraction(float(ridge.value)))
    p.rects([(RULER.x, RULER.y, split, RULER.h)], "weights", radius=4, alpha=0.55 * shown)
    p.rects([(RULER.x + split, RULER.y, RULER.w - split, RULER.h)], "prefill", radius=4, alpha=0.5 * shown)
    for mark in (
        ReuseMark(Phrase("decode  {v}", v=decode), decode, "decode", above=True),
        ReuseMark(Phrase("prefill  {v}", v=prefill), prefill, "prefill", above=True),
        ReuseMark(Phrase("ridge of this machine in {format}  {v}", format=format, v=ridge), ridge, "ink", above=False),
    ):
        _draw_mark(p, axis, mark, shown)


def _axis(costs: Costs) -> Axis:
    """Whole decades, far enough for prefill."""
    most = max(LEAST_HIGHEST, float(costs.prefill.weight_intensity.value) * 1.2)
    return Axis(LOWEST, 10.0 ** math.ceil(math.log10(most)), "", True)


def _draw_mark(p: Picture, axis: Axis, mark: ReuseMark, shown: float) -> None:
    value = max(LOWEST, float(mark.value.value))
    x = RULER.x + RULER.w * float(np.clip(axis.fraction(value), 0, 1))
    top, low = (22, 4) if mark.above else (4, 22)
    p.lines([(x, RULER.y - top, x, RULER.bottom + low)], mark.role, width=2, alpha=shown)
    if RULER.x + SIDE < x < RULER.right - SIDE:
        align = "center"
    else:
        align = "left" if x < RULER.cx else "right"
    p.text(
        (x, RULER.y - 32 if mark.above else RULER.bottom + 46),
        mark.words.template,
        size=TAG,
        weight=600,
        role=mark.role,
        align=align,
        alpha=shown,
        **mark.words.fields,
    )
    if mark.above:
        p.sprites([(x, RULER.cy)], 70, mark.role, alpha=shown)
