"""Readouts of the pricing scene: each price at its ideal and on the card, their ratio, and what our question costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.prices import CACHED, INPUT, OUTPUT, in_dollars
from tourapp.authoring import Quantity, Rail
from tourapp.authoring.sizes import T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, PriceLine

NOTE_ROOM = 60.0
"""Stage units that the note at the foot needs."""


def draw_readouts(rail: Rail, bill: Bill, ratio: Quantity) -> None:
    """`ratio`: the price of output over that of input, at the batch on stage."""
    rail.columns("ideal", "your card")
    rail.pair("Input $/M", *_ideal_and_card(bill.line(INPUT.id)), INPUT.role, step=26)
    rail.pair("Output $/M", *_ideal_and_card(bill.line(OUTPUT.id)), OUTPUT.role, step=26)
    rail.read("Cached $/M", in_dollars(bill.line(CACHED.id).card), CACHED.role, step=26, size=T18)
    rail.read("Output ÷ input", ratio, "ink", step=28, size=T18)
    rail.read("Our question", bill.one, "good", step=28, size=T18)
    if rail.left > NOTE_ROOM:
        rail.note("ideal: all math, all bandwidth, never idle")


def _ideal_and_card(line: PriceLine) -> tuple[Quantity, Quantity]:
    return in_dollars(line.ideal), in_dollars(line.card)
