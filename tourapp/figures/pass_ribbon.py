"""Where in the pass a card's operator stands: a thin ribbon of all blocks in order, as wide as their time, ours lit.

Not here: the whole drawing of a pass (the scene `atlas`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassBlocks

FLOOR, GAP = 10.0, 3.0
"""Stage units that a block at least has, and between blocks."""
CACHE = ("scores", "blend")
WORDS = 250.0
"""Room at the right for the words."""


def ribbon_boxes(done: PassBlocks, room: Rect) -> np.ndarray:
    """Boxes [n, 4] of a pass's blocks in a room: widths by time, none under the floor."""
    shares = np.array([float(block.share.value) for block in done.blocks])
    free = room.w - GAP * (len(shares) - 1) - FLOOR * len(shares)
    wide = FLOOR + free * shares / max(float(shares.sum()), 1e-12)
    left = room.x + np.concatenate([[0.0], np.cumsum(wide + GAP)[:-1]])
    return np.stack([left, np.full_like(left, room.y), wide, np.full_like(left, room.h)], 1)


def draw_pass_ribbon(
    f: Frame, p: Picture, ours: tuple[str, ...], room: Rect, *, phase: str = "decode", alpha: float = 1.0
) -> None:
    """The ribbon in a room some 14 units high; ours: ids of the lit blocks (`PassBlock.op`), its words at the right."""
    done = f.world.operators.blocks(phase)
    words = min(WORDS * f.rail.stand.words_gain, 0.55 * room.w)
    lane = Rect(room.x, room.y, room.w - words, room.h)
    boxes = ribbon_boxes(done, lane)
    lit = np.array([block.op in ours for block in done.blocks])
    keys = np.array([block.op in CACHE for block in done.blocks])
    p.rects(boxes[~lit], "line", radius=3, alpha=0.9 * alpha)
    if (lit & ~keys).any():
        p.rects(boxes[lit & ~keys], "weights", radius=3, alpha=alpha, stroke="white", stroke_width=2.0)
    if (lit & keys).any():
        p.rects(boxes[lit & keys], "value", radius=3, alpha=alpha, stroke="white", stroke_width=2.0)
    p.text((room.right, room.y + room.h), Phrase("one pass, in time"), size=TAG, role="dim", align="right", alpha=alpha)
