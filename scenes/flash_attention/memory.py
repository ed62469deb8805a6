"""Slow memory of the tiled-attention scene: its panel, and the columns Q, K, V, O by blocks of tokens.

Everything is placed by tokens of the real head, so tiles of the matrix line up with blocks of the columns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import FlashHead

PANEL = Rect(64, 166, 620, 492)
MATRIX = Rect(86, 198, 440, 440)
COLUMNS = {"Q": (546.0, "prefill"), "K": (577.0, "key"), "V": (608.0, "value"), "O": (645.0, "white")}
WIDTH, BLOCK_RADIUS = 22.0, 3.0
NAMES_Y, FAST_X = 148.0, 850.0
"""Baseline of the memories' names, and where the fast one's begins."""


def span(head: FlashHead, tokens: range) -> tuple[float, float]:
    """Top and height of some tokens' block, in stage units."""
    unit = MATRIX.h / head.count
    return MATRIX.y + tokens.start * unit, len(tokens) * unit


def block(head: FlashHead, letter: str, tokens: range) -> Rect:
    """The block of a column that holds these tokens."""
    top, height = span(head, tokens)
    gap = min(2.0, height * 0.1)
    return Rect(COLUMNS[letter][0], top + gap, WIDTH, height - 2 * gap)


def last_output(head: FlashHead, upto: int) -> Rect:
    """The block of the output that ends at token `upto` (1 or more)."""
    start = (upto - 1) // head.side * head.side
    return block(head, "O", range(start, min(start + head.side, head.count)))


def draw_panel(p: Picture, head: FlashHead) -> None:
    """The panel of slow memory with quiet columns."""

    def still(q: Picture) -> None:
        q.rects([PANEL], "raised", radius=14, alpha=0.7, stroke="line")
        edges = head.edges().tolist()
        for letter, (x, role) in COLUMNS.items():
            q.text((x + WIDTH / 2, 189), "{letter}", size=LABEL, weight=600, role=role, align="center", letter=letter)
            boxes = [block(head, letter, range(int(a), int(b))) for a, b in pairwise(edges)]
            q.rects(boxes, role if letter != "O" else "line", radius=3, alpha=0.24 if letter != "O" else 0.4)

    p.bake(("flash-panel", head.key), still, rect=PANEL.inset(-4))


def draw_names(f: Frame, p: Picture) -> None:
    """What the two memories are called, and how fast or how large they are."""
    p.text((PANEL.x, NAMES_Y), "HBM", size=LINE, weight=600)
    at = (PANEL.x + 80, NAMES_Y)
    p.text(at, "large and far: {v}", v=f.world.chip.bandwidth, size=LABEL, role="dim")
    if not f.reached("blocks"):
        return
    shown = f.cue("blocks.name") * (1 - f.cue("softmax.quiet"))
    p.text((FAST_X, NAMES_Y), "SRAM", size=LINE, weight=600, alpha=shown)
    at = (FAST_X + 98, NAMES_Y)
    sram = f.world.flash_traffic[True].sram
    p.text(at, "tiny and near: {v} for tiles", v=sram, size=LABEL, role="dim", alpha=shown)


def draw_finished(p: Picture, head: FlashHead, upto: int, alpha: float = 1.0) -> None:
    """Blocks of the output that have come back, up to token `upto`."""
    boxes = output_blocks(head, upto)
    if boxes:
        p.rects(boxes, "white", radius=BLOCK_RADIUS, alpha=0.82 * alpha)


def output_blocks(head: FlashHead, upto: int) -> list[Rect]:
    """The blocks of the output up to token `upto`."""
    return [block(head, "O", range(a, min(a + head.side, upto))) for a in range(0, upto, head.side)]
