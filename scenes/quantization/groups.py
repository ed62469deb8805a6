"""Every group's scale below its weights, and what scales and protected channels add to the bits of a weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.quantization.snapping import CLOUD, GAP, RAILS
from tourapp.authoring import Frame, Picture, Quantity
from tourapp.authoring.sizes import T16, T17, T22

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Quant

BRACE_Y, SCALE_Y, SUM_Y = 712.0, 738.0, 806.0
SUM_X, KEPT_X = 64.0, 640.0


def draw_groups(f: Frame, p: Picture, quant: Quant) -> None:
    """First the scales, then what is kept and the arithmetic. In sixteen bits there is none of it."""
    spec, in_group, kept = quant.spec, quant.in_group, quant.kept
    if spec is None or in_group is None or kept is None:
        return
    shown = f.move("groups", 0.08, 0.3)
    for scale, cell in zip(quant.snapped.scales, CLOUD.columns(len(quant.snapped.scales), GAP), strict=True):
        p.lines([(cell.x + 4, BRACE_Y, cell.right - 4, BRACE_Y)], "ink", alpha=0.7 * shown)
        at, room = (cell.cx, SCALE_Y), cell.w + 6
        p.text(at, "scale {v:.3f}", v=float(scale), size=T16, mono=True, align="center", alpha=shown, fit=room)
    later = f.move("groups", 0.4, 0.55)
    words = "{b} + (16 scale + {b} zero) ÷ {g} = {w}"
    at = (SUM_X, SUM_Y)
    p.text(at, words, b=spec.bits, g=spec.group, w=in_group, size=T22, mono=True, alpha=later, fit=560)
    if kept.value:
        _draw_kept(p, quant, kept, later)


def _draw_kept(p: Picture, quant: Quant, kept: Quantity, shown: float) -> None:
    """How many of the weights shown are in the channels that stay as they are, and what that adds."""
    own = quant.snapped.protected
    words = "◇ {n} of the {m} shown: channels that matter most, kept in 16 bits"
    at = (RAILS.x, SCALE_Y)
    p.text(at, words, n=int(own.sum()), m=own.size, size=T17, role="good", alpha=shown, fit=760)
    p.text(
        (KEPT_X, SUM_Y),
        "{k} of all at 16 bits: {w} on average",
        k=kept,
        w=quant.chosen.width,
        size=T22,
        mono=True,
        role="good",
        alpha=shown,
        fit=800,
    )
