"""What a class is asked before the lamps go out: how busy decode keeps the math."""

from __future__ import annotations

from scenes.gpu_grid.facts import chip_at_work
from tourapp.authoring import Ask, Frame, Quantity


def math_busy(f: Frame) -> Quantity:
    """The share of a decode step in which the math works, ideal."""
    return chip_at_work(f.world).decode.math


ASKS = {
    "decode": Ask(
        "Prefill keeps the math {math_in} busy. And decode, at batch {batch}?",
        math_busy,
        note="In per cent of the time, ideal.",
        per=0.01,
        low=0.1,
        high=100.0,
        tempts="A step lasts as long as the slower of two: memory that brings the weights, math that uses them.",
    )
}
