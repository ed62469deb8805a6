"""How long in reality what a beat shows takes: our question's prefill, and the decode of our answer, both achieved."""

from __future__ import annotations

from collections.abc import Callable

from tourapp.authoring import Frame, Quantity


def prefill_takes(f: Frame) -> Quantity:
    """The pass that writes the slots of all our prompt's tokens."""
    return f.world.our_times.achieved_first


def decode_takes(f: Frame) -> Quantity | None:
    """The steps that write our answer's slots; None for an answer of one token, which has none."""
    decode = f.world.our_times.achieved_decode
    return decode if float(decode.value) > 0.0 else None


REAL: dict[str, Callable[[Frame], Quantity | None]] = {"prefill": prefill_takes, "decode": decode_takes}
