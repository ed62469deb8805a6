"""Readouts of quantization at the chosen bits: bytes and their price in quality, speed and room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Rail

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Quant

STEP = 30.0


def draw_readouts(rail: Rail, quant: Quant) -> None:
    """Quality is left out where it was not measured."""
    chosen = quant.chosen
    rail.rule()
    rail.read("Bits per weight", chosen.width, "ink", step=STEP)
    rail.read("All weights", chosen.weights, "weights", step=STEP)
    rail.read("Error left", quant.snapped.error, "waste", step=STEP)
    if chosen.quality is not None:
        rail.read("Perplexity", chosen.quality.perplexity, "ink", step=STEP)
        rail.read("Same first choice", chosen.quality.same, "ink", step=STEP)
    speed = Phrase("{v:,.1f}", v=chosen.speed)
    rail.read("Ideal tokens/s, one user", speed, "decode", step=STEP)
    rail.read("Conversations", chosen.users, "key", step=STEP)
