"""Blocks on their way between the two memories: bands with threads and sparks that travel along them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.flash_attention.facts import LoopMoment
from scenes.flash_attention.memory import block, last_output
from scenes.flash_attention.tile import KEY, QUERY, VALUE
from tourapp.authoring import Picture, Rect, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import FlashHead

SPEED = 0.42
"""Share of a ribbon that a spark travels in a second."""


@dataclass(frozen=True, slots=True)
class FlashRibbon:
    """A band from the right edge of one rectangle to the left edge of another, with so many threads."""

    source: Rect
    target: Rect
    role: str
    lines: int = 9

    def edges(self) -> np.ndarray:
        """Its upper and its lower edge, 2 x m x 2."""
        one, two = self.source, self.target
        top, low = path((one.right, one.y), (two.x, two.y)), path((one.right, one.bottom), (two.x, two.bottom))
        return np.stack([top, low])


def outline(edges: np.ndarray) -> np.ndarray:
    """The band between two edges as a polygon, m x 2."""
    return np.concatenate([edges[0], edges[1][::-1]])


def threads(edges: np.ndarray, lines: int) -> np.ndarray:
    """Ways from source to target, evenly spread between two edges: lines x m x 2."""
    share = np.linspace(0, 1, lines)[:, None, None]
    return np.asarray(edges[0][None] * (1 - share) + edges[1][None] * share)


def path(start: tuple[float, float], end: tuple[float, float], n: int = 40) -> np.ndarray:
    """A smooth way from left to right, n x 2."""
    u = np.linspace(0, 1, n)
    return np.stack([start[0] + (end[0] - start[0]) * u, start[1] + (end[1] - start[1]) * smooth(u)], 1)


def _seats(ways: np.ndarray, clock: float) -> np.ndarray:
    """Where two sparks per way are at a time: n x 2. They go back for a clock that runs backwards."""
    lines = len(ways)
    seat = (np.arange(lines * 2) * 0.618 + clock * SPEED) % 1.0
    return np.asarray(ways[np.arange(lines * 2) % lines, (seat * (ways.shape[1] - 1)).astype(int)])


def draw_ribbon(p: Picture, ribbon: FlashRibbon, clock: float, alpha: float) -> None:
    """A block on its way; a faint one is only the band."""
    edges = ribbon.edges()
    p.polys(outline(edges), ribbon.role, alpha=0.17 * alpha)
    ways = threads(edges, ribbon.lines if alpha >= 0.3 else 3)
    p.curves(ways, ribbon.role, alpha=0.42 * alpha)
    if alpha >= 0.3:
        p.sprites(_seats(ways, clock), 16, ribbon.role, alpha=0.85 * alpha)


def draw_ribbons(p: Picture, now: LoopMoment, clock: float, alpha: float, values: float) -> None:
    """Q, K and V travel from slow memory to the tile."""
    head, tile = now.loop.head, now.picture
    draw_ribbon(p, FlashRibbon(block(head, "Q", tile.rows), QUERY, "prefill", 17), clock, 0.75 * alpha)
    draw_ribbon(p, FlashRibbon(block(head, "K", tile.columns), KEY, "key"), clock, alpha)
    if values > 0:
        draw_ribbon(p, FlashRibbon(block(head, "V", tile.columns), VALUE, "value"), clock, alpha * values)


def draw_return(p: Picture, head: FlashHead, moment: tuple[float, Rect], alpha: float, share: float) -> None:
    """The output's way back into slow memory, block after block; the light rests on the last one. `moment`: the clock,
    and where the output stands."""
    clock, output = moment
    target = last_output(head, max(1, min(head.count, round(head.count * share))))
    ribbon = FlashRibbon(target, output, "white", 13)
    edges = ribbon.edges()
    ways = threads(edges, ribbon.lines)
    p.polys(outline(edges), "white", alpha=0.10 * alpha)
    p.curves(ways, "white", alpha=0.3 * alpha)
    p.sprites(_seats(ways, -clock), 18, "white", alpha=0.8 * alpha)
    p.spark((target.cx, target.cy), "white", size=70, alpha=alpha)
