"""What the scene takes and gives: the newest row of the cache, whole or as the column of its bytes."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_state.facts import state_facts
from scenes.atlas.op_state.places import KEYS
from scenes.atlas.op_state.variant_columns import column_box
from tourapp.authoring import Frame, Shapes


def row_arrives(_f: Frame) -> tuple[float, float]:
    """Where the first row of keys will stand."""
    return KEYS.cx, KEYS.y


def column_leaves(f: Frame) -> Shapes:
    """The keys' half of the chosen column; a latent leaves whole."""
    facts = state_facts(f)
    place = next(i for i, item in enumerate(facts.variants.variants) if item.id == facts.chosen.id)
    box = column_box(facts, place)
    if facts.chosen.heads is None:
        return Shapes(np.array([box]), "ink")
    return Shapes(np.array([[box.x, box.y, box.w / 2, box.h]]), "key")
