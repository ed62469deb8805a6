"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

VIEW = ("zoom", "operator")
SCENARIO = ("model", "gpu", "gpus", "batch", "context", "weight_bits")
ACTS = {
    "text": VIEW,
    "layer": ("model", "pass_phase", "gpu", "gpus", "batch", "context", "weight_bits", *VIEW),
    "prefill": ("batch", "model", "gpu", "gpus", "context", "weight_bits", *VIEW),
    "decode": ("batch", "context", "model", "gpu", "gpus", "weight_bits", *VIEW),
    "pick": ("batch", "context", "model", "gpu", "gpus", "weight_bits", *VIEW),
    "loop": ("context", "batch", "model", "gpu", "gpus", "weight_bits", *VIEW),
    "account": ("context", "batch", "pass_phase", "model", "gpu", "gpus", "weight_bits", *VIEW),
}
