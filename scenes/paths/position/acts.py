"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS: dict[str, tuple[str, ...]] = {
    "blind": ("word_order",),
    "leak": (),
    "turn": ("turn_pair", "rope_base", "place_head", "place_text"),
    "pair": ("place_query", "pair_apart", "place_head", "place_text", "rope_base"),
    "curve": ("place_head", "place_text", "rope_base"),
    "shift": ("moved_by",),
    "long": ("rope_base",),
}
