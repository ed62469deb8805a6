"""What the light tells in passing a stop: one number of our request there, and what it counts.

A glimpse belongs to a fact, and so to whichever scene says that it is about that fact; the number is read in the world
of the stop that is passed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from tourapp.authoring import DamagedFileError, Phrase, Quantity, StopView, World, ends_alone


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A number, and what it counts."""

    value: Quantity
    words: Phrase
    form: str = "{v}"


def _busy(world: World) -> Glimpse:
    return Glimpse(world.cost.decode.compute_busy, Phrase("of a decode step the math works, ideal"))


def _rhythm(world: World) -> Glimpse:
    told = world.our_times.achieved_between
    ends = ends_alone(told, world.reached, "token")
    return Glimpse(told, Phrase("from one word to the next, achieved: {ends}", ends=ends))


READ: dict[str, Callable[[World], Glimpse]] = {
    "trip_numbers": lambda w: Glimpse(w.trip_numbers.one_way, Phrase("from the keyboard to the datacentre")),
    "queue_numbers": lambda w: Glimpse(w.account.stay.wait, Phrase("in line for a free GPU")),
    "text": lambda w: Glimpse(w.account.prompt, Phrase("in the prompt, its template included")),
    "choice": lambda w: Glimpse(w.account.answer, Phrase("drawn, one after the other")),
    "request_times": _rhythm,
    "loop": lambda w: Glimpse(w.account.cache, Phrase("of keys and values kept for us")),
    "head_overview": lambda w: Glimpse(w.our_slots.total, Phrase("with keys to look back on")),
    "decode.compute_busy": _busy,
    "slot_read": lambda w: Glimpse(w.slot_read.users, Phrase("users share one read of the weights"), "{v:,.0f}"),
    "paging_numbers": lambda w: Glimpse(w.paging_numbers.used["paged"], Phrase("of the memory held has words in it")),
    "flash_traffic": lambda w: Glimpse(w.flash_traffic[True].gain, Phrase("less memory traffic for attention")),
    "speculation_numbers": lambda w: Glimpse(
        w.speculation_numbers.measured, Phrase("tokens from one read of the weights")
    ),
    "quant": lambda w: Glimpse(w.quant.gain, Phrase("fewer bytes of weights")),
    "bill": lambda w: Glimpse(w.account.dollars, Phrase("for question and answer"), "${v:.5f}"),
}
"""By fact."""


def glimpse(stop: StopView) -> Glimpse | None:
    """What that stop tells of our request; None where there is nothing, or it is not computed yet."""
    named = max(READ, key=stop.scene.names)
    frame = stop.frame() if stop.scene.names(named) else None
    if frame is None:
        return None
    with suppress(DamagedFileError):
        return READ[named](frame.world)
    return None
