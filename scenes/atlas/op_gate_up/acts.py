"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS: dict[str, tuple[str, ...]] = {
    "what": ("gate_layer",),
    "cost": ("gate_layer", "model", "batch", "weight_bits", "gpu"),
    "scale": ("batch", "weight_bits", "model", "gpu"),
}
