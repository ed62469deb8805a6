"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS: dict[str, tuple[str, ...]] = {
    "what": ("model", "batch"),
    "cost": ("batch", "model", "weight_bits", "gpu"),
    "scale": ("batch", "model", "weight_bits", "gpu"),
}
