"""Sentences about what fewer bytes bring, by what they do bring at this setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, World

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ModelAtWidth, Quant

SAME_SPEED = 1.02
"""Speeds closer than that count as the same."""


def gain_caption(quant: Quant) -> Phrase:
    """Fewer GPUs, a higher speed, both or neither, against sixteen bits."""
    full, chosen = quant.full, quant.chosen
    if chosen is full:
        return Phrase("In {bits} bits every byte crosses the bridge: fewer bits are fewer bytes.", bits=full.bits)
    faster = float(chosen.speed.value) > float(full.speed.value) * SAME_SPEED
    if chosen.gpus < full.gpus:
        if faster:
            return Phrase("Fewer bytes over the bridge: a smaller machine, and faster words.")
        return Phrase("Fewer bytes over the bridge: a smaller machine instead of faster words.")
    if faster:
        return Phrase("Fewer bytes over the bridge: faster words on the same machine.")
    return Phrase("Fewer bytes over the bridge, but the same machine and the same speed.")


def left_out(world: World, model: ModelAtWidth) -> Phrase:
    """Why the bytes that one token moves are not the bytes of the model."""
    if world.cost.scenario.model_spec.moe is not None:
        return Phrase("the cache and only the experts it uses")
    if model.tied:
        return Phrase("all weights and the cache")
    return Phrase("the cache too, the input embedding not")
