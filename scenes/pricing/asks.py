"""What a class is asked before the lists: how many times as dear as input output is, at most, where it is sold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tourapp.authoring import Ask, Frame, Quantity, derive

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PriceCard


def dearest_output(f: Frame) -> Quantity:
    """The highest ratio of output to input among the dated lists."""
    ratios = [_ratio(card) for card in f.world.price_cards]
    return max(ratios, key=lambda ratio: float(ratio.value))


def _ratio(card: PriceCard) -> Quantity:
    dear, cheap = (_known(card, "output"), _known(card, "input"))
    return derive("output over input, as listed", "r", "times", f"{dear.symbol} / {cheap.symbol}", dear, cheap)


def _known(card: PriceCard, field: str) -> Quantity:
    """A figure that every card has."""
    found = card.number(field)
    assert found is not None, field
    return found


def _fields(f: Frame) -> Mapping[str, Quantity]:
    return {"here": f.world.ratios.here}


ASKS = {
    "market": Ask(
        "Here physics makes output {here} as dear as input. And price lists, at most?",
        dearest_output,
        note="Output over input, on dated lists of providers; a whole number will do.",
        high=100.0,
        tempts="A price list knows neither your batch nor your machine: it is one number for all of them.",
        fields=_fields,
        lands=0.6,
    )
}
