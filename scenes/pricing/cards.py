"""Three price cards side by side, each with the machine time that stands behind its price; below them the hour, and
whether one machine is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.captions import holder
from scenes.pricing.prices import CACHED, INPUT, OUTPUT, PriceKind, grows_with, in_dollars, machine_time
from scenes.pricing.room import draw_misfit, hatch_misfit
from tourapp.authoring import Frame, Phrase, Picture, Rect, ends_alone, ramp
from tourapp.authoring.sizes import FIGURE, LABEL, READOUT, TAG, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Fleet, PriceLine

CARDS = (INPUT, CACHED, OUTPUT)
ROW, GAP, EDGE = Rect(64, 150, 1376, 484), 40.0, 8.0
"""Room of the cards, between two of them, and height of a card's coloured edge."""
HOUR, MISFIT = (64.0, 730.0), (800.0, 730.0)
"""Baselines of the hour's price and of what does not fit."""
METER = Rect(64.0, 812.0, 1376.0, 8.0)
"""Along which a second of the machine passes."""
INSET = 34.0


def draw_cards(f: Frame, p: Picture) -> None:
    """The cards are filled one after the other, then the price of the hour."""
    bill, fleet = f.world.bill, f.world.fleet
    for i, (price, box) in enumerate(zip(CARDS, ROW.columns(len(CARDS), GAP), strict=True)):
        shown = float(ramp(f.beat("card"), 0.04 + 0.1 * i, 0.2 + 0.1 * i))
        _draw_body(p, box, price, fleet)
        if shown >= 0.02:
            _draw_price(p, box, (price, bill.line(price.id), fleet), f.inputs.batch, shown)
            _draw_time(p, box, bill.line(price.id), price, fleet=fleet, shown=shown)
    (x, y), shown = HOUR, f.cue("card.hour")
    p.text((x, y), "{v}", v=bill.hour, size=FIGURE, weight=700, alpha=shown)
    p.text((x, y + 44), _whole_cost(fleet), size=LABEL, role="dim", alpha=shown)
    draw_misfit(p, MISFIT, f.world.cost, fleet, alpha=shown)
    _draw_seconds(f, p, shown)


def _draw_seconds(f: Frame, p: Picture, shown: float) -> None:
    """The hour passes: a light runs along once in a second, whatever is sold."""
    if shown <= 0.004:
        return
    p.rects([METER], "line", radius=METER.h / 2, alpha=shown)
    at = METER.x + METER.w * (f.clock % 1.0)
    p.rects([(METER.x, METER.y, at - METER.x, METER.h)], "weights", radius=METER.h / 2, alpha=0.8 * shown)
    p.spark((at, METER.cy), "white", size=70, alpha=shown)
    p.text((METER.right, METER.y - 16), "one pass is one second", size=TAG, role="dim", align="right", alpha=shown)


def _whole_cost(fleet: Fleet) -> Phrase:
    if fleet.fits:
        return Phrase("is all that the machine costs, whatever it does")
    return Phrase("is all that the {n} machines cost, whatever they do", n=fleet.machines)


def edge_of(price: PriceKind) -> Rect:
    """The coloured upper edge of a price's card."""
    box = ROW.columns(len(CARDS), GAP)[CARDS.index(price)]
    return Rect(box.x, box.y, box.w, EDGE)


def _draw_body(p: Picture, box: Rect, price: PriceKind, fleet: Fleet) -> None:
    role = price.role
    p.rects([box], "raised", radius=22, alpha=0.95, stroke=role, stroke_width=2, stroke_alpha=0.8)
    hatch_misfit(p, box, fleet, alpha=1.0, radius=22)
    p.rects([edge_of(price)], role, radius=EDGE / 2)
    p.sprites([(box.cx, box.y + EDGE / 2)], 260, role, kind="soft", alpha=0.35)
    p.text((box.x + INSET, box.y + 76), "{name}", name=price.name, size=TITLE, weight=600, role=role)


def _draw_price(p: Picture, box: Rect, what: tuple[PriceKind, PriceLine, Fleet], batch: int, shown: float) -> None:
    """The card's price in large letters; what it is at the ideal and at cost in small ones."""
    x, (price, line, fleet) = box.x + INSET, what
    card = in_dollars(line.card)
    p.text((x, box.y + 190), "{v}", v=card, size=FIGURE, weight=700, alpha=shown)
    p.text((x, box.y + 232), "per million tokens, at batch {n}", n=batch, size=TAG, role="dim", alpha=shown)
    ideal, achieved = in_dollars(line.ideal), in_dollars(line.achieved)
    ends = ends_alone(achieved, fleet.reached, grows_with(price))
    p.text((x, box.y + 274), "ideal {v}", v=ideal, size=LABEL, role="dim", alpha=shown, part=price.id)
    p.text((x, box.y + 310), "achieved {v}", v=achieved, size=LABEL, role="dim", alpha=shown, part=price.id)
    p.text((x, box.y + 344), ends, size=TAG, role="dim", alpha=shown, part=price.id)
    p.lines([(x, box.y + 362, box.right - INSET, box.y + 362)], "line", alpha=shown)


def _draw_time(p: Picture, box: Rect, line: PriceLine, price: PriceKind, *, fleet: Fleet, shown: float) -> None:
    x, each = box.x + INSET, machine_time(line)
    p.text((x, box.y + 414), "{v} each", v=each, size=READOUT, mono=True, role=price.role, alpha=shown)
    words = Phrase("of {whose}, achieved", whose=holder(fleet))
    p.text((x, box.y + 452), words, size=LABEL, role="dim", alpha=shown)
