"""What each technique gains, read from the very stop that shows it, at the settings that stop has now.

Nothing is computed a second time: a gain is the number of a world part. Not here: the totals (world part `account`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import DamagedFileError, Frame, Phrase, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Recording


@dataclass(frozen=True, slots=True)
class Gain:
    """One technique: the fact it is about, its name, what it does, its number, the key of the stop that shows it (""
    for none). Those that fight the memory wall have one kind of number: how many times as much one read, or one byte of
    memory, does."""

    fact: str
    name: str
    words: Phrase
    value: Quantity
    stop: str = ""

    @property
    def left(self) -> float:
        """The share of the bytes that is left to be read for one token, 0 to 1."""
        return 1.0 / max(1.0, float(self.value.value))


def how_it_ends(recording: Recording) -> Phrase:
    """Whether the answer came to its own end."""
    if recording.ended:
        return Phrase("The answer is written.")
    if recording.writing:
        return Phrase("The answer is still being written.")
    if recording.finish != "length":
        return Phrase("The answer was stopped after {n} {n|token|tokens}.", n=len(recording.ids))
    return Phrase("The answer stops at its limit of {n} {n|token|tokens}.", n=len(recording.ids))


def seen_at(f: Frame, fact: str) -> tuple[Frame, str]:
    """The frame of the nearest stop before this one that shows a fact, and that stop's key; this very frame where there
    is none, or while its world is still to be computed."""
    stop = f.journey.about(fact)
    frame = stop.frame() if stop is not None else None
    return (frame or f), (stop.key if stop is not None else "")


def memory_gains(f: Frame) -> tuple[Gain, ...]:
    """What fights the memory wall."""
    return _told(f, _batching, _kv_heads, _paging, _flash, _speculation, _quantization)


def recomputation_gains(f: Frame) -> tuple[Gain, ...]:
    """What fights doing work again."""
    return _told(f, _cache, _mask, _shared_prompt, _cached_input)


def _told(f: Frame, *gains: Callable[[Frame], Gain]) -> tuple[Gain, ...]:
    """Those whose numbers there are: where a table is damaged, its own stop says so."""
    found = []
    for gain in gains:
        with suppress(DamagedFileError):
            found.append(gain(f))
    return tuple(found)


def _batching(f: Frame) -> Gain:
    at, key = seen_at(f, "slot_read")
    users = at.world.slot_read.users
    return Gain("slot_read", "Batching", Phrase("one read serves {n} {n|user|users}", n=int(users.value)), users, key)


def _kv_heads(f: Frame) -> Gain:
    at, key = seen_at(f, "kv_variants")
    saved, kind = at.world.kv_variants.saved, at.world.kv_variants.own.label
    words = Phrase("fewer bytes of cache, {kind}", kind=kind)
    if float(saved.value) == 1:
        words = Phrase("none saved, {kind}", kind=kind)
    return Gain("kv_variants", "Fewer KV heads", words, saved, key)


def _paging(f: Frame) -> Gain:
    at, key = seen_at(f, "paging_numbers")
    more = at.world.paging_numbers.gained
    return Gain("paging_numbers", "Paging", Phrase("more users fit one read"), more, key)


def _flash(f: Frame) -> Gain:
    at, key = seen_at(f, "flash_traffic")
    causal = bool(at.controls.get("causal", True))
    gain = at.world.flash_traffic[causal].gain
    return Gain("flash_traffic", "FlashAttention", Phrase("attention in small tiles"), gain, key)


def _speculation(f: Frame) -> Gain:
    at, key = seen_at(f, "speculation_numbers")
    words = Phrase("more tokens from one read")
    return Gain("speculation_numbers", "Speculation", words, at.world.speculation_numbers.measured, key)


def _quantization(f: Frame) -> Gain:
    at, key = seen_at(f, "quant")
    words = Phrase("16 bits become {bits}", bits=at.inputs.quant_bits)
    return Gain("quant", "Quantization", words, at.world.quant.gain, key)


def _cache(f: Frame) -> Gain:
    at, key = seen_at(f, "loop")
    return Gain("loop", "KV cache", Phrase("as many token passes without it"), at.world.loop.saved, key)


def _mask(f: Frame) -> Gain:
    at, key = seen_at(f, "head_overview")
    return Gain("head_overview", "Causal mask", Phrase("kept keys stay valid"), at.world.our_slots.total, key)


def _shared_prompt(f: Frame) -> Gain:
    at, key = seen_at(f, "paging_numbers")
    shared = at.world.paging_numbers.shared
    words = Phrase("{n|block|blocks} of the prompt stored once", n=shared)
    return Gain("paging_numbers", "Shared prompt", words, shared, key)


def _cached_input(f: Frame) -> Gain:
    at, key = seen_at(f, "bill")
    return Gain("bill", "Cached input", Phrase("cheaper than input"), at.world.bill.cached_ratio, key)
