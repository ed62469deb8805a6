"""World part of our question's place in the cache: how many slots it holds, and their bytes for every kind of cache.

A token gets its slot when it is fed to the model, so the prompt and all of the answer but its last token have one. Not
here: what a slot costs (`kv_variants`); with the model's own heads the bytes are those of the account.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.world.part import PartView, part


@dataclass(frozen=True, slots=True)
class OurSlots:
    """prompt, total: slots of the prompt, and of all that is in the cache at the end. By the variant's id: the bytes of
    both."""

    prompt: Quantity
    total: Quantity
    prompt_bytes: dict[str, Quantity]
    total_bytes: dict[str, Quantity]


@part("our_slots", needs=("kv_variants", "our_tokens"))
def _our_slots(view: PartView) -> OurSlots:
    ours = view.our_tokens
    prompt, total = ours.prompt, ours.slots.named("slots of our question and its answer", "N")
    first, whole = {}, {}
    for item in view.kv_variants.variants:
        first[item.id] = derive("slots of the prompt", "K_P", "B", "P * κ", prompt, item.per_token)
        whole[item.id] = derive("slots of prompt and answer", "K_N", "B", "N * κ", total, item.per_token)
        if item.own:
            whole[item.id] = ours.cache
    return OurSlots(prompt, total, first, whole)
