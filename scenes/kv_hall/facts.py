"""Numbers of the hall that are put together from others, and the words for amounts that may be none, one or capped.

Not here: what a slot costs (world part `cost`) and what other KV heads would cost (`kv_variants`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Quantity, derive

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Variant


@dataclass(frozen=True, slots=True)
class RequestSlots:
    """Bytes of this request's slots in the hall."""

    prompt_bytes: Quantity
    total_bytes: Quantity


def request_slots(prompt: int, answer: int, per_token: Quantity) -> RequestSlots:
    """From the tokens of prompt and answer and the bytes of one slot, in B/token."""
    p = Quantity(prompt, "token", "prompt tokens", "P")
    a = Quantity(answer, "token", "answer tokens", "A")
    total = derive("tokens of prompt and answer", "N", "token", "P + A", p, a)
    return RequestSlots(
        derive("slots of the prompt", "K_P", "B", "P * κ", p, per_token),
        derive("slots of prompt and answer", "K_N", "B", "N * κ", total, per_token),
    )


def one_slot(per_token: Quantity) -> Quantity:
    """Bytes of one slot: the number of bytes per token told for one token, with the same derivation."""
    return replace(per_token, unit="B", name="one slot: the KV cache of one token")


def account(variant: Variant, context: Quantity) -> Phrase:
    """How one user's bytes come about: slots times bytes, or that a sliding window caps them."""
    product = float(context.value) * float(variant.per_token.value)
    if math.isclose(float(variant.per_sequence.value), product, rel_tol=1e-9):
        return Phrase("{context} × {slot}", context=context, slot=one_slot(variant.per_token))
    return Phrase("capped by a sliding window")


def users_fit(users: Quantity) -> Phrase:
    """How many users fit, in words."""
    count = int(users.value)
    if count == 0:
        return Phrase("none fit")
    return Phrase("one fits") if count == 1 else Phrase("{n} fit", n=count)


def memory_full(users: int, tokens: Quantity) -> Phrase:
    """What the red line means: how many users at how many tokens each fill the memory."""
    if users == 1:
        return Phrase("memory is full: one user of {tokens}", tokens=tokens)
    return Phrase("memory is full: {users} users of {tokens}", users=users, tokens=tokens)


def short(tokens: float) -> str:
    """Tokens as people who talk about context write them: 1k, 32k, 1M."""
    for size, sign in ((1e6, "M"), (1e3, "k")):
        if tokens >= size:
            number = tokens / size
            return (f"{number:,.0f}" if number >= 10 or number.is_integer() else f"{number:.1f}") + sign
    return f"{tokens:,.0f}"
