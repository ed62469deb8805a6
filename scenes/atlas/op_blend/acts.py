"""Which controls change the picture in which beat."""

from __future__ import annotations

SCENARIO = ("batch", "context", "kv_bits", "model")
ACTS: dict[str, tuple[str, ...]] = {"what": (), "cost": SCENARIO, "scale": ("batch", "blend_heads", *SCENARIO[1:])}
