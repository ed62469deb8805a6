"""What a class is asked before the curve stands up: how long the wait is when nearly all replicas are busy."""

from __future__ import annotations

from tourapp.authoring import Ask, Frame, Quantity


def longest_wait(f: Frame) -> Quantity:
    """The mean wait at the highest load of the curve."""
    curve = f.world.load_curve
    return curve.wait_at(curve.highest)


ASKS = {
    "load": Ask(
        "At {low} busy the mean wait is {low_wait}. How long is it at {high}?",
        longest_wait,
        note="In seconds. The same replicas, the same requests, only more of them.",
        high=1000.0,
        tempts="What counts is the share that is still free: near full, half of it means about twice the wait.",
        lands=0.54,
    )
}
