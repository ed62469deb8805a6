"""This computer as a machine: its roof and its operating points, from what was measured on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.prefill_decode.roofline import OperatingPoint, Roof
from tourapp.authoring import Phrase, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Measurement, Measuring, Spread


def spread_of(measured: Measurement, phase: str, in_cache: bool) -> Spread:
    """Tokens per second of "prefill" or "decode", as it is or with the weights in the cache."""
    as_it_is = {"prefill": measured.prefill, "decode": measured.decode}
    shared = {"prefill": measured.prefill_shared, "decode": measured.decode_shared}
    return (shared if in_cache else as_it_is)[phase]


def computer_roof(measured: Measurement) -> Roof:
    """Measured arithmetic and memory bandwidth of this computer."""
    return Roof(Phrase("this computer"), float(measured.gemm.median), float(measured.read.median), "ink")


def computer_point(measured: Measurement, measuring: Measuring, phase: str, *, in_cache: bool) -> OperatingPoint:
    """Decode or prefill on this computer: two operations per weight and token, each weight read once per pass."""
    prefill = phase == "prefill"
    tokens = measuring.prompt_tokens if prefill else 1
    per_token = 2.0 * measured.weight_bytes / measuring.weight_bytes
    said = "intensity of prefill on this computer" if prefill else "intensity of decode on this computer"
    return OperatingPoint(
        Phrase("prefill") if prefill else Phrase("decode"),
        Quantity(
            2.0 * tokens / measuring.weight_bytes, "FLOP/B", said, "I", "2 × tokens of a pass ÷ bytes of a weight"
        ),
        float(spread_of(measured, phase, in_cache).median) * per_token,
        phase,
        Phrase("its weights come from the cache") if in_cache and not prefill else "",
    )
