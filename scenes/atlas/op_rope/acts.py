"""Which controls change the picture in which beat."""

from __future__ import annotations

ACTS: dict[str, tuple[str, ...]] = {
    "what": ("rope_position",),
    "cost": ("model", "rope_position", "batch"),
    "scale": ("rope_position", "model", "batch"),
}
