"""Readouts of the pricing scene: each price and their ratio, ideal and on the card, and what our question costs."""

from __future__ import annotations

from dataclasses import replace

from scenes.pricing.prices import CACHED, INPUT, OUTPUT, PriceKind, grows_with, in_dollars
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rail, World, ends_alone

LARGE = 1000.0


def draw_readouts(f: Frame, p: Picture, world: World) -> None:
    """The card is what is achieved, with utilisation and margin on top; the ratio is the same with and without them."""
    rail, bill = Rail(p, f.rail), world.bill
    rail.columns("ideal", "your card")
    _price(rail, world, INPUT)
    if f.reached("output"):
        _price(rail, world, OUTPUT)
        rail.pair("Output ÷ input", world.ratios.ideal, world.ratios.here)
    elif f.reached("cached"):
        rail.read("Cached", in_dollars(bill.line(CACHED.id).card), CACHED.role)
    if not world.fleet.fits:
        rail.read("Machines", world.fleet.machines, "waste")
    elif f.reached("bill"):
        rail.read("Our question", bill.one, "good")
    elif f.reached("output"):
        joules = world.energy and world.energy.achieved_joules_per_token_output
        rail.read("Energy, at most", joules or Phrase("not published"))


def _price(rail: Rail, world: World, price: PriceKind) -> None:
    """A price at the ideal and on the card, and the band in which the card lies."""
    line, label = world.bill.line(price.id), Phrase("{name} $/M", name=price.name)
    told, below = _short(line.card), ends_alone(in_dollars(line.card), world.fleet.reached, grows_with(price))
    rail.pair(label, _short(line.ideal), told, roles=(price.role, price.role), below=below)


def _short(price: Quantity) -> Quantity:
    """A price of four figures without its cents, for a narrow column."""
    dollars = float(price.value)
    return replace(price, printed=f"${dollars:,.0f}") if dollars >= LARGE else in_dollars(price)
