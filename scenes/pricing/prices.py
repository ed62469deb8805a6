"""The three prices: their names and roles, which one leads the bill, and how an amount is printed.

Draws nothing. The amounts themselves are computed in the world (`bill`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tourapp.authoring import Phrase, Quantity, format_quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill, PriceLine


@dataclass(frozen=True, slots=True)
class PriceKind:
    """One of the three: its id in the bill (also the name of its beat), its name and its role."""

    id: str
    name: Phrase
    role: str


CACHED = PriceKind("cached", Phrase("Cached input"), "key")
INPUT = PriceKind("input", Phrase("Input"), "prefill")
OUTPUT = PriceKind("output", Phrase("Output"), "decode")
PRICES = (CACHED, INPUT, OUTPUT)
"""In the order of the bill's lines."""


def leading_price(bill: Bill) -> PriceKind:
    """The price that makes the largest part of the bill."""
    most = max(bill.lines, key=lambda line: float(line.amount.value)).kind
    return next(price for price in PRICES if price.id == most)


def grows_with(price: PriceKind) -> Literal["token", "prefill"]:
    """Whose time a price follows, and whose band it has."""
    return "token" if price is OUTPUT else "prefill"


def machine_time(line: PriceLine) -> Quantity:
    """Machine time of one token, printed as plain seconds."""
    return _printed_as(line.seconds, "s")


def in_dollars(price: Quantity) -> Quantity:
    """A price per million tokens, printed as plain dollars."""
    return _printed_as(price, "USD")


def _printed_as(value: Quantity, unit: str) -> Quantity:
    """The same quantity, still in its own unit, where words around it say per what it is."""
    return replace(value, printed=format_quantity(replace(value, unit=unit)))
