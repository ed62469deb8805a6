"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

THREE = ("score_1", "score_2", "score_3")
ACTS: dict[str, tuple[str, ...]] = {
    "exp": (*THREE, "soft_source"),
    "shift": ("soft_offset", *THREE, "soft_source"),
    "overflow": ("precision", "soft_offset", *THREE, "soft_source"),
    "real": ("precision",),
    "heat": ("soft_heat", "soft_source"),
    "sqrt": ("product_length",),
    "online": (),
}
