"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

SUM = ("word_a", "word_c", "word_b")
ACTS: dict[str, tuple[str, ...]] = {
    "row": ("near_word",),
    "near": ("near_word", "near_count", "centred"),
    "map": (),
    "analogy": (*SUM, "centred", "keep_inputs"),
    "honest": ("keep_inputs", "centred"),
    "crowd": ("centred", *SUM),
    "tied": (),
}
