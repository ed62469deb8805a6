"""What the widths of the three ribbons mean, column by column: the way of the money from the hour to the bill.

A third of the hour, time per token, tokens per second, dollars per million (each on a logarithmic scale), and the
price's part of the bill (to scale).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenes.pricing.prices import PRICES
from scenes.pricing.ribbon import Ribbon

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Bill

HOUR_WIDTH, HOUR_TOP, HOUR_STEP = 46.0, 400.0, 52.0
LANES_TOP, LANES_STEP = 290.0, 175.0
BILL_TOP, BILL_HEIGHT, BILL_GAP, BILL_THIN = 250.0, 400.0, 8.0, 5.0
LEAST = 1e-12
"""Dollars: keeps a price of nothing on a logarithmic scale."""


def log_width(value: float, among: Sequence[float], *, thin: float, thick: float) -> float:
    """A width between thin (the least `among` them) and thick (the largest), on a logarithmic scale."""
    low, high = min(among), max(among)
    if high <= low * 1.0001 or value <= 0:
        return thick / 2
    share = (np.log(value) - np.log(low)) / (np.log(high) - np.log(low))
    return float(thin + (thick - thin) * np.clip(share, 0, 1))


def ribbons_of(bill: Bill) -> list[Ribbon]:
    """The three ways, in the order of the bill."""
    seconds = [float(line.seconds.value) for line in bill.lines]
    rates = [float(line.rate.value) for line in bill.lines]
    cards = [max(float(line.card.value), LEAST) for line in bill.lines]
    amounts = [float(line.amount.value) for line in bill.lines]
    total = max(sum(amounts), LEAST)
    y, out = BILL_TOP, []
    for k, (price, line) in enumerate(zip(PRICES, bill.lines, strict=True)):
        tall = max(BILL_THIN, BILL_HEIGHT * amounts[k] / total)
        lane = LANES_TOP + LANES_STEP * k
        middle = (HOUR_TOP + HOUR_STEP * (k + 0.5), LANES_TOP + 170.0 * k, lane, lane, y + tall / 2)
        width = (
            HOUR_WIDTH,
            log_width(seconds[k], seconds, thin=6, thick=70),
            log_width(rates[k], rates, thin=6, thick=130),
            log_width(cards[k], cards, thin=5, thick=120),
            tall,
        )
        out.append(Ribbon(price, line, middle, width))
        y += tall + BILL_GAP
    return out
