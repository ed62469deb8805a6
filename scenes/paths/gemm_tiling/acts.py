"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS: dict[str, tuple[str, ...]] = {
    "naive": (),
    "tile": ("tile_side",),
    "loop": ("tile_side",),
    "sms": ("tile_tokens", "tile_side", "tile_matrix", "gpu"),
    "thin": ("tile_rows", "tile_side", "tile_matrix", "gpu"),
    "fit": ("tile_order", "tile_tokens", "tile_matrix", "gpu"),
}
