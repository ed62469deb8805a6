"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

MACHINE = ("model", "gpu", "gpus", "weight_bits", "kv_bits")
ACTS = {
    "ask": (
        *("batch", "context", *MACHINE, "prompt_tokens", "output_tokens", "usable", "gpu_hour"),
        *("mfu", "mbu", "plan_ttft", "plan_itl"),
    ),
    "fits": ("weight_bits", "context", "model", "gpu", "gpus", "kv_bits", "usable"),
    "knobs": ("knob_goal", "batch", *MACHINE, "context", "prompt_tokens", "usable", "gpu_hour"),
    "rules": ("rule_row", "context", *MACHINE, "batch", "prompt_tokens", "usable"),
    "sweep": ("plan_itl", "context", *MACHINE, "gpu_hour", "usable"),
    "napkin": ("batch", "context", *MACHINE, "prompt_tokens", "usable", "gpu_hour"),
}
