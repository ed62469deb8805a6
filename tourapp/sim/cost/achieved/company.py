"""The others of a batch: one of their prompts is read for each answer that ends, between the steps of the rest."""

from __future__ import annotations

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import SETTING


def other_prompts(batch: Quantity, answer: int, prefill: Quantity) -> Quantity:
    """Seconds between two tokens in which prompts of the others are read: of B - 1 others each brings one prompt, whose
    prefill takes t_pre, in the n tokens of an answer."""
    tokens = Quantity(answer, "1", "tokens of an answer", "n", source=SETTING)
    prefill = prefill.named(prefill.name, "t_pre")
    return derive("other prompts between two tokens", "t", "s", "(B - 1) / n * t_pre", batch, tokens, prefill)
