"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "grid": ("gpu",),
    "prefill": ("prompt_tokens", "gpu", "phase", "batch", "weight_bits"),
    "decode": ("batch", "gpu", "phase", "weight_bits"),
    "why": ("batch", "weight_bits", "prompt_tokens", "gpu"),
    "roofline": ("batch", "gpu", "weight_bits"),
    "generations": ("gpu",),
}
