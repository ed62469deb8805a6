"""Numbers of the hall that are put together from others: bytes of this request's slots.

Not here: what a slot costs (world part `cost`) and what other KV heads would cost (`kv_variants`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from tourapp.quantity import Quantity, derive, format_quantity


@dataclass(frozen=True, slots=True)
class RequestNumbers:
    """Bytes of this request's slots in the hall."""

    prompt_bytes: Quantity
    total_bytes: Quantity


def request_numbers(prompt: int, answer: int, per_token: Quantity) -> RequestNumbers:
    """From the tokens of prompt and answer and the bytes of one slot, in B/token."""
    p = Quantity(prompt, "token", "prompt tokens", "P")
    a = Quantity(answer, "token", "answer tokens", "A")
    total = derive("tokens of prompt and answer", "N", "token", "P + A", p, a)
    return RequestNumbers(
        derive("slots of the prompt", "K_P", "B", "P * κ", p, per_token),
        derive("slots of prompt and answer", "K_N", "B", "N * κ", total, per_token),
    )


def account(variant: Any, context: Quantity) -> str:
    """How one user's bytes come about, in words: slots times bytes, or that a sliding window caps them."""
    if math.isclose(
        float(variant.per_sequence.value), float(context.value) * float(variant.per_token.value), rel_tol=1e-9
    ):
        return f"{format_quantity(context)} × {format_quantity(one_slot(variant.per_token))}"
    return "capped by a sliding window"


def one_slot(per_token: Quantity) -> Quantity:
    """Bytes of one slot: the number of bytes per token told for one token, with the same derivation."""
    return replace(per_token, unit="B", name="one slot: the KV cache of one token")
