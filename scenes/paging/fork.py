"""A fork on real blocks: two answers over one prompt, who uses which block, and the copy at the first write to a shared
block. Every block stands between its entries in the two tables, so that all ways are straight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.paging.block_grid import draw_block, word_gain
from scenes.paging.clock import fork_moment, fork_place
from scenes.paging.facts import forked_blocks
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, pulse
from tourapp.authoring.sizes import LABEL, LINE, READOUT

CARDS = Rect(64, 316, 1376, 308)
"""Where the blocks stand."""
MOST, WIDEST, APART = 6, 320.0, 56.0
"""Blocks that are shown, how wide one becomes, and the room between two."""
ENTRY_H = 66


@dataclass(frozen=True, slots=True)
class ForkTable:
    """How the block table of one answer is drawn: its name, the top of its entries, the baseline of its name, whether
    it stands below the blocks (its ways are then dashed)."""

    name: Phrase
    top: float
    name_y: float
    below: bool


FIRST = ForkTable(Phrase("first answer"), top=172, name_y=152, below=False)
SECOND = ForkTable(Phrase("second answer"), top=702, name_y=808, below=True)


def draw_fork(f: Frame, p: Picture) -> None:
    """Both tables, the blocks they point at, and the copy when it has happened."""
    now, cards = fork_moment(f), fork_cards(f)
    for table, sequence in zip((now.parent, now.child), forked_blocks(f.world, now), strict=True):
        for logical, block in enumerate(table):
            if block in cards and (table is now.child or block not in now.child):  # a shared one once
                draw_block(p, cards[block], sequence, logical, word_gain(f))
        if table and table[-1] in cards:
            _draw_newest(f, p, cards[table[-1]], sequence.length - (len(table) - 1) * sequence.size, sequence.size)
    _draw_table(p, FIRST, now.parent, now.lengths[0], cards)
    _draw_table(p, SECOND, now.child, now.lengths[1], cards)
    for block, box in cards.items():
        if now.refs[block] > 0:
            _draw_users(p, box, now.refs[block])
    _draw_copy(f, p, cards)


def fork_cards(f: Frame) -> dict[int, Rect]:
    """Where each block of both answers stands, in reading order; as the last step needs it, so that none moves."""
    last = f.world.fork_steps[-1]
    blocks = list(dict.fromkeys([*last.parent, *last.child]))[-MOST:]
    wide = min(WIDEST, (CARDS.w + APART) / len(blocks) - APART)
    return {block: Rect(CARDS.x + i * (wide + APART), CARDS.y, wide, CARDS.h) for i, block in enumerate(blocks)}


def entry_box(look: ForkTable, card: Rect) -> Rect:
    """The entry of a table that points at a block."""
    return Rect(card.cx - 60, look.top, 120, ENTRY_H)


def fork_way(look: ForkTable, card: Rect) -> tuple[float, float, float, float]:
    """From an entry straight to its block."""
    entry = entry_box(look, card)
    if look.below:
        return (card.cx, entry.y, card.cx, card.bottom + 4)
    return (card.cx, entry.bottom, card.cx, card.y - 4)


def _draw_table(p: Picture, look: ForkTable, table: tuple[int, ...], length: int, cards: dict[int, Rect]) -> None:
    """One answer's block table and the ways from its entries."""
    at = (CARDS.x, look.name_y)
    if not table:
        p.text(at, "{name}: not there yet", name=look.name, size=LINE, weight=600, role="dim")
        return
    words = "{name}: {n} {n|token|tokens} in {m} {m|block|blocks}"
    p.text(at, words, name=look.name, n=length, m=len(table), size=LINE, weight=600)
    for block in table:
        if block not in cards:
            continue
        box = entry_box(look, cards[block])
        x0, y0, x1, y1 = fork_way(look, cards[block])
        p.lines([(x0, y0, x1, y1)], "ink", width=3.0, alpha=0.9, dash=look.below)
        tip = 12 if y1 > y0 else -12
        p.polys([[(x1, y1), (x1 - 9, y1 - tip), (x1 + 9, y1 - tip)]], "ink")
        p.rects([box], "raised", radius=10, stroke="ink", stroke_width=2.5, dash=look.below)
        p.text((box.cx, box.cy + 11), "{n}", n=block, size=READOUT, mono=True, weight=600, align="center")


def _draw_users(p: Picture, box: Rect, count: int) -> None:
    """How many answers use a block."""
    role, weight = ("ink", 600) if count > 1 else ("dim", 400)
    p.text((box.cx + 22, box.y - 22), "used by {n}", n=count, size=LABEL, weight=weight, role=role)


def _draw_newest(f: Frame, p: Picture, box: Rect, written: int, size: int) -> None:
    """A light on the token that was written last."""
    y = box.y + 2 + (max(written, 1) - 0.5) * (box.h - 4) / size
    p.sprites([(box.right - 4, y)], 80, "decode", alpha=pulse(f.clock, 2.4, 0.35, 1.0))


def _draw_copy(f: Frame, p: Picture, cards: dict[int, Rect]) -> None:
    """The block that was copied last, and light that goes from the old one to the new one."""
    done = [step.copied for step in f.world.fork_steps[: fork_place(f) + 1] if step.copied]
    if not done or done[-1][0] not in cards or done[-1][1] not in cards:
        return
    old, new = (cards[block] for block in done[-1])
    y = old.cy
    p.lines([(old.right + 6, y, new.x - 14, y)], "ink", width=4.0)
    p.polys([[(new.x - 4, y), (new.x - 18, y - 11), (new.x - 18, y + 11)]], "ink")
    u = (f.clock / 1.6) % 1.0 if not f.still else 0.5
    shown = float(np.sin(np.pi * u))
    p.sprites([(mix(old.right - 60, new.x + 60, u), y)], 90, "ink", alpha=0.8 * shown)
    p.text((new.cx, new.y - 58), "copied on write", size=LINE, weight=600, align="center")
