"""What this stage tells of. Draws nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Quantity, derive, format_quantity, origin

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Tower, Towers

WEIGHTS = "weights"
"""Value of the control with which every room is lit as it stands."""
ROLES = {"embedding": "prefill", "attention": "ink", "router": "decode", "ffn": "weights", "head": "prefill"}
"""Tokens come in and go out in blue, heads are white, matrices slate, as on all stages of shapes."""
MILLION = Quantity(1_000_000, "1", "a million", "M", source=origin.DEFINED)
BILLION = Quantity(1_000_000_000, "1", "a thousand millions", "G", source=origin.DEFINED)
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
    unit = BILLION if float(count.value) >= float(BILLION.value) else MILLION
    told = derive(count.name, "P_u", "1", f"P / {unit.symbol}", count.named(count.name, "P"), unit)
    words = format_quantity(replace(told, value=round(float(told.value), 6)))
    return replace(told, id=f"{count.id}(/{unit.symbol})", printed=f"{words}\u2009{unit.symbol}")


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
