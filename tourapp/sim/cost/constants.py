"""Numbers that hold everywhere, each with its unit and its words."""

from __future__ import annotations

from tourapp.quantity import Quantity
from tourapp.quantity.origin import ASSUMED, DEFINED

MULTIPLY_ADD = Quantity(2, "FLOP", "one multiply and one add", "c", source=DEFINED)
ONE_ADD = Quantity(1, "FLOP", "one add", "c_1", source=DEFINED)
BITS_PER_BYTE = Quantity(8, "bit/B", "bits of a byte", "byte", source=DEFINED)
SECONDS_PER_HOUR = Quantity(3600, "s/h", "seconds of an hour", "hour", source=DEFINED)
MINUTES_PER_HOUR = Quantity(60, "min/h", "minutes of an hour", "minutes", source=DEFINED)
TOKENS_PER_MILLION = Quantity(1_000_000, "token/Mtoken", "tokens of a million", "million", source=DEFINED)
ACTIVATION_BYTES = Quantity(2, "B", "bytes of an activation (16 bit)", "e_a", source=DEFINED)
GROUP = Quantity(128, "1", "weights that share a scale (assumption)", "g", source=ASSUMED)
SCALE_BITS = Quantity(16, "bit", "bits of a scale", "b_scale", source=DEFINED)
FLOAT4 = (
    Quantity(4, "bit", "bits of a 4-bit float", "b_4", source=DEFINED),
    Quantity(8, "bit", "bits of its group's scale", "b_scale4", source=DEFINED),
    Quantity(16, "1", "4-bit floats that share a scale", "g_4", source=DEFINED),
)
ASSUMED_MFU, ASSUMED_MBU = 0.5, 0.7
"""Shares of the peaks where no measured run can tell (assumption of this product, as in its first edition)."""
NO_FLOPS = Quantity(0, "FLOP", "no arithmetic", "C", source=DEFINED)
NO_WEIGHTS = Quantity(0, "B", "no weights", "W", source=DEFINED)
NO_KV = Quantity(0, "B", "no KV cache", "K", source=DEFINED)
