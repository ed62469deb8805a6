"""What a class is asked before the marks rise: how many times as long as the ideal a measured token takes."""

from __future__ import annotations

from scenes.held_against.facts import cloud_shown, facts_of
from tourapp.authoring import Ask, Frame, Quantity


def over_ideal(f: Frame) -> Quantity:
    """Measured over ideal, the median of the runs shown; 1 where there is none."""
    cloud = cloud_shown(f, facts_of(f))
    return Quantity(1.0, "times", "measured over ideal, median") if cloud is None else cloud.ratio


ASKS = {
    "ideal": Ask(
        "How many times as long as the ideal does it take on real machines?",
        over_ideal,
        note="The median of {count} measured runs; ideal is what memory and math at their peaks would need.",
        high=100.0,
        tempts="The ideal counts bytes and arithmetic alone; starting kernels, talking and waiting take time as well.",
        lands=0.62,
    )
}
