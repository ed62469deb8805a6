"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ACTS = {
    "card": ("price_list",),
    "hour": ("gpu_hour", "gpus", "gpu"),
    "input": ("model", "gpu", "gpus", "batch", "mfu", "mbu"),
    "output": ("batch", "context", "model", "gpu", "gpus", "mfu", "mbu"),
    "ratio": ("batch", "context", "model", "gpu", "gpus", "mfu", "mbu", "price_list"),
    "batch": ("batch", "context", "model", "gpu", "gpus", "mfu", "mbu", "price_list"),
    "say": ("batch", "context", "model", "gpu", "gpus"),
}
