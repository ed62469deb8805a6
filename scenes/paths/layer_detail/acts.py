"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

MACHINE = ("gpu", "gpus", "weight_bits")
ROWS = ("layer_sort", "layer_share")
ACTS = {
    "flow": ("prompt_tokens", "model", "layer_phase", "batch"),
    "table": ("layer_phase", "prompt_tokens", *ROWS, "model", "batch", *MACHINE),
    "decode": ("batch", "context", *ROWS, "layer_phase", "model", *MACHINE),
    "fused": ("prompt_tokens", "model", "layer_phase", "batch", *MACHINE),
    "long": ("context", "batch", "model", *MACHINE),
    "roof": ("batch", "prompt_tokens", "model", *MACHINE),
}
