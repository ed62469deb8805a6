"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

SCENARIO = ("batch", "context", "model", "weight_bits", "kv_bits", "gpu", "gpus")
ACTS = {
    "equation": SCENARIO,
    "table": ("lever", *SCENARIO, "lever_comm"),
    "bytes": ("lever", "weight_bits", "batch", "context", "model", "kv_bits", "gpu", "gpus", "lever_comm"),
    "cache": ("lever", "context", "batch", "kv_bits", "model", "weight_bits", "gpu", "gpus", "lever_comm"),
    "share": ("lever", *SCENARIO, "lever_comm"),
    "machine": ("lever", "gpus", "gpu", "batch", "context", "model", "weight_bits", "kv_bits", "lever_comm"),
    "nothing": ("context", "batch", "model", "weight_bits", "kv_bits", "gpu", "gpus", "lever_comm"),
    "say": (*SCENARIO, "lever_comm"),
}
