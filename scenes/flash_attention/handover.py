"""What the scene takes and gives: the keys in slow memory, and the output that has come back to it."""

from __future__ import annotations

import numpy as np

from scenes.flash_attention.memory import BLOCK_RADIUS, COLUMNS, block, output_blocks
from tourapp.authoring import Frame, Shapes


def keys_arrive(f: Frame) -> Shapes:
    """The whole column of keys."""
    head = f.world.flash_head
    return Shapes(np.array([block(head, "K", range(head.count))]), COLUMNS["K"][1], BLOCK_RADIUS)


def output_leaves(f: Frame) -> Shapes:
    """Every block of the output."""
    head = f.world.flash_head
    return Shapes(np.array(output_blocks(head, head.count)), COLUMNS["O"][1], BLOCK_RADIUS)
