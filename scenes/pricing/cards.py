"""Three price cards side by side, each with the machine time that stands behind its price; below them the hour, and
whether one machine is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.captions import holder
from scenes.pricing.prices import CACHED, INPUT, OUTPUT, PriceKind, in_dollars, machine_time
from scenes.pricing.room import draw_misfit, hatch_misfit
from tourapp.authoring import Frame, Phrase, Picture, Rect, ramp
from tourapp.authoring.sizes import FIGURE, LABEL, READOUT, TAG, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Fleet, PriceLine

ROW = Rect(64, 150, 1376, 484)
HOUR, MISFIT = (64.0, 730.0), (800.0, 730.0)
"""Baselines of the hour's price and of what does not fit."""
INSET = 34.0


def draw_cards(f: Frame, p: Picture) -> None:
    """The cards arrive one after the other, then the price of the hour."""
    bill, fleet = f.world.bill, f.world.fleet
    for i, (price, box) in enumerate(zip((INPUT, CACHED, OUTPUT), ROW.columns(3, 40), strict=True)):
        shown = float(ramp(f.beat("card"), 0.04 + 0.1 * i, 0.2 + 0.1 * i))
        if shown >= 0.02:
            _draw_body(p, box, price, fleet, shown)
            _draw_price(p, box, bill.line(price.id), f.inputs.batch, shown)
            _draw_time(p, box, bill.line(price.id), price, fleet=fleet, shown=shown)
    (x, y), shown = HOUR, f.cue("card.hour")
    p.text((x, y), "{v}", v=bill.hour, size=FIGURE, weight=700, alpha=shown)
    p.text((x, y + 44), _whole_cost(fleet), size=LABEL, role="dim", alpha=shown)
    draw_misfit(p, MISFIT, f.world.cost, fleet, alpha=shown)


def _whole_cost(fleet: Fleet) -> Phrase:
    if fleet.fits:
        return Phrase("is all that the machine costs, whatever it does")
    return Phrase("is all that the {n} machines cost, whatever they do", n=fleet.machines)


def _draw_body(p: Picture, box: Rect, price: PriceKind, fleet: Fleet, shown: float) -> None:
    role = price.role
    p.rects([box], "raised", radius=22, alpha=0.95 * shown, stroke=role, stroke_width=2, stroke_alpha=0.8 * shown)
    hatch_misfit(p, box, fleet, alpha=shown, radius=22)
    p.rects([(box.x, box.y, box.w, 8)], role, radius=4, alpha=shown)
    p.sprites([(box.cx, box.y + 4)], 260, role, kind="soft", alpha=0.35 * shown)
    p.text((box.x + INSET, box.y + 76), "{name}", name=price.name, size=TITLE, weight=600, role=role, alpha=shown)


def _draw_price(p: Picture, box: Rect, line: PriceLine, batch: int, shown: float) -> None:
    """The card's price in large letters; what it is at the ideal and at cost in small ones."""
    x = box.x + INSET
    card = in_dollars(line.card)
    p.text((x, box.y + 190), "{v}", v=card, size=FIGURE, weight=700, alpha=shown)
    p.text((x, box.y + 232), "per million tokens, at batch {n}", n=batch, size=TAG, role="dim", alpha=shown)
    ideal, achieved = in_dollars(line.ideal), in_dollars(line.achieved)
    p.text((x, box.y + 278), "ideal {v}", v=ideal, size=LABEL, role="dim", alpha=shown)
    p.text((x, box.y + 314), "achieved {v}", v=achieved, size=LABEL, role="dim", alpha=shown)
    p.lines([(x, box.y + 348, box.right - INSET, box.y + 348)], "line", alpha=shown)


def _draw_time(p: Picture, box: Rect, line: PriceLine, price: PriceKind, *, fleet: Fleet, shown: float) -> None:
    x, each = box.x + INSET, machine_time(line)
    p.text((x, box.y + 406), "{v} each", v=each, size=READOUT, mono=True, role=price.role, alpha=shown)
    words = Phrase("of {whose}, achieved", whose=holder(fleet))
    p.text((x, box.y + 446), words, size=LABEL, role="dim", alpha=shown)
