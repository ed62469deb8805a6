"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "empty": ("model", "kv_heads", "kv_bits"),
    "prefill": ("model", "kv_heads", "kv_bits"),
    "decode": ("model", "kv_heads"),
    "grow": ("context", "batch", "kv_heads", "kv_bits", "model", "gpu"),
    "scales": ("batch", "kv_bits", "kv_heads", "model", "gpu"),
    "heads": ("kv_heads", "context", "kv_bits", "model", "gpu"),
}
