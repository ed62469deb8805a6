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
    """First the scales, then what is kept and the arithmetic."""
    shown = f.move("groups", 0.08, 0.3)
    for scale, cell in zip(quant.snapped.scales, CLOUD.columns(len(quant.snapped.scales), GAP), strict=True):
        p.lines([(cell.x + 4, BRACE_Y, cell.right - 4, BRACE_Y)], "ink", alpha=0.7 * shown)
        at, room = (cell.cx, SCALE_Y), cell.w + 6
        p.text(at, "scale {v:.3f}", v=float(scale), size=T16, mono=True, align="center", alpha=shown, fit=room)
    later = f.move("groups", 0.4, 0.55)
    at = (RAILS.x, SCALE_Y)
    p.text(at, "◇ kept in 16 bits: the channels that matter most", size=T17, role="good", alpha=later, fit=620)
    _draw_sum(p, quant, later)


def _draw_sum(p: Picture, quant: Quant, shown: float) -> None:
    """Bits of a weight with its share of scale and zero point; then with the channels that stay as they are."""
    spec = quant.spec
    if spec is None:
        return
    p.text(
        (SUM_X, SUM_Y),
        "{b} + (16 scale + {b} zero) ÷ {g} = {w}",
        b=spec.bits,
        g=spec.group,
        w=Quantity(spec.bits + (16 + spec.bits) / spec.group, "1", "bits of a weight in a group", "b_g"),
        size=T22,
        mono=True,
        alpha=shown,
        fit=560,
    )
    if spec.protect > 0:
        p.text(
            (KEPT_X, SUM_Y),
            "{k} of them at 16 bits: {w} on average",
            k=Quantity(spec.protect, "share"),
            w=quant.sizes[-1].width,
            size=T22,
            mono=True,
            role="good",
            alpha=shown,
            fit=800,
        )
