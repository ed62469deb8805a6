"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "card": ("gpu", "gpu_hour", "model", "batch", "context", "mfu", "mbu", "margin", "utilisation"),
    "input": ("mfu", "gpu_hour", "gpu", "model", "batch", "context", "mbu", "cache_hit", "margin", "utilisation"),
    "cached": ("cache_hit", "context", "gpu", "model", "gpu_hour", "batch", "mfu", "mbu", "margin", "utilisation"),
    "output": ("batch", "gpu", "model", "gpu_hour", "context", "mfu", "mbu", "cache_hit", "margin", "utilisation"),
    "bill": ("cache_hit", "batch", "gpu", "model", "gpu_hour", "context", "mfu", "mbu", "margin", "utilisation"),
    "market": ("batch", "gpu", "model", "context", "mfu", "mbu"),
}
