"""Lays out the text so far: its words in a few lines, and the room for the next token behind them.

Widths come from the packaged table, so the same text always gives the same places. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from scenes.sampling.text_sizes import painted
from scenes.sampling.token_words import wide
from tourapp.authoring import Rect, text_width
from tourapp.authoring.sizes import LINE as WORDS

BLOCK = Rect(64, 756, 1376, 84)
"""Where the text stands: at most LINES lines."""
LINES = 2
SIZE = WORDS
STEP = 42.0
RUN = 200
"""Neighbours are joined up to about so many letters: few texts, and small errors of width."""
SOCKET = 32.0
"""Room for the socket's padding, both sides together."""
SOCKET_HEIGHT = 40.0
LONGEST_CHUNK, LONGEST_WORD = 40, 60
"""Letters after which a word without a space is broken."""

Piece = tuple[str, str]
"""(text, role)."""


class Chunk(NamedTuple):
    """A part of one word: its text, its role, and the piece it came from."""

    text: str
    role: str
    piece: int


@dataclass(frozen=True, slots=True)
class PlacedChunk:
    """A part of a line: its text and role, left edge, baseline, width; `piece`: number of the one it came from."""

    text: str
    role: str
    x: float
    y: float
    w: float
    piece: int


class _Lines:
    """Lines that fill from the left; `x` is where the next word begins. Baselines are not known yet."""

    def __init__(self, space: float) -> None:
        self.space, self.x = space, 0.0
        self.lines: list[list[PlacedChunk]] = [[]]

    def make_room(self, width: float, room: float) -> None:
        """A new line where the width does not fit behind what stands in this one."""
        if self.lines[-1] and self.x + width > room:
            self.lines.append([])
            self.x = 0.0

    def add(self, word: Sequence[Chunk], size: float) -> None:
        """A word, and the space behind it."""
        widths = [wide(chunk.text, size) for chunk in word]
        self.make_room(sum(widths), BLOCK.w - 8)
        for chunk, w in zip(word, widths, strict=True):
            self.lines[-1].append(PlacedChunk(chunk.text, chunk.role, self.x, 0.0, w, chunk.piece))
            self.x += w
        self.x += self.space


@lru_cache(maxsize=256)
def lay_out(pieces: tuple[Piece, ...], gain: float, socket: str) -> tuple[tuple[PlacedChunk, ...], Rect]:
    """All pieces placed in the block's last LINES lines, and where the socket for `socket` stands after them.

    `gain` is the theme's factor for words. Pieces next to each other with one role share one place.
    """
    size = painted(SIZE, gain)
    row = _Lines(text_width(" ", size))
    for word in _words(pieces):
        row.add(word, size)
    hole = wide(socket, size, 600) + SOCKET
    row.make_room(hole, BLOCK.w)
    lines = row.lines[-LINES:]
    first = BLOCK.cy + 10 - (len(lines) - 1) * STEP / 2
    placed = [replace(chunk, x=BLOCK.x + chunk.x, y=first + n * STEP) for n, line in enumerate(lines) for chunk in line]
    base = first + (len(lines) - 1) * STEP
    box = Rect(BLOCK.x + row.x + 4, base - size * 0.36 - SOCKET_HEIGHT / 2, hole, SOCKET_HEIGHT)
    return tuple(_joined(placed, row.space)), box


def _words(pieces: Sequence[Piece]) -> list[list[Chunk]]:
    """Pieces grouped into words: a new one begins where a space stands in front or inside."""
    words: list[list[Chunk]] = []
    for index, (text, role) in enumerate(pieces):
        for n, part in enumerate(text.split(" ")):
            if n > 0 or not words:
                words.append([])
            for chunk in [part[i : i + LONGEST_CHUNK] for i in range(0, len(part), LONGEST_CHUNK)]:
                if words[-1] and sum(len(other.text) for other in words[-1]) + len(chunk) > LONGEST_WORD:
                    words.append([])
                words[-1].append(Chunk(chunk, role, index))
    return [word for word in words if word]


def _joined(placed: list[PlacedChunk], space: float) -> list[PlacedChunk]:
    """Neighbours of one line and role as one piece of about RUN letters."""
    out: list[PlacedChunk] = []
    for each in placed:
        last = out[-1] if out else None
        near = last is not None and last.y == each.y and each.x - (last.x + last.w) < space + 1
        if last is not None and near and last.role == each.role and len(last.text) + len(each.text) <= RUN:
            gap = " " if each.x - (last.x + last.w) > space / 2 else ""
            out[-1] = replace(last, text=last.text + gap + each.text, w=each.x + each.w - last.x, piece=each.piece)
        else:
            out.append(each)
    return out
