"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

PASS = ("prompt_tokens", "model", "shape_phase", "batch", "prompt")
ACTS: dict[str, tuple[str, ...]] = {
    "in": PASS,
    "cut": ("model", "prompt_tokens", "shape_phase", "batch", "prompt"),
    "wrong": ("prompt_tokens", "prompt"),
    "share": ("model", "prompt_tokens", "shape_phase", "batch", "prompt"),
    "scores": PASS,
    "join": PASS,
    "ffn": ("model", "prompt_tokens", "shape_phase", "batch"),
    "out": PASS,
    "decode": ("prompt_tokens", "model", "shape_phase", "batch"),
}
