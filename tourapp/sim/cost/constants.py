"""Numbers that hold everywhere, each with its unit and its words."""

from __future__ import annotations

from tourapp.quantity import Quantity

MULTIPLY_ADD = Quantity(2, "FLOP", "one multiply and one add", "c")
ONE_ADD = Quantity(1, "FLOP", "one add", "c_1")
BITS_PER_BYTE = Quantity(8, "bit/B", "bits of a byte", "byte")
SECONDS_PER_HOUR = Quantity(3600, "s/h", "seconds of an hour", "hour")
MINUTES_PER_HOUR = Quantity(60, "min/h", "minutes of an hour", "minutes")
TOKENS_PER_MILLION = Quantity(1_000_000, "token/Mtoken", "tokens of a million", "million")
ACTIVATION_BYTES = Quantity(2, "B", "bytes of an activation (16 bit)", "e_a")
GROUP = Quantity(128, "1", "weights that share a scale (assumption)", "g")
SCALE_BITS = Quantity(16, "bit", "bits of a scale", "b_scale")
NO_FLOPS = Quantity(0, "FLOP", "no arithmetic", "C")
NO_WEIGHTS = Quantity(0, "B", "no weights", "W")
NO_KV = Quantity(0, "B", "no KV cache", "K")
