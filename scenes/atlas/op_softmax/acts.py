"""Which controls change the picture in which beat."""

from __future__ import annotations

SCENARIO = ("prompt_tokens", "context", "batch", "model")
ACTS: dict[str, tuple[str, ...]] = {"what": (), "cost": SCENARIO, "scale": ("softmax_fused", *SCENARIO)}
