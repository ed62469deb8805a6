"""The head's meters of a card: arithmetic and bytes of a token in decode, and memory held, in few words.

Not here: the figures themselves, which are the cost model's.
"""

from __future__ import annotations

from tourapp.authoring import Frame, Meter, Meters, Phrase


def card_meters(f: Frame) -> Meters:
    """The chosen model on its machine."""
    costs = f.world.cost
    held, total = costs.capacity.held_bytes, costs.capacity.memory_bytes
    fits = float(held.value) <= float(total.value)
    return (
        Meter("FLOPs / token", costs.decode.flops_per_token, "prefill"),
        Meter(Phrase("Bytes / token, batch {n}", n=f.inputs.batch), costs.decode.bytes_per_token, "weights"),
        Meter(Phrase("VRAM, of {gb:,.0f} GB", gb=float(total.value) / 1e9), held, "good" if fits else "waste"),
    )
