"""Words on the chip: how busy math and bridge are in each phase, what is at work, the cache, and what comes from
memory."""

from __future__ import annotations

from scenes.gpu_grid.facts import ChipAtWork, PhaseLoad, shortly
from scenes.gpu_grid.floorplan import CACHE, DIE
from scenes.gpu_grid.slant import slant
from tourapp.authoring import STAGE, Phrase, Picture
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT

FIGURE_Y, NAME_Y, IDEAL_Y = 184.0, 222.0, 254.0


def label_shares(p: Picture, load: PhaseLoad, role: str, alpha: float) -> None:
    """The two figures of a phase, as ideal shares: math at the left, in the phase's colour, and the bridge."""
    for x, align, value, name, own in (
        (STAGE.x, "left", load.math, Phrase("math busy,"), role),
        (STAGE.right, "right", load.bridge, Phrase("bridge busy,"), "ink"),
    ):
        at = (x, FIGURE_Y)
        p.text(at, "{v}", v=shortly(value), size=FIGURE, weight=600, role=own, align=align, alpha=alpha)
        p.text((x, NAME_Y), name, size=LABEL, align=align, alpha=alpha)
        p.text((x, IDEAL_Y), "ideal", size=LABEL, align=align, alpha=alpha)


def label_at_work(p: Picture, facts: ChipAtWork, load: PhaseLoad, role: str, alpha: float) -> None:
    """How many tensor cores are at work, on the die; nothing where their number is not published."""
    cores = facts.chip.tensor_cores
    if cores is None or not facts.counted:
        return
    x, y = slant((0.5, (CACHE[1] + DIE[3]) / 2))
    words = Phrase("{n} of {cores} at work", n=load.lamps, cores=cores)
    p.text((x, y + 10), words, size=READOUT, weight=600, role=role, align="center", backed=0.92, alpha=alpha)


def label_cache(p: Picture, facts: ChipAtWork) -> None:
    """The size of the cache, on it; nothing for a chip whose cache has no published size."""
    if facts.chip.l2 is None:
        return
    x, y = slant((0.5, sum(CACHE) / 2))
    p.text((x, y + 9), "L2 cache {v}", v=facts.chip.l2, size=LABEL, weight=600, align="center", backed=0.85)


def label_bandwidth(p: Picture, facts: ChipAtWork, alpha: float) -> None:
    """What comes over the bridges of one GPU, on a bridge at the left, in the middle of its height."""
    x, y = slant((0.232, 0.83))
    p.text((x, y - 4), "memory bridge", size=LABEL, weight=600, align="center", backed=0.92, alpha=alpha)
    at = (x, y + 36)
    p.text(
        at, "{v}", v=facts.chip.bandwidth, size=LINE, mono=True, weight=600, align="center", backed=0.92, alpha=alpha
    )
