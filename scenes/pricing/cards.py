"""Three price cards side by side, each with the machine time that stands behind its price; below them the hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.prices import CACHED, INPUT, OUTPUT, PriceKind, in_dollars, machine_time
from tourapp.authoring import Frame, Picture, Rect, ramp
from tourapp.authoring.sizes import CAPTION, T17, T22, T30, T54, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, PriceLine

ROW = Rect(64, 210, 1376, 430)
HOUR = (64, 730)
"""Baseline of the hour's price."""


def draw_cards(f: Frame, p: Picture, bill: Bill) -> None:
    """The cards arrive one after the other, then the price of the hour."""
    for i, (price, box) in enumerate(zip((INPUT, CACHED, OUTPUT), ROW.columns(3, 40), strict=True)):
        shown = float(ramp(f.beat("card"), 0.04 + 0.1 * i, 0.2 + 0.1 * i))
        if shown >= 0.02:
            _draw_card(p, box, price, bill.line(price.id), shown)
    x, y = HOUR
    shown = f.cue("card.hour")
    p.text((x, y), "{v}", v=bill.hour, size=CAPTION, mono=True, weight=600, alpha=shown)
    p.text((x, y + 36), "is all that the machine costs, whatever it does", size=TAG, role="dim", alpha=shown)


def _draw_card(p: Picture, box: Rect, price: PriceKind, line: PriceLine, shown: float) -> None:
    x, role, room = box.x + 34, price.role, box.w - 60
    p.rects([box], "raised", radius=22, alpha=0.95 * shown, stroke=role, stroke_width=2, stroke_alpha=0.8 * shown)
    p.rects([(box.x, box.y, box.w, 8)], role, radius=4, alpha=shown)
    p.sprites([(box.cx, box.y + 4)], 260, role, kind="soft", alpha=0.35 * shown)
    p.text((x, box.y + 76), "{name}", name=price.name, size=T30, weight=600, role=role, alpha=shown)
    card = in_dollars(line.card)
    p.text((x, box.y + 214), "{v}", v=card, size=T54, weight=600, mono=True, alpha=shown, fit=room)
    p.text((x, box.y + 260), "per million tokens", size=TAG, role="dim", alpha=shown)
    p.lines([(x, box.y + 316, box.right - 34, box.y + 316)], "line", alpha=shown)
    each = machine_time(line)
    p.text((x, box.y + 362), "{v} each", v=each, size=T22, mono=True, role=role, alpha=shown, fit=room)
    p.text((x, box.y + 394), "of the whole machine", size=T17, role="dim", alpha=shown)
