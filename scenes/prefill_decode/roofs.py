"""This computer on a roofline: its roof and its two operating points, from what was measured on it."""

from __future__ import annotations

from typing import Any

from scenes.prefill_decode.facts import MEASURED_PROMPT
from tourapp.authoring import Quantity
from tourapp.figures.roofline import OperatingPoint, Roof

WEIGHT_BYTES = 4.0
"""The small model runs in 32-bit floats on this computer."""


def computer_roof(measured: Any) -> Roof:
    """Measured arithmetic and memory bandwidth of this computer."""
    return Roof("this computer", float(measured.gemm.median), float(measured.read.median), "ink")


def computer_point(measured: Any, phase: str, where: str) -> OperatingPoint:
    """Decode or prefill on this computer: two operations per weight and token, each weight read once per pass."""
    tokens = MEASURED_PROMPT if phase == "prefill" else 1
    spread = getattr(measured, phase if where == "memory" else f"{phase}_shared")
    per_token = 2.0 * measured.weight_bytes / WEIGHT_BYTES
    intensity = Quantity(2.0 * tokens / WEIGHT_BYTES, "FLOP/B", f"intensity of {phase} on this computer")
    note = "its weights come from the cache" if where == "cache" else ""
    return OperatingPoint(phase, intensity, float(spread.median) * per_token, phase, note if phase == "decode" else "")
