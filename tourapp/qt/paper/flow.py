"""A text that flows in two columns over as many pages as it needs; what belongs together stays together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tourapp.player.handouts.sheets import PaperEntry, PaperLine, PaperSheet
from tourapp.qt.paper.pen import DIM, LINK, MARGIN, PAGE, RIGHT, Pen, Type

GAP = 12.0
"""Between the columns, in millimetres like all that follows."""
WIDE = (PAGE[0] - 2 * MARGIN - GAP) / 2
LABEL = 9.0
"""Left of an entry, for its number."""
TOP, BOTTOM = MARGIN + 12.0, PAGE[1] - 13.0
AFTER_LINE, AFTER_ENTRY = 1.0, 4.2
BAR_H, BAR_W = 2.0, 70.0
TYPES = {
    "head": Type(2.7, 600, colour=LINK),
    "ask": Type(3.5, 500),
    "plain": Type(3.2),
    "given": Type(2.9, 400, "mono"),
    "dim": Type(2.8, colour=DIM),
    "answer": Type(3.5, 600, colour=RIGHT),
    "bar": Type(3.2),
}


@dataclass(slots=True)
class Flow:
    """Writes sheets. `turn` begins a page and is given what stands at its foot."""

    pen: Pen
    turn: Callable[[str], None]

    def write(self, sheet: PaperSheet) -> None:
        """All of a sheet, beginning on a page of its own."""
        self.turn(sheet.foot)
        self.pen.words((MARGIN, MARGIN - 1, PAGE[0] - 2 * MARGIN, 8.0), sheet.title, Type(5.4, 600))
        top = TOP
        if sheet.lead:
            self.pen.words((MARGIN, TOP - 2, PAGE[0] - 2 * MARGIN, 6.0), sheet.lead, Type(3.0, colour=DIM))
            top += 5.0
        column, y, first = 0, top, top
        heights = [self._height(entry) for entry in sheet.entries]
        bottom = self._bottom(heights, top)
        for entry, high in zip(sheet.entries, heights, strict=True):
            if y + high > (bottom if column == 0 else BOTTOM) and y > first:
                column, y = column + 1, first
            if column == 2:
                self.turn(sheet.foot)
                column, y, first, bottom = 0, MARGIN, MARGIN, BOTTOM
            self._entry(entry, MARGIN + column * (WIDE + GAP), y)
            y += high + AFTER_ENTRY

    def _bottom(self, heights: list[float], top: float) -> float:
        """Where the first column ends: half of a text that fits on one page, else at the foot of the page."""
        whole = sum(heights) + AFTER_ENTRY * len(heights)
        if not heights or whole / 2 + max(heights) > BOTTOM - top:
            return BOTTOM
        return top + whole / 2 + max(heights) / 2

    def _indent(self, entry: PaperEntry) -> float:
        return LABEL if entry.label else 0.0

    def _height(self, entry: PaperEntry) -> float:
        wide = WIDE - self._indent(entry)
        return sum(self._line_height(line, wide) for line in entry.lines)

    def _line_height(self, line: PaperLine, wide: float) -> float:
        bar = BAR_H + 1.0 if line.kind == "bar" else 0.0
        return self.pen.height(line.text, wide, TYPES[line.kind]) + bar + AFTER_LINE

    def _entry(self, entry: PaperEntry, x: float, y: float) -> None:
        indent, labelled = self._indent(entry), False
        for line in entry.lines:
            kind, high = TYPES[line.kind], self._line_height(line, WIDE - indent)
            if entry.label and not labelled and line.kind != "head":
                self.pen.words((x, y, LABEL, 6.0), entry.label, Type(3.5, 600, "mono"))
                labelled = True
            left, wide = (x, WIDE) if line.kind == "head" else (x + indent, WIDE - indent)
            self.pen.words((left, y, wide, high + 2.0), line.text, kind)
            if line.share > 0.0:
                self.pen.block((left, y + high - BAR_H - AFTER_LINE, BAR_W * line.share, BAR_H))
            y += high
