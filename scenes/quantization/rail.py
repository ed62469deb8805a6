"""Readouts of quantization at the chosen bits: bytes and their price in quality, speed and room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Quantity, Rail
from tourapp.authoring.sizes import T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Quant

STEP = 30.0


def draw_readouts(rail: Rail, quant: Quant) -> None:
    """Quality is left out where it was not measured."""
    chosen = quant.chosen
    rail.rule()
    rail.read("Bits per weight", chosen.width, "ink", step=STEP)
    rail.read("The model", chosen.weights, "weights", step=STEP)
    error = Quantity(quant.snapped.error, "share", "root mean square error")
    rail.read("Error left", error, "waste", step=STEP)
    if chosen.quality is not None:
        rail.read("Perplexity", Phrase("{v:.1f}", v=chosen.quality.perplexity), "ink", step=STEP)
        rail.read("KL, nats", Phrase("{v:.3f}", v=chosen.quality.kl), "dim", step=STEP)
    rail.read("One user, ideal", chosen.speed, "decode", step=STEP, size=T18)
    rail.read("Conversations", chosen.users, "key", step=STEP)
