"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS = {
    "tower": ("model", "tower_by", "tower_zoom"),
    "weights": ("tower_by", "tower_phase", "model", "batch", "context", "tower_zoom"),
    "scale": ("tower_zoom",),
    "moe": ("model", "batch", "tower_zoom"),
    "enter": ("tower_part", "tower_zoom", "model", "tower_by"),
}
