"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "slab": ("prompt_tokens", "gpu", "model"),
    "sweep": ("prompt_tokens", "gpu", "model"),
    "flip": ("prompt_tokens", "gpu", "model"),
    "loop": ("output_tokens", "gpu", "prompt_tokens", "model"),
    "clock": ("prompt_tokens", "output_tokens", "model", "gpu"),
    "launch": ("plan_fixed", "model", "gpu", "prompt_tokens"),
    "ridge": ("gpu", "prompt_tokens", "model"),
    "computer": ("measure_run", "cache", "prompt_tokens", "model", "gpu"),
}
