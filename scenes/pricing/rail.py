"""Readouts of the pricing scene: each price and their ratio, ideal and on the card, and what our question costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenes.pricing.prices import CACHED, INPUT, OUTPUT, in_dollars
from tourapp.authoring import Frame, Picture, Quantity, Rail, World

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PriceLine

LARGE = 1000.0


def draw_readouts(f: Frame, p: Picture, world: World) -> None:
    """The card is what is achieved, with utilisation and margin on top; the ratio is the same with and without them."""
    rail, bill = Rail(p, f.rail), world.bill
    rail.columns("ideal", "your card")
    rail.pair("Input $/M", *_ideal_and_card(bill.line(INPUT.id)), roles=(INPUT.role, INPUT.role))
    if f.reached("output"):
        rail.pair("Output $/M", *_ideal_and_card(bill.line(OUTPUT.id)), roles=(OUTPUT.role, OUTPUT.role))
        rail.pair("Output ÷ input", world.ratios.ideal, world.ratios.here)
    elif f.reached("cached"):
        rail.read("Cached", in_dollars(bill.line(CACHED.id).card), CACHED.role)
    if not world.fleet.fits:
        rail.read("Machines", world.fleet.machines, "waste")
    elif f.reached("bill"):
        rail.read("Our question", bill.one, "good")


def _ideal_and_card(line: PriceLine) -> tuple[Quantity, Quantity]:
    return _short(line.ideal), _short(line.card)


def _short(price: Quantity) -> Quantity:
    """A price of four figures without its cents, for a narrow column."""
    dollars = float(price.value)
    return replace(price, printed=f"${dollars:,.0f}") if dollars >= LARGE else in_dollars(price)
