"""What does not fit into one machine is said and hatched: the machines it needs, and what fills them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs, Fleet

HATCH, GROUND = 0.30, 0.10


def needs(fleet: Fleet, gpus: int) -> Phrase:
    """The verdict; `gpus` are those of one machine."""
    return Phrase("does not fit: needs {n} machines (of {g} {g|GPU|GPUs})", n=fleet.machines, g=gpus)


def hatch_misfit(p: Picture, box: Rect, fleet: Fleet, *, alpha: float, radius: float = 0.0) -> None:
    """Hatches a price that one machine cannot serve."""
    if not fleet.fits:
        p.hatch([box], "waste", alpha=HATCH * alpha, ground=GROUND, radius=radius)


def draw_misfit(
    p: Picture, at: tuple[float, float], costs: Costs, fleet: Fleet, *, alpha: float, room: float = 620.0
) -> None:
    """The verdict, and below it what is to be held and what one machine holds. costs: of one machine."""
    if fleet.fits:
        return
    x, y = at
    words = needs(fleet, costs.scenario.gpus)
    p.text((x, y), words, size=LABEL, weight=600, role="waste", alpha=alpha)
    p.text(
        (x, y + 32),
        "{w} weights, {k} cache; one machine has {u}",
        w=costs.weight_bytes,
        k=costs.kv_bytes,
        u=costs.capacity.usable_bytes,
        size=TAG,
        role="dim",
        alpha=alpha,
    )
