"""The readouts beside the chip: how busy both phases keep it, how often they use a byte, and the arithmetic of one."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.gpu_grid.facts import ChipAtWork
from tourapp.authoring import Control, Inputs, Picture, Quantity, Rail
from tourapp.authoring.sizes import T17

PAIR_STEP, STEP = 27, 24
"""Stage units from one row to the next."""


def draw_readouts(p: Picture, controls: Sequence[Control], inputs: Inputs, facts: ChipAtWork) -> None:
    """Everything below the controls."""
    rail = Rail(p, controls)
    prefill, decode = facts.costs.prefill, facts.costs.decode
    rail.columns("prefill", "decode")
    rail.pair("Math busy", facts.prefill.math, facts.decode.math, "ink", step=PAIR_STEP)
    rail.pair("Bridge busy", facts.prefill.bridge, facts.decode.bridge, "ink", step=PAIR_STEP)
    rail.read("Ridge, FLOP/B", _bare(decode.ridge), "ink", step=STEP, size=T17)
    rail.read("Prefill, weights only", _bare(prefill.weight_intensity), "prefill", step=STEP, size=T17)
    rail.read("Prefill, whole step", _bare(prefill.intensity), "prefill", step=STEP, size=T17)
    rail.read("Decode, weights only", _bare(decode.weight_intensity), "decode", step=STEP, size=T17)
    rail.read("Decode, whole step", _bare(decode.intensity), "decode", step=STEP, size=T17)
    rail.why(
        "Weights alone, in decode",
        [("2 × {t} {t|token|tokens} ÷ {b} {b|byte|bytes} per weight", "dim"), ("= {v}", "decode")],
        value=decode.weight_intensity,
        t=Quantity(inputs.batch, "1", "tokens in the pass", "T"),
        b=inputs.weight_bits / 8,
        v=decode.weight_intensity,
    )


def _bare(value: Quantity) -> Quantity:
    """FLOP per byte without its unit, which the first row names."""
    return Quantity(value.value, "1", value.name, value.symbol, value.formula, value.inputs)
