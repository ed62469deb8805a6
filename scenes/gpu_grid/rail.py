"""The readouts beside the chip: how busy both phases keep it, how often they use a byte, and the arithmetic of one."""

from __future__ import annotations

from dataclasses import replace

from scenes.gpu_grid.facts import SIXTEEN, ChipAtWork
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rail, show


def draw_readouts(p: Picture, f: Frame, facts: ChipAtWork) -> None:
    """Everything below the controls. The ridge is the one that the stage shows: where GPUs are compared, in 16 bit."""
    rail = Rail(p, f.rail)
    if not f.reached("why"):
        rail.columns("prefill", "decode")
        rail.pair("Math busy, ideal", facts.prefill.math, facts.decode.math, roles=("prefill", "decode"))
        rail.pair("Bridge busy, ideal", facts.prefill.bridge, facts.decode.bridge, roles=("prefill", "decode"))
        return
    prefill, decode = facts.costs.prefill, facts.costs.decode
    compared = f.beat_name == "generations"
    word, ridge = (SIXTEEN, facts.chip.ridge) if compared else (facts.format, decode.ridge)
    rail.heading("FLOP per byte")
    rail.read("prefill", _bare(prefill.intensity), "prefill")
    rail.read("decode", _bare(decode.intensity), "decode")
    rail.read(Phrase("ridge, {format}", format=word), _bare(ridge))
    rail.why(
        "Weights in decode",
        [("2 × {t} ÷ {b:g} {b|byte|bytes}", "dim"), ("= {v}", "decode")],
        value=decode.weight_intensity,
        t=facts.costs.scenario.quantity("batch"),
        b=f.inputs.weight_bits / 8,
        v=decode.weight_intensity,
    )


def _bare(value: Quantity) -> Quantity:
    """FLOP per byte without its unit, which the first row names."""
    return replace(value, printed=show(replace(value, unit="1")))
