"""What a class is asked before the run fills the pool: how many slots hold a token when memory is fullest."""

from __future__ import annotations

from scenes.paging.words import empty_slots
from tourapp.authoring import Ask, Frame, Quantity, origin


def slots_used(f: Frame) -> Quantity:
    """Slots with a token where the requests want most of the pool, one slab per request."""
    written = empty_slots(f.world).written
    return Quantity(written, "1", "slots that hold a token", "n", source=origin.COUNTED)


ASKS = {
    "empty": Ask(
        "With slabs, how many of the {pool} slots hold a token at the busiest step?",
        slots_used,
        note="One slab per request, {cut}; whoever finds no slab waits outside.",
        high=1000.0,
        tempts="A slot that is held is not yet a slot that is used: it waits for a token.",
        lands=0.56,
    )
}
