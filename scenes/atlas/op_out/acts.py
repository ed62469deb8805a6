"""Which controls change the picture in which beat."""

from __future__ import annotations

SCENARIO = ("gpus", "gpu", "model", "batch", "weight_bits")
ACTS: dict[str, tuple[str, ...]] = {"what": (), "cost": SCENARIO, "scale": SCENARIO}
