"""What this stage tells of. Draws nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Quantity, format_quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Tower, Towers

WEIGHTS = "weights"
"""Value of the control with which every room is lit as it stands."""
ROLES = {"embedding": "prefill", "attention": "ink", "router": "decode", "ffn": "weights", "head": "prefill"}
"""Tokens come in and go out in blue, heads are white, matrices slate, as on all stages of shapes."""
MILLION, BILLION = 1e6, 1e9
DIMMEST, BRIGHTEST = 0.12, 0.95
PLAIN = 0.62


def towers(f: Frame) -> Towers:
    """The facts of a frame."""
    return f.world.towers


def tower(f: Frame) -> Tower:
    """The scenario's model."""
    return towers(f).ours


def measure(f: Frame) -> str:
    """What the rooms are lit by: 'weights', or what a pass does in them."""
    return str(f["tower_by"])


def phase(f: Frame) -> str:
    """Which pass."""
    return str(f["tower_phase"])


def short(count: Quantity) -> Quantity:
    """A number of parameters in thousand millions or in millions."""
    value = float(count.value)
    scale, unit = (BILLION, "G") if value >= BILLION else (MILLION, "M")
    told = format_quantity(Quantity(round(value / scale, 6), "1"), digits=3)
    return replace(count, printed=f"{told}\u2009{unit}")


def lights(f: Frame) -> dict[str, float]:
    """How bright each kind of room is: its share of the measure over its share of the parameters, 1 where it does as
    much as it weighs."""
    told, by = towers(f), measure(f)
    if by == WEIGHTS:
        return {room.kind: PLAIN for room in told.ours.rooms}
    done, found = told.lit[phase(f)][by], {}
    for room in told.ours.rooms:
        part = float(done[room.kind].value) if room.kind in done else 0.0
        if room.kind == "embedding" and told.ours.tied and "head" in done:
            part += float(done["head"].value)
        ratio = part / max(float(room.share.value), 1e-12)
        found[room.kind] = DIMMEST + (BRIGHTEST - DIMMEST) * min(1.0, ratio) * 0.8
    return found
