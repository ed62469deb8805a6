"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "matrix": ("flash_tokens", "causal", "flash_head_dim", "sram_kb"),
    "blocks": ("flash_tokens", "sram_kb", "flash_head_dim", "causal", "step_speed"),
    "tiles": ("flash_tokens", "step_speed", "flash_head_dim", "sram_kb", "causal"),
    "softmax": ("step_speed", "flash_tokens", "causal"),
    "output": ("flash_tokens", "sram_kb", "flash_head_dim", "causal"),
}
