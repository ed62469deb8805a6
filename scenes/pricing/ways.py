"""The way of the money from the machine to its price: three ribbons, each as wide everywhere as its part of the bill.

One scale from end to end: `HEIGHT` is all the money of a million questions like ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.pricing.prices import PRICES
from scenes.pricing.ribbon import Ribbon

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill

HEIGHT = 330.0
"""Of all ribbons together."""
MACHINE_TOP = 300.0
LANES_TOP, ABOVE, BELOW = 174.0, 46.0, 34.0
"""Where the first lane begins, and its room for numbers above the ribbon and for its name below."""


def ribbons_of(bill: Bill) -> list[Ribbon]:
    """The three ways, in the order of the bill."""
    total = float(bill.total.value)
    start, lane, out = MACHINE_TOP, LANES_TOP, []
    for price, line in zip(PRICES, bill.lines, strict=True):
        width = HEIGHT * float(line.amount.value) / total
        lane += ABOVE
        middle = lane + width / 2
        out.append(Ribbon(price, line, (start + width / 2, middle, middle, middle, middle), width))
        start, lane = start + width, lane + width + BELOW
    return out
