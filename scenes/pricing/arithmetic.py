"""The derivation of one price as a line of arithmetic below the ribbons; a click opens the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.prices import in_dollars, machine_time
from tourapp.authoring import Frame, Picture, Rect, Tag, Why
from tourapp.authoring.sizes import TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill

COST_X, CARD_X, BASELINE = 64.0, 800.0, 836.0
AREA = Rect(64, 808, 1376, 40)


def draw_arithmetic(f: Frame, p: Picture, bill: Bill, kind: str) -> None:
    """Cost from the hour; where utilisation or margin stand between cost and price, the price on the card too."""
    line = bill.line(kind)
    shown = f.move(kind, 0.5, 0.7)
    p.text(
        (COST_X, BASELINE),
        "{h} × {t} × a million = {v}, achieved",
        h=bill.hour,
        t=machine_time(line),
        v=in_dollars(line.achieved),
        size=TAG,
        alpha=shown,
    )
    if float(bill.busy.value) < 1 or float(bill.markup.value) > 1:
        p.text(
            (CARD_X, BASELINE),
            "÷ {u} busy × {m} with margin = {v} on your card",
            u=bill.busy,
            m=bill.markup,
            v=in_dollars(line.card),
            size=TAG,
            role="good",
            alpha=shown,
        )
    p.hot([AREA], (Tag("why"),), (Why(),), (line.card,))
