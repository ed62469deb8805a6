"""What a class is asked before the roofline: how much work a byte must bring so that the math is the limit."""

from __future__ import annotations

from scenes.prefill_decode.facts import two_phases
from tourapp.authoring import Ask, Frame, Quantity


def ridge_of(f: Frame) -> Quantity:
    """Where the machine's two limits meet."""
    return two_phases(f.world).shared.decode.ridge


ASKS = {
    "ridge": Ask(
        "Decode does {step_intensity}. How many would keep this machine's math busy?",
        ridge_of,
        note="FLOP for every byte that memory delivers: from there on the math is the limit, not memory.",
        high=10_000.0,
        tempts="It is the math's peak divided by the memory's bandwidth: a byte is far dearer than a multiplication.",
        lands=0.62,
    )
}
