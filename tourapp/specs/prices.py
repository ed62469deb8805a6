"""Price cards of vendors: dollars per million tokens, as dated examples. Not here: prices computed from hardware."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from tourapp.quantity import Quantity
from tourapp.specs.row import Money, SpecRow


class PriceCard(SpecRow, frozen=True):
    """What one vendor charged for one model on `date`; cached_input is None where the card names none."""

    FIGURES: ClassVar[dict[str, tuple[str, str, str, float]]] = {
        "input": ("listed price of input", "p_in", "USD/Mtoken", 1),
        "cached_input": ("listed price of cached input", "p_cached", "USD/Mtoken", 1),
        "output": ("listed price of output", "p_out", "USD/Mtoken", 1),
    }

    KIND: ClassVar[str] = "listed"

    vendor: str
    input: Money
    output: Money
    cached_input: Money | None = None

    def number(self, field: str) -> Quantity | None:
        """The figure of a field; every card's has an id of its own, for many cards stand on one stage."""
        found = super().number(field)
        return found and replace(found, id=f"{found.id}(card={self.id})")

    def problem(self) -> str | None:
        """A cached price above the input price is a typing mistake."""
        if self.cached_input is not None and self.cached_input > self.input:
            return "cached_input: above input"
        return None
