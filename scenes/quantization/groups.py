"""What scales and protected channels add to the bits of a weight: a sum, and the result in large figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Picture, Quantity
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, READOUT, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Quant

LEFT, RIGHT, SUM_Y, KEPT_Y, FIGURE_Y = 64.0, 1440.0, 714.0, 796.0, 782.0
WORDS_DROP = 34.0
"""From a number's baseline to that of the words below it."""


def draw_groups(f: Frame, p: Picture, quant: Quant) -> None:
    """First the group's sum, then what is kept, then the bits of a weight. In sixteen bits there are these alone."""
    spec, in_group, kept, last = quant.spec, quant.in_group, quant.kept, f.move("groups", 0.44, 0.54)
    p.text((RIGHT, FIGURE_Y), "{w}", w=quant.chosen.width, size=FIGURE_LARGE, weight=600, align="right", alpha=last)
    p.text((RIGHT, FIGURE_Y + 46), "bits a weight", size=TITLE, role="dim", align="right", alpha=last)
    if spec is None or in_group is None or kept is None:
        return
    shown, later = (f.move("groups", start, start + 0.1) for start in (0.2, 0.32))
    words = "{b} + (16 scale + {b} zero) ÷ {g} = {w}"
    at = (LEFT, SUM_Y)
    p.text(at, words, b=spec.bits, g=spec.group, w=in_group, size=READOUT, mono=True, weight=600, alpha=shown)
    p.text((LEFT, SUM_Y + WORDS_DROP), "bits of a weight in a group", size=LABEL, role="dim", alpha=shown)
    if kept.value:
        _draw_kept(p, quant, kept, later)


def _draw_kept(p: Picture, quant: Quant, kept: Quantity, shown: float) -> None:
    """How many of the weights shown are in the channels that stay as they are."""
    own = quant.snapped.protected
    p.text((LEFT, KEPT_Y), "◇ {k} of all weights stay at 16 bits", k=kept, size=READOUT, role="good", alpha=shown)
    words = "channels that matter most, kept in 16 bits: {n} of the {m} shown"
    at = (LEFT, KEPT_Y + WORDS_DROP)
    p.text(at, words, n=int(own.sum()), m=own.size, size=LABEL, role="dim", alpha=shown)
