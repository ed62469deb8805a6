"""The head's meters in this scene: the bytes of the weights that are on stage in this beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.quantization.snap import snap_moment
from tourapp.authoring import Frame, Meter, Meters, Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ModelAtWidth, Quant

ONE_USER = 1


def head_meters(f: Frame) -> Meters:
    """One user on as few GPUs as the model takes at these bits: what a token moves, and what all weights fill."""
    size = on_stage(f, f.world.quant)
    return (
        Meter("FLOPs / token · forward", f.world.cost.decode.flops_per_token, "prefill"),
        Meter(Phrase("Bytes / token · decode, batch {n}", n=ONE_USER), size.moved, "weights"),
        Meter(Phrase("VRAM · all weights, of {gb:,.0f} GB", gb=float(size.memory.value) / 1e9), size.weights, "good"),
    )


def on_stage(f: Frame, quant: Quant) -> ModelAtWidth:
    """The width that this moment tells of: sixteen bits, then what snaps now, then the chosen one."""
    if f.beat_name == "memory":
        return quant.full
    if f.beat_name == "snap":
        bits = snap_moment(f, quant).bits
        return next(size for size in quant.sizes if size.bits == bits)
    return quant.chosen
