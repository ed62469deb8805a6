"""The readouts beside the chip: how busy both phases keep it, how often they use a byte, and the arithmetic of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scenes.gpu_grid.facts import SIXTEEN, ChipAtWork
from tourapp.authoring import Control, Frame, Phrase, Picture, Quantity, Rail, show
from tourapp.authoring.sizes import T14, T17

PAIR_STEP, STEP, HEADS = 27, 24, 14.0
"""Stage units from one row to the next, and down to the baseline of the columns' heads."""


def draw_readouts(p: Picture, f: Frame, controls: Sequence[Control], facts: ChipAtWork) -> None:
    """Everything below the controls. The ridge is the one that the stage shows: where GPUs are compared, in 16 bit."""
    rail = Rail(p, controls)
    prefill, decode = facts.costs.prefill, facts.costs.decode
    rail.p.text((rail.x, rail.y + HEADS), "ideal shares", size=T14, role="dim")
    rail.columns("prefill", "decode")
    rail.pair("Math busy", facts.prefill.math, facts.decode.math, "ink", step=PAIR_STEP)
    rail.pair("Bridge busy", facts.prefill.bridge, facts.decode.bridge, "ink", step=PAIR_STEP)
    compared = f.beat_name == "generations"
    word, ridge = (SIXTEEN, facts.chip.ridge) if compared else (facts.format, decode.ridge)
    rail.read(Phrase("Ridge in {format}, FLOP/B", format=word), _bare(ridge), "ink", step=STEP, size=T17)
    rail.read("Prefill, weights only", _bare(prefill.weight_intensity), "prefill", step=STEP, size=T17)
    rail.read("Prefill, whole step", _bare(prefill.intensity), "prefill", step=STEP, size=T17)
    rail.read("Decode, weights only", _bare(decode.weight_intensity), "decode", step=STEP, size=T17)
    rail.read("Decode, whole step", _bare(decode.intensity), "decode", step=STEP, size=T17)
    rail.why(
        "Weights alone, in decode",
        [("2 × {t} {t|token|tokens} ÷ {b:g} {b|byte|bytes}", "dim"), ("= {v}", "decode")],
        value=decode.weight_intensity,
        t=facts.costs.scenario.quantity("batch"),
        b=f.inputs.weight_bits / 8,
        v=decode.weight_intensity,
    )


def _bare(value: Quantity) -> Quantity:
    """FLOP per byte without its unit, which the first row names."""
    return replace(value, printed=show(replace(value, unit="1")))
