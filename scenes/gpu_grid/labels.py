"""Words on the chip: how busy math and bridge are in each phase, the cache, and what comes from memory."""

from __future__ import annotations

from scenes.gpu_grid.facts import ChipAtWork, PhaseLoad
from scenes.gpu_grid.floorplan import CACHE
from scenes.gpu_grid.slant import slant
from tourapp.authoring import STAGE, Picture
from tourapp.authoring.sizes import READOUT, T17, T26, TAG

NAME_Y, MATH_Y, BRIDGE_Y = 146.0, 186.0, 212.0


def label_prefill(p: Picture, load: PhaseLoad, alpha: float) -> None:
    """The left half: math is what is busy."""
    x = STAGE.x
    p.text((x, NAME_Y), "Prefill, ideal", size=READOUT, weight=600, role="prefill", alpha=alpha)
    p.text((x, MATH_Y), "math {v}", v=load.math, size=T26, mono=True, weight=600, role="prefill", alpha=alpha)
    p.text((x, BRIDGE_Y), "bridge {v}", v=load.bridge, size=T17, mono=True, role="dim", alpha=alpha)


def label_decode(p: Picture, load: PhaseLoad, alpha: float) -> None:
    """The right half: the bridge is what is busy."""
    x = STAGE.right
    p.text((x, NAME_Y), "Decode, ideal", size=READOUT, weight=600, role="decode", align="right", alpha=alpha)
    p.text(
        (x, MATH_Y), "math {v}", v=load.math, size=T26, mono=True, weight=600, role="decode", align="right", alpha=alpha
    )
    p.text(
        (x, BRIDGE_Y),
        "bridge {v}",
        v=load.bridge,
        size=T17,
        mono=True,
        weight=600,
        role="ink",
        align="right",
        alpha=alpha,
    )


def label_cache(p: Picture, facts: ChipAtWork) -> None:
    """The size of the cache, on it; nothing for a chip whose cache has no published size."""
    if facts.chip.l2 is None:
        return
    x, y = slant((0.5, sum(CACHE) / 2))
    p.text((x, y + 7), "L2 cache {v}", v=facts.chip.l2, size=TAG, weight=600, align="center", backed=0.5)


def label_bandwidth(p: Picture, facts: ChipAtWork) -> None:
    """The bandwidth of memory, at the chip's near edge."""
    x, y = slant((0.5, 1.0))
    p.text(
        (x, y + 2),
        "memory bridge: {v} per GPU",
        v=facts.chip.bandwidth,
        size=TAG,
        mono=True,
        weight=600,
        align="center",
        backed=0.6,
    )
