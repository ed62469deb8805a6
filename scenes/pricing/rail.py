"""Readouts of the pricing scene: each price and their ratio, ideal and on the card, and what our question costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenes.pricing.prices import CACHED, INPUT, OUTPUT, in_dollars
from tourapp.authoring import Quantity, Rail
from tourapp.authoring.sizes import T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, Fleet, PriceLine, Ratios

STEP = 26.0
LARGE = 1000.0


def draw_readouts(rail: Rail, bill: Bill, ratios: Ratios, fleet: Fleet) -> None:
    """The card is what is achieved, with utilisation and margin on top; the ratio is the same with and without them."""
    rail.columns("ideal", "your card")
    rail.pair("Input $/M", *_ideal_and_card(bill.line(INPUT.id)), INPUT.role, step=STEP)
    rail.pair("Output $/M", *_ideal_and_card(bill.line(OUTPUT.id)), OUTPUT.role, step=STEP)
    rail.pair("Output ÷ input", ratios.ideal, ratios.here, "ink", step=STEP)
    cached = in_dollars(bill.line(CACHED.id).card)
    rail.read("Cached, your card", cached, CACHED.role, step=STEP, size=T18)
    rail.read("Our question, your card", bill.one, "good", step=STEP, size=T18)
    if not fleet.fits:
        rail.read("Machines it needs", fleet.machines, "waste", step=STEP, size=T18)


def _ideal_and_card(line: PriceLine) -> tuple[Quantity, Quantity]:
    return _short(line.ideal), _short(line.card)


def _short(price: Quantity) -> Quantity:
    """A price of four figures without its cents, for a narrow column."""
    dollars = float(price.value)
    return replace(price, printed=f"${dollars:,.0f}") if dollars >= LARGE else in_dollars(price)
