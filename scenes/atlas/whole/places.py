"""Where things stand on this scene's stage: the loop, the open layer on it, the walls, the memory and the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassStage

LEFT, RIGHT, RAIL_Y, FOOT_Y = 84.0, 1424.0, 234.0, 814.0
"""The loop: its sides, the residual rail on top, and the line of the sentence at its foot."""
ROUND = 26.0
CHIP = Rect(102.0, 209.0, 160.0, 50.0)
"""The token that enters."""
STRIP = Rect(274.0, 140.0, 50.0, 196.0)
"""The numbers of its row."""
LAYER = Rect(338.0, 192.0, 944.0, 238.0)
"""The open layer."""
ROW = Rect(350.0, 274.0, 920.0, 146.0)
"""Its blocks."""
GAP, BREAK, FLOOR = 6.0, 36.0, 26.0
"""Between blocks, between the two halves of a layer, and the least width of a block."""
DECK = 58.0
"""How far the other layers reach back, to the right and up."""
HEAD = Rect(1352.0, 274.0, 26.0, 146.0)
SKYLINE = Rect(1386.0, 288.0, 32.0, 130.0)
STREAMS = Rect(96.0, 420.0, 1312.0, 284.0)
BAR = Rect(104.0, 704.0, 1296.0, 44.0)
KEYS, VALUES = Rect(142.0, 478.0, 110.0, 190.0), Rect(268.0, 478.0, 110.0, 190.0)
FIGURE_AT = (424.0, 596.0)
ROOM = Rect(430.0, 452.0, 970.0, 226.0)
"""The middle, where a beat's own picture stands."""
THINK = ("router", "gate", "up", "down")
LOOK = ("qkv", "attention", "out")


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """The blocks of the open layer by id, and the head's; floored: those that would be narrower by their time."""

    boxes: dict[str, Rect]
    floored: frozenset[str]

    @property
    def key(self) -> tuple[object, ...]:
        """What a still layer of them depends on."""
        return tuple((id, round(box.x, 1), round(box.w, 1)) for id, box in self.boxes.items()), self.floored

    def toward(self, other: Blocks, share: float) -> Blocks:
        """The blocks on their way to other ones of the same model."""
        boxes = {
            id: Rect(*(a + (b - a) * share for a, b in zip(box, other.boxes[id], strict=True)))
            for id, box in self.boxes.items()
        }
        return Blocks(boxes, self.floored if share < 0.5 else other.floored)


def blocks_of(stages: Sequence[PassStage], row: Rect = ROW) -> Blocks:
    """Blocks as wide as their time, none under the floor; the head stands apart."""
    inside = [stage for stage in stages if stage.id in (*LOOK, *THINK)]
    shares = np.array([float(stage.share.value) for stage in inside])
    halves = sum(stage.id in LOOK for stage in inside)
    room = row.w - GAP * (len(inside) - 2) - BREAK
    wide, floored = _floored(shares, room)
    boxes, x = {}, row.x
    for number, (stage, width) in enumerate(zip(inside, wide, strict=True), 1):
        boxes[stage.id] = Rect(x, row.y, float(width), row.h)
        x += float(width) + (BREAK if number == halves else GAP)
    boxes["head"] = HEAD
    narrow = {stage.id for stage, less in zip(inside, floored, strict=True) if less}
    return Blocks(boxes, frozenset({*narrow, "head"}))


def _floored(shares: np.ndarray, room: float) -> tuple[np.ndarray, np.ndarray]:
    """Widths that sum to the room, in proportion but for those at the floor."""
    floored = np.zeros(len(shares), bool)
    for _ in shares:
        free = room - FLOOR * floored.sum()
        unit = free / max(float(shares[~floored].sum()), 1e-12)
        less = ~floored & (shares * unit < FLOOR)
        if not less.any():
            break
        floored |= less
    return np.where(floored, FLOOR, shares * unit), floored


def way_along(blocks: Blocks, stages: Sequence[PassStage]) -> tuple[np.ndarray, np.ndarray]:
    """Share of the pass's time done [n + 1] and stage x there [n + 1]: the light is over a block while it works."""
    inside = [stage for stage in stages if stage.id in blocks.boxes]
    done = np.concatenate([[0.0], np.cumsum([float(stage.share.value) for stage in inside])])
    left = [blocks.boxes[stage.id].x for stage in inside]
    right = [blocks.boxes[stage.id].right for stage in inside]
    edges = [left[0], *((a + b) / 2 for a, b in zip(right, left[1:], strict=False)), right[-1]]
    return done / max(done[-1], 1e-12), np.array(edges)


def loop_line(open_from: float = 0.0, open_to: float = 0.0) -> np.ndarray:
    """Points [m, 2] of the loop, clockwise, from where the sentence begins at its foot round to where it ends; without
    a sentence it is closed."""
    middle = (LEFT + RIGHT) / 2
    start, end = (open_from, open_to) if open_to > open_from else (middle, middle)
    corners = [
        (LEFT, FOOT_Y, 1, 0, 0, -1),
        (LEFT, RAIL_Y, 0, 1, 1, 0),
        (RIGHT, RAIL_Y, -1, 0, 0, 1),
        (RIGHT, FOOT_Y, 0, -1, -1, 0),
    ]
    line = [np.array([(max(start, LEFT + ROUND), FOOT_Y)])]
    turn = np.linspace(0.0, 1.0, 9)[:, None]
    for x, y, ax, ay, bx, by in corners:
        a, b = np.array([x + ax * ROUND, y + ay * ROUND]), np.array([x + bx * ROUND, y + by * ROUND])
        line.append((1 - turn) ** 2 * a + 2 * turn * (1 - turn) * np.array([x, y]) + turn**2 * b)
    line.append(np.array([(min(end, RIGHT - ROUND), FOOT_Y)]))
    return np.concatenate(line)


def evenly(line: np.ndarray, count: int) -> np.ndarray:
    """The same way as points [count, 2] at equal distances."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.linspace(0.0, along[-1], count)
    return np.stack([np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])], 1)
