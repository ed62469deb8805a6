"""Three price cards side by side, each with the machine time that stands behind its price; below them the hour, and
whether one machine is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.captions import holder
from scenes.pricing.prices import CACHED, INPUT, OUTPUT, PriceKind, in_dollars, machine_time
from scenes.pricing.room import draw_misfit, hatch_misfit
from tourapp.authoring import Frame, Phrase, Picture, Rect, ramp
from tourapp.authoring.sizes import CAPTION, T17, T22, T30, T54, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Fleet, PriceLine

ROW = Rect(64, 210, 1376, 430)
HOUR, MISFIT = (64.0, 730.0), (820.0, 722.0)
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
    p.text((x, y), "{v}", v=bill.hour, size=CAPTION, mono=True, weight=600, alpha=shown)
    p.text((x, y + 36), _whole_cost(fleet), size=TAG, role="dim", alpha=shown)
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
    p.text((box.x + INSET, box.y + 76), "{name}", name=price.name, size=T30, weight=600, role=role, alpha=shown)


def _draw_price(p: Picture, box: Rect, line: PriceLine, batch: int, shown: float) -> None:
    """The card's price in large letters; what it is at the ideal and at cost in small ones."""
    x, room = box.x + INSET, box.w - 60
    card = in_dollars(line.card)
    p.text((x, box.y + 190), "{v}", v=card, size=T54, weight=600, mono=True, alpha=shown, fit=room)
    p.text((x, box.y + 232), "per million tokens, at batch {n}", n=batch, size=TAG, role="dim", alpha=shown, fit=room)
    ideal, achieved = in_dollars(line.ideal), in_dollars(line.achieved)
    words = "ideal {a} · achieved {b}"
    p.text((x, box.y + 268), words, a=ideal, b=achieved, size=T17, role="dim", alpha=shown, fit=room)
    p.lines([(x, box.y + 316, box.right - INSET, box.y + 316)], "line", alpha=shown)


def _draw_time(p: Picture, box: Rect, line: PriceLine, price: PriceKind, *, fleet: Fleet, shown: float) -> None:
    x, room, each = box.x + INSET, box.w - 60, machine_time(line)
    p.text((x, box.y + 362), "{v} each", v=each, size=T22, mono=True, role=price.role, alpha=shown, fit=room)
    words = Phrase("of {whose}, achieved", whose=holder(fleet))
    p.text((x, box.y + 394), words, size=T17, role="dim", alpha=shown, fit=room)
