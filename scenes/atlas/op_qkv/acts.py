"""Which controls change the picture in which beat."""

from __future__ import annotations

SCENARIO = ("model", "batch", "weight_bits", "kv_bits")
ACTS: dict[str, tuple[str, ...]] = {"what": (), "cost": SCENARIO, "scale": ("qkv_heads", *SCENARIO)}
