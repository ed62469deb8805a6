"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS: dict[str, tuple[str, ...]] = {
    "what": ("down_layer",),
    "cost": ("model", "gpus", "down_layer", "weight_bits", "batch", "gpu"),
    "scale": ("weight_bits", "gpus", "model", "batch", "gpu"),
}
