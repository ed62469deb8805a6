"""Readouts of quantization at the chosen bits: bytes and their price in quality, speed and room, beat by beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Rail

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Quant


def draw_readouts(f: Frame, p: Picture, quant: Quant) -> None:
    """Quality is left out where it was not measured."""
    rail, chosen, beat = Rail(p, f.rail), quant.chosen, f.beat_name
    rail.read("All weights", chosen.weights, "weights")
    if beat in ("snap", "groups"):
        rail.read("Bits a weight", chosen.width)
        rail.read("Error left", quant.snapped.error, "waste")
    elif beat == "cache":
        rail.read("Conversations", chosen.users, "key")
    elif beat == "faster":
        rail.read("Ideal tokens/s, one user", Phrase("{v:,.1f}", v=chosen.speed), "decode")
    elif beat == "price" and chosen.quality is not None:
        rail.read("Perplexity", chosen.quality.perplexity)
        rail.read("Same first choice", chosen.quality.same)
