"""The rail with sums written out: rows that come in one by one, lines under them, a remark in small."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Phrase, Quantity, Rail
from tourapp.authoring.sizes import LABEL, READOUT, TAG

ROW = 44.0


@dataclass(frozen=True, slots=True)
class SumRow:
    """One row: what it is, its value, and which number answers for a value that is none ("why?"). alpha: how far the
    row has come."""

    label: Phrase
    value: Quantity | Phrase | str
    role: str = "ink"
    why: Quantity | None = None
    alpha: float = 1.0


class SumRail(Rail):
    """Rows that each have their own strength; the rest is the house's rail."""

    def row(self, row: SumRow) -> None:
        """A label at the left, a value at the right."""
        y, label = self.y + 32, row.label
        self.p.text((self.x, y), "{label}", size=LABEL, role="dim", alpha=row.alpha, label=label)
        at, alpha = (self.right, y), row.alpha
        self.p.text(
            at,
            "{v}",
            size=READOUT,
            role=row.role,
            mono=True,
            weight=600,
            align="right",
            fit=self.w,
            alpha=alpha,
            v=row.value,
            why=row.why,
        )
        self.skip(ROW)

    def sum_line(self, *, whole: bool = False, alpha: float = 1.0) -> None:
        """The line above a result: under the values, or right across for the last one."""
        left, y = self.x if whole else self.right - self.w * 0.46, self.y + 4
        role, width = ("ink", 1.6) if whole else ("dim", 1.0)
        self.p.lines([(left, y, self.right, y)], role, width=width, alpha=alpha)
        self.skip(9.0)

    def remark(self, words: Phrase, alpha: float) -> None:
        """How the row above comes about, in small, at the right."""
        at = (self.right, self.y + 20)
        self.p.text(at, "{a}", size=TAG, role="dim", mono=True, align="right", fit=self.w, alpha=alpha, a=words)
        self.skip(32.0)
