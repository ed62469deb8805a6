"""The arithmetic of one step of the online softmax, as a line of real numbers."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.flash_attention.facts import LoopMoment
from scenes.flash_attention.row import CHART
from scenes.flash_attention.row_step import RowStep, row_step
from tourapp.authoring import Picture, Quantity, fill, text_width
from tourapp.authoring.sizes import T34

BASELINE = 806.0
SIZE = T34


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of the line: a sign or a name, or a number `v`."""

    template: str
    role: str = "dim"
    v: Quantity | None = None

    def width(self, gain: float) -> float:
        """Room that it takes at the theme's text gain."""
        return text_width(fill(self.template, {"v": self.v}), SIZE, "mono") * gain


def terms(step: RowStep, first: bool) -> list[Term]:
    """The line of a step; at a row's first tile nothing came before. The result has a digit less than what it comes
    from, so that a pencil gets it too."""
    if first:
        return [
            Term("max "),
            Term("{v:.4g}", "decode", step.after),
            Term("   sum "),
            Term("{v:.4g}", "ink", step.total),
        ]
    return [
        Term("max "),
        Term("{v:.4g}", "ink", step.before),
        Term(" → "),
        Term("{v:.4g}", "decode", step.after),
        Term("   sum "),
        Term("{v:.4g}", "ink", step.old),
        Term(" × "),
        Term("{v:.4f}", "decode", step.rescale),
        Term(" + "),
        Term("{v:.4g}", "ink", step.added),
        Term(" → "),
        Term("{v:.3g}", "ink", step.total),
    ]


def draw_equation(p: Picture, now: LoopMoment, gain: float, alpha: float) -> None:
    """The arithmetic of this step, right under the row. `gain` is the theme's text gain."""
    line = terms(row_step(now.loop, now.step), now.step == 0)
    widths = [term.width(gain) for term in line]
    x = CHART.right - sum(widths)
    for term, width in zip(line, widths, strict=True):
        p.text((x, BASELINE), term.template, v=term.v, size=SIZE, role=term.role, mono=True, weight=600, alpha=alpha)
        x += width
