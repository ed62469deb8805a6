"""The rail with sums written out: rows that come in one by one, lines under them, a remark in small."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Phrase, Quantity, Rail
from tourapp.authoring.sizes import T14, T15, T18


@dataclass(frozen=True, slots=True)
class SumRow:
    """One row: what it is, its value, and which number answers for a value that is none ("why?"). size: of the value;
    step: down to the next row; alpha: how far the row has come."""

    label: Phrase
    value: Quantity | Phrase | str
    role: str = "ink"
    why: Quantity | None = None
    size: float = T18
    step: float = 25.0
    alpha: float = 1.0


class SumRail(Rail):
    """Closer rows than a readout's, each with its own strength; the rest is the house's rail."""

    def row(self, row: SumRow) -> None:
        """A label at the left, a value at the right."""
        y, label = self.y + 20, row.label
        self.p.text((self.x, y), "{label}", size=T15, role="dim", fit=self.w * 0.58, alpha=row.alpha, label=label)
        self.p.text(
            (self.right, y),
            "{v}",
            size=row.size,
            role=row.role,
            mono=True,
            weight=600,
            align="right",
            fit=self.w * 0.46,
            alpha=row.alpha,
            v=row.value,
            why=row.why,
        )
        self.skip(row.step)

    def sum_line(self, *, whole: bool = False, alpha: float = 1.0) -> None:
        """The line above a result: under the values, or right across for the last one."""
        left, y = self.x if whole else self.right - self.w * 0.46, self.y + 4
        role, width = ("ink", 1.6) if whole else ("dim", 1.0)
        self.p.lines([(left, y, self.right, y)], role, width=width, alpha=alpha)
        self.skip(9.0)

    def remark(self, words: Phrase, alpha: float) -> None:
        """How the row above comes about, in small, at the right."""
        at = (self.right, self.y + 15)
        self.p.text(at, "{a}", size=T14, role="dim", mono=True, align="right", fit=self.w, alpha=alpha, a=words)
        self.skip(22.0)
