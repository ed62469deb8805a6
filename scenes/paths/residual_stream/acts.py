"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

WHOSE = ("residual_prompt", "prompt")
ACTS = {
    "add": ("residual_token", "residual_layer", *WHOSE),
    "mix": ("residual_token", "residual_layer", *WHOSE),
    "mlp": ("residual_layer", *WHOSE),
    "cutout": ("cut_layer", "cut_part"),
    "lens": WHOSE,
    "sink": WHOSE,
}
