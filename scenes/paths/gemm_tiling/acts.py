"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS: dict[str, tuple[str, ...]] = {
    "naive": (),
    "tile": ("tile_side",),
    "loop": ("tile_side",),
    "race": ("product_run",),
    "sms": ("tile_tokens", "tile_side", "tile_matrix", "gpu"),
    "saw": ("tile_tokens", "saw_matrix", "tile_side", "gpu"),
    "thin": ("tile_rows", "tile_side", "tile_matrix", "gpu"),
    "fit": ("tile_sram", "tile_depth", "tile_order", "gpu", "tile_tokens", "tile_matrix"),
}
