"""The arithmetic of one step of the online softmax, as a line of real numbers."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.flash_attention.facts import LoopMoment
from scenes.flash_attention.row_step import RowStep, row_step
from tourapp.authoring import Phrase, Picture, Quantity, fill, text_width
from tourapp.authoring.sizes import CAPTION, LABEL

LEFT = 64.0
NAMES_Y, BASELINE = 726.0, 786.0
SIZE = CAPTION
RUNNING, SO_FAR, CORRECTION = Phrase("running max"), Phrase("sum so far"), Phrase("correction")
THIS_TILE, NEW_SUM = Phrase("this tile"), Phrase("new sum")


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of the line: a sign, or a number `v` with a name above it."""

    template: str
    role: str = "dim"
    v: Quantity | None = None
    name: Phrase | None = None

    @property
    def width(self) -> float:
        """Room that it takes."""
        return text_width(fill(self.template, {"v": self.v}), SIZE, "mono")


def terms(step: RowStep, first: bool) -> list[Term]:
    """The line of a step; at a row's first tile nothing came before. The result has a digit less than what it comes
    from, so that a pencil gets it too."""
    if first:
        return [Term("{v:.4g}", "white", step.after, RUNNING), Term("   "), Term("{v:.4g}", "ink", step.total, NEW_SUM)]
    return [
        Term("{v:.4g}", "ink", step.before, RUNNING),
        Term(" → "),
        Term("{v:.4g}", "white", step.after),
        Term("   "),
        Term("{v:.4g}", "ink", step.old, SO_FAR),
        Term(" × "),
        Term("{v:.4f}", "white", step.rescale, CORRECTION),
        Term(" + "),
        Term("{v:.4g}", "ink", step.added, THIS_TILE),
        Term(" → "),
        Term("{v:.3g}", "ink", step.total, NEW_SUM),
    ]


def draw_equation(p: Picture, now: LoopMoment, alpha: float) -> None:
    """The arithmetic of this step in the band below, each number under its name."""
    x = LEFT
    for term in terms(row_step(now.loop, now.step), now.step == 0):
        strong = 700 if term.v is not None else 400
        at = (x, BASELINE)
        p.text(
            at, term.template, v=term.v, size=SIZE, role=term.role, mono=True, weight=strong, alpha=alpha, part="sum"
        )
        if term.name is not None:
            p.text(
                (x, NAMES_Y), "{name}", name=term.name, size=LABEL, role="dim", weight=600, alpha=alpha, part="names"
            )
        x += term.width
