"""Truths of pricing on real data: the bill adds up as it is printed, and the card follows from cost."""

from __future__ import annotations

import pytest

from tourapp.quantity import format_sum
from tourapp.world import Work, World

STILL = World(work=Work(wait=False))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"batch": 512},
        {"cache_hit": 0.0},
        {"cache_hit": 1.0},
        {"margin": 3},
        {"utilisation": 0.05},
        {"gpu": "l4", "model": "llama-3-8b"},
        {"model": "deepseek-v3"},
    ],
)
def test_law_04_the_bill_adds_up_as_printed(change: dict[str, object]) -> None:
    bill = STILL.with_inputs(**change).bill
    assert sum(float(line.amount.value) for line in bill.lines) == pytest.approx(float(bill.total.value))
    parts, total = format_sum([line.amount for line in bill.lines], bill.total)
    cents = [round(float(text.strip("$").replace(",", "")) * 10_000_000) for text in (*parts, total)]
    assert sum(cents[:-1]) == cents[-1]


def test_card_price_is_cost_over_utilisation_with_margin() -> None:
    plain, expensive = STILL.bill, STILL.with_inputs(utilisation=0.5, margin=1).bill
    for kind in ("cached", "input", "output"):
        assert float(expensive.line(kind).card.value) == pytest.approx(4 * float(plain.line(kind).card.value))
        assert float(expensive.line(kind).achieved.value) == pytest.approx(float(plain.line(kind).achieved.value))
