"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS: dict[str, tuple[str, ...]] = {
    "what": (),
    "cost": ("kv_bits", "model", "context", "batch"),
    "scale": ("state_heads", "context", "kv_bits", "model", "batch"),
}
