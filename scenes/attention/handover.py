"""What the scene takes and gives: keys that come from the cache, and the numbers of the output."""

from __future__ import annotations

from scenes.attention.chips import light_at
from scenes.attention.facts import attention_facts
from scenes.attention.output import output_cells
from scenes.attention.strips import PLATE_RADIUS, strip_places
from tourapp.authoring import Frame, Shapes


def keys_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """The keys of all tokens but the one that asks, still closed; a light on that one where it is alone."""
    staged = attention_facts(f).staged
    plates = strip_places(staged, "keys")
    return Shapes(plates, "key", PLATE_RADIUS) if len(plates) else light_at(staged)


def output_leaves(f: Frame) -> Shapes:
    """The numbers of the output."""
    return Shapes(output_cells(attention_facts(f).staged), "value", 0.0)
