"""Lays out the text so far: its words in a few lines, and the room for the next token behind them.

Widths come from the packaged table, so the same text always gives the same places. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import numpy as np

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
BELOW, THICK = 7.0, 3.0
"""How far below the baseline the line under a token lies, and how thick it is."""
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
    placed, box = _place(pieces, gain, socket)
    return tuple(_joined(placed, text_width(" ", painted(SIZE, gain)))), box


def token_lines(pieces: tuple[Piece, ...], gain: float, socket: str, role: str) -> np.ndarray:
    """A line under each piece of a role [n, 4]; one that goes on in the next line has two."""
    placed = [each for each in _place(pieces, gain, socket)[0] if each.role == role]
    rows = [list(group) for _, group in groupby(placed, key=lambda each: (each.piece, each.y))]
    ends = [(row[0].x, row[-1].x + row[-1].w, row[0].y) for row in rows]
    return np.array([(x + 1, y + BELOW, end - x - 2, THICK) for x, end, y in ends]).reshape(-1, 4)


@lru_cache(maxsize=8)
def _place(pieces: tuple[Piece, ...], gain: float, socket: str) -> tuple[list[PlacedChunk], Rect]:
    """Every chunk in the last lines on its own, and the socket."""
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
    return placed, box


class FullLine(NamedTuple):
    """A whole line: its baseline point, its words by role, and the room it takes."""

    at: tuple[float, float]
    runs: tuple[Piece, ...]
    width: float


@lru_cache(maxsize=64)
def full_lines(pieces: tuple[Piece, ...], gain: float, socket: str) -> tuple[FullLine, ...]:
    """The placed pieces line by line, to be set as one text each: no gap depends on the size of the window."""
    placed = lay_out(pieces, gain, socket)[0]
    space = text_width(" ", painted(SIZE, gain))
    found = []
    for y in sorted({each.y for each in placed}):
        line = [each for each in placed if each.y == y]
        ends = [each.x - space / 2 for each in line[1:]] + [float("inf")]
        gaps = [" " if each.x + each.w < end < float("inf") else "" for each, end in zip(line, ends, strict=True)]
        runs = tuple((each.text + gap, each.role) for each, gap in zip(line, gaps, strict=True))
        found.append(FullLine((line[0].x, y), runs, line[-1].x + line[-1].w - line[0].x))
    return tuple(found)


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
