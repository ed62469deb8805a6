"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

MODELS = ("model", "size_other")
MACHINE = ("gpu", "gpus", "size_bits")
ACTS = {
    "two": (*MODELS, "size_same", *MACHINE),
    "read": (*MODELS, "size_same", *MACHINE),
    "compute": (*MODELS, "batch", "context", "size_same", *MACHINE),
    "embed": (*MODELS, "size_same", *MACHINE),
    "cache": (*MODELS, "size_same", *MACHINE),
    "limit": ("batch", "context", *MODELS, "size_same", *MACHINE),
    "say": ("batch", "context", *MODELS, "size_same", *MACHINE),
}
