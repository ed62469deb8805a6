"""The head's meters in this scene: the scenario whose nearest runs are framed, in few words."""

from __future__ import annotations

from tourapp.authoring import Frame, Meter, Meters, Phrase


def scenario_meters(f: Frame) -> Meters:
    """Arithmetic and bytes of a token, and memory held, as the cost model has them."""
    costs = f.world.cost
    held, total = costs.capacity.held_bytes, costs.capacity.memory_bytes
    fits = float(held.value) <= float(total.value)
    return (
        Meter("FLOPs / token", costs.decode.flops_per_token, "prefill"),
        Meter(Phrase("Bytes / token, batch {n}", n=f.inputs.batch), costs.decode.bytes_per_token, "weights"),
        Meter(Phrase("VRAM, of {gb:,.0f} GB", gb=float(total.value) / 1e9), held, "good" if fits else "waste"),
    )
