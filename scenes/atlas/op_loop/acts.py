"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS: dict[str, tuple[str, ...]] = {
    "what": (),
    "cost": ("batch", "context", "gpu", "weight_bits", "model"),
    "scale": ("context", "batch", "gpu", "weight_bits", "model"),
}
