"""The bill of a million questions like ours: three lines that add up, as printed, to the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.prices import PRICES, PriceKind
from scenes.pricing.room import hatch_misfit
from tourapp.authoring import Frame, Picture, Quantity, Rect, Tag, Why
from tourapp.authoring.sizes import LABEL, T15, T18, T34

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, Fleet, PriceLine

PAPER = Rect(1196, 180, 244, 600)
INSET = 22.0
FIRST, STEP = 154.0, 108.0
"""From the paper's top to the first line, and from line to line."""


def draw_receipt(f: Frame, p: Picture, bill: Bill, fleet: Fleet) -> None:
    """The paper with its three lines and the total; a click asks for the total's derivation."""
    shown = f.move("bill", 0.2, 0.4)
    x, room = PAPER.x + INSET, PAPER.w - 40
    p.rects([PAPER], "raised", radius=14, alpha=0.95 * shown, stroke="line", stroke_alpha=shown)
    hatch_misfit(p, PAPER, fleet, alpha=shown, radius=14)
    p.text((x, PAPER.y + 44), "A million questions", size=T18, weight=600, alpha=shown, fit=room)
    p.text((x, PAPER.y + 68), "like ours", size=T18, weight=600, alpha=shown)
    words = "your card, at batch {n}"
    p.text((x, PAPER.y + 94), words, n=f.inputs.batch, size=T15, role="dim", alpha=shown, fit=room)
    y = PAPER.y + FIRST
    for price, line in zip(PRICES, bill.lines, strict=True):
        _draw_line(p, y, price, line, shown=shown)
        y += STEP
    _draw_total(p, y, bill.total, shown)
    p.hot([PAPER], (Tag("why"),), (Why(),), (bill.total,))


def _draw_line(p: Picture, y: float, price: PriceKind, line: PriceLine, *, shown: float) -> None:
    x, right, room = PAPER.x + INSET, PAPER.right - INSET, PAPER.w - 40
    p.text((x, y), "{name}", name=price.name, size=T18, role=price.role, weight=600, alpha=shown)
    p.text((x, y + 24), "{n} each", n=line.tokens, size=T15, role="dim", alpha=shown)
    at = (right, y + 54)
    p.text(at, "{v}", v=line.amount, size=LABEL, mono=True, weight=600, align="right", alpha=shown, fit=room)


def _draw_total(p: Picture, y: float, total: Quantity, shown: float) -> None:
    p.lines([(PAPER.x + INSET, y - 22, PAPER.right - INSET, y - 22)], "dim", alpha=shown)
    p.text((PAPER.x + INSET, y + 14), "total", size=T18, role="dim", alpha=shown)
    p.text(
        (PAPER.right - INSET, y + 56),
        "{v}",
        v=total,
        size=T34,
        mono=True,
        weight=600,
        role="good",
        align="right",
        alpha=shown,
        fit=PAPER.w - 40,
    )
