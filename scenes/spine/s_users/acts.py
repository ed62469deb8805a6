"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

MACHINE = ("model", "gpu", "gpus", "weight_bits", "usable")
ACTS = {
    "hook": ("context", "kv_bits", *MACHINE),
    "weights": ("weight_bits", "model", "gpu", "gpus", "usable", "users_paged", "context", "kv_bits"),
    "one": ("context", "kv_bits", "users_paged", *MACHINE),
    "divide": ("context", "kv_bits", "users_paged", *MACHINE),
    "cliff": ("context", "kv_bits", "users_paged", *MACHINE),
    "rescue": ("kv_bits", "weight_bits", "context", "model", "gpu", "gpus", "usable"),
    "people": ("users_think", "output_tokens", "context", "kv_bits", *MACHINE),
    "say": ("context", "kv_bits", *MACHINE),
}
