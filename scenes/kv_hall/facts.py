"""Numbers of the hall that are put together from others, and the words for amounts that may be none, one or capped.

Not here: what a slot costs (world part `cost`), what other KV heads would cost (`kv_variants`), and how many slots our
question has (`our_slots`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scenes.kv_hall.zones import shown_layers
from tourapp.authoring import Phrase, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ContextStop, KvVariants, Recording, Variant


def one_slot(per_token: Quantity) -> Quantity:
    """Bytes of one slot: the number of bytes per token told for one token, with the same derivation."""
    return replace(per_token, unit="B", name="one slot: the KV cache of one token")


def account(variant: Variant, stop: ContextStop) -> Phrase:
    """How one user's bytes come about: slots times bytes, or that a sliding window caps them."""
    product = float(stop.context.value) * float(variant.per_token.value)
    if math.isclose(float(stop.per_sequence.value), product, rel_tol=1e-9):
        return Phrase("{n:,.0f} × {slot}", n=float(stop.context.value), slot=one_slot(variant.per_token))
    return Phrase("capped by a sliding window")


def users_fit(users: Quantity) -> Phrase:
    """How many users fit, in words."""
    if int(users.value) == 0:
        return Phrase("none fit")
    return Phrase("{n} {n|fits|fit}", n=users)


def memory_words(variants: KvVariants, stop: ContextStop, users: int) -> tuple[Phrase, str]:
    """Whether as many `users` as are asked for fit at this length, and the role these words are in."""
    if variants.missing is not None:
        return Phrase("the weights alone are {over} larger", over=variants.missing), "waste"
    if int(stop.users.value) >= users:
        return Phrase("{n} {n|user|users} of the {most} that fit", n=users, most=stop.users), "good"
    if int(stop.users.value) == 0:
        return Phrase("not one user fits"), "waste"
    return Phrase(
        "memory is full: only {most} of {n} {n|user|users} {most|fits|fit}", n=users, most=stop.users
    ), "waste"


def room_left(variants: KvVariants, users: Quantity) -> Phrase:
    """What the weights leave of the memory, and for how many that is enough."""
    if variants.missing is not None:
        return Phrase("The weights alone are {over} larger than the usable memory: no user fits", over=variants.missing)
    if int(users.value) == 0:
        return Phrase("Beside the weights {room} of room is left: not one user fits", room=variants.room)
    return Phrase("Beside the weights {room} of room is left: {n} {n|user fits|users fit}", room=variants.room, n=users)


def how_it_ends(stops: Sequence[ContextStop], users: int) -> Phrase:
    """What memory says to the longest of the `stops`, for as many `users` as are asked for."""
    last = int(stops[-1].users.value)
    if last >= users:
        return (
            Phrase("this memory still holds all the users") if users > 1 else Phrase("this memory still holds one user")
        )
    if last > 0:
        return Phrase("in the end only {n} of {users} users {n|fits|fit} into memory", n=stops[-1].users, users=users)
    if int(stops[0].users.value) > 0:
        return Phrase("in the end not even one user fits")
    return Phrase("memory has no room for even one user")


def what_fewer_heads_do(most: Variant, least: Variant) -> Phrase:
    """What smaller slots mean for the number of users, here."""
    before, after = int(most.users.value), int(least.users.value)
    if after > before:
        return Phrase("so more users fit the same memory")
    if after > 0:
        return Phrase("though no more users fit")
    return Phrase("though here not one user fits")


def drawn(recording: Recording) -> Phrase:
    """Whose keys and values are drawn, and of how many layers and heads."""
    seen = shown_layers(recording)
    return Phrase(
        "Drawn: {n:d} {n|layer|layers} of {model}, each with {heads:d} KV {heads|head|heads}.",
        model=recording.model,
        n=len(seen),
        heads=recording.kv_heads,
    )


def counted(model: str, layers: Quantity, variant: Variant) -> Phrase:
    """Whose bytes are counted, and what they are of."""
    if variant.heads is None:
        return Phrase("Counted: {layers} layers of {model}, a latent vector in each.", model=model, layers=layers)
    words = "Counted: {layers} layers of {model}, {heads} KV {heads|head|heads} in each."
    return Phrase(words, model=model, layers=layers, heads=variant.heads)


def short(tokens: float) -> str:
    """Tokens as people who talk about context write them: 1k, 32k, 1M."""
    for size, sign in ((1e6, "M"), (1e3, "k")):
        if tokens >= size:
            number = tokens / size
            return (f"{number:,.0f}" if number >= 10 or number.is_integer() else f"{number:.1f}") + sign
    return f"{tokens:,.0f}"
