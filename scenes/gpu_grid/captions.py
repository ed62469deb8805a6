"""Values for the captions and notes of the scene, and the words that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.gpu_grid.facts import ChipAtWork, family
from tourapp.authoring import Inputs, Phrase, Picture, Quantity, show

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs

DARK = 0.05
"""Busy share of the math below which it goes dark."""
FULL, NEARLY_FULL = 0.95, 0.7
"""Busy shares of the bridge above which it is full, or nearly."""


def fill_captions(p: Picture, inputs: Inputs, facts: ChipAtWork) -> None:
    """Give every field of the captions its value."""
    chip, decode = facts.chip, facts.costs.decode
    p.fill(
        name=chip.name,
        processors=_known(chip.processors),
        lanes=_known(chip.lanes),
        bandwidth=chip.bandwidth,
        tokens=inputs.prompt_tokens * inputs.batch,
        math_in=facts.prefill.math,
        bridge_in=facts.prefill.bridge,
        batch=inputs.batch,
        dark=what_decode_does(facts.costs),
        math_out=facts.decode.math,
        bridge_out=facts.decode.bridge,
        weights=decode.weight_bytes_per_step,
        reuse_out=decode.weight_intensity,
        ridge=decode.ridge,
        gemm=decode.weight_intensity,
        step=decode.intensity,
        rise=_rise(facts),
    )


def what_decode_does(costs: Costs) -> Phrase:
    """What decode does to math and bridge, true at every batch and context."""
    math, bridge = float(costs.decode.compute_busy.value), float(costs.decode.memory_busy.value)
    dark = Phrase("the math goes dark") if math < DARK else Phrase("more users light some math")
    if bridge > FULL:
        full = Phrase("the bridge is full")
    elif bridge > NEARLY_FULL:
        full = Phrase("the bridge is nearly full")
    else:
        full = Phrase("the bridge has room")
    return Phrase("{math}, {bridge}", math=dark, bridge=full)


def _known(count: Quantity | None) -> Quantity | Phrase:
    return count if count is not None else Phrase("an unpublished number of")


def _rise(facts: ChipAtWork) -> str:
    """The line of GPUs, each with its ridge point."""
    return ", ".join(show(Phrase("{name} {v:.0f}", name=family(item), v=item.ridge)) for item in facts.line)
