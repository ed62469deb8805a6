"""The head's meters in few words: arithmetic and bytes of a token, and memory held.

Not here: the figures themselves, which are the cost model's.
"""

from __future__ import annotations

from tourapp.authoring import Frame, Meter, Meters, Phrase, Quantity


def scenario_meters(f: Frame) -> Meters:
    """The chosen model on its machine, in a decode step."""
    costs = f.world.cost
    step, memory = costs.decode, costs.capacity
    return machine_meters(
        batch_words(f), step.flops_per_token, step.bytes_per_token, (memory.held_bytes, memory.memory_bytes)
    )


def batch_words(f: Frame) -> Phrase:
    """What the bytes of a token are called where a batch shares the weights."""
    return Phrase("Bytes / token, batch {n}", n=f.inputs.batch)


def machine_meters(
    bytes_words: str | Phrase, flops: Quantity, moved: Quantity, memory: tuple[Quantity, Quantity]
) -> Meters:
    """The meters of figures that stand: FLOP and B of a token, and memory that is held, of all there is, in B."""
    held, total = memory
    fits = float(held.value) <= float(total.value)
    return (
        Meter("FLOPs / token", flops, "prefill"),
        Meter(bytes_words, moved, "weights"),
        Meter(Phrase("VRAM, of {gb:,.0f} GB", gb=float(total.value) / 1e9), held, "good" if fits else "waste"),
    )
