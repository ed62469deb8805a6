"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "read": ("temperature", "top_p", "seed"),
    "softmax": ("temperature", "top_p", "seed"),
    "reshape": ("temperature", "top_p", "top_k", "seed", "draws"),
    "draw": ("seed", "draws", "temperature", "top_k", "top_p"),
    "loop": ("temperature", "seed", "top_k", "top_p"),
}
