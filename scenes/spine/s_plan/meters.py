"""The head's meters in this scene: one replica of the plan that is followed, at its batch."""

from __future__ import annotations

from scenes.spine.s_plan.facts import facts_of
from tourapp.authoring import Frame, Meter, Meters, Quantity
from tourapp.figures.machine_meters import machine_meters


def plan_meters(f: Frame) -> Meters:
    """Arithmetic and bytes of a token, and memory held, as the ideal ledger has them."""
    subject = facts_of(f).subject
    if subject is None:
        none = Quantity(0, "B", "nothing was searched")
        names = ("FLOPs / token", "Bytes / token", "VRAM")
        one, two, three = (Meter(name, none, "dim") for name in names)
        return one, two, three
    flops, moved, held, total = subject.meters
    return machine_meters("Bytes / token", flops, moved, (held, total))
