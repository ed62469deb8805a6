"""A GPU seen from above at a slant: processors in a grid, cache between them, memory at both sides, bridges between.

Schematic: the number of processors is the chip's own, their places, the stacks and the bridges are not. A point of
the flat chip is (u, v), both 0..1; `Slant` puts it on the stage.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from tourapp.authoring import Picture, Rect

TOP, BOTTOM = 176.0, 800.0
TOP_SIDES, BOTTOM_SIDES = (236.0, 1268.0), (66.0, 1438.0)
DIE = (0.245, 0.04, 0.755, 0.955)  # u0, v0, u1, v1
CACHE = (0.445, 0.545)  # v of the L2 band
STACKS = ((0.03, 0.315), (0.36, 0.635), (0.68, 0.955))
LAMPS = 32
"""Lamps per processor: one is 1/32 of its math."""


@lru_cache(maxsize=1)
def _homography() -> np.ndarray:
    """The 3 x 3 map from the flat chip to the stage."""
    corners = [
        (0, 0, TOP_SIDES[0], TOP),
        (1, 0, TOP_SIDES[1], TOP),
        (1, 1, BOTTOM_SIDES[1], BOTTOM),
        (0, 1, BOTTOM_SIDES[0], BOTTOM),
    ]
    rows, right = [], []
    for u, v, x, y in corners:
        rows += [[u, v, 1, 0, 0, 0, -u * x, -v * x], [0, 0, 0, u, v, 1, -u * y, -v * y]]
        right += [x, y]
    return np.append(np.linalg.solve(np.array(rows, float), np.array(right, float)), 1.0).reshape(3, 3)


def slant(uv: Any) -> np.ndarray:
    """Stage positions of flat points, any shape ending in 2."""
    flat = np.asarray(uv, dtype=np.float64)
    out = np.concatenate([flat, np.ones((*flat.shape[:-1], 1))], -1) @ _homography().T
    return np.asarray(out[..., :2] / out[..., 2:])


def quads(boxes: np.ndarray) -> np.ndarray:
    """Flat boxes (n x 4: u0, v0, u1, v1) as stage polygons (n x 4 x 2)."""
    b = np.asarray(boxes, dtype=np.float64).reshape(-1, 4)
    return slant(np.stack([b[:, [0, 1]], b[:, [2, 1]], b[:, [2, 3]], b[:, [0, 3]]], 1))


@dataclass(frozen=True, slots=True)
class Floorplan:
    """Where the processors of a chip with `count` of them stand (flat boxes), and how many lamps each has."""

    count: int
    cells: np.ndarray

    @property
    def lamps(self) -> int:
        """Lamps of the whole chip."""
        return self.count * LAMPS


@lru_cache(maxsize=24)
def floorplan(count: int) -> Floorplan:
    """Processors in rows above and below the cache."""
    columns = max(4, round(math.sqrt(count * 1.1)))
    rows = -(-count // columns)
    upper = -(-rows // 2)
    u0, v0, u1, v1 = DIE
    pad, gap = 0.012, 0.004
    cells = []
    for k in range(count):
        row, column = divmod(k, columns)
        top = row < upper
        low, high = (v0 + 0.015, CACHE[0] - 0.012) if top else (CACHE[1] + 0.012, v1 - 0.015)
        place, many = (row, upper) if top else (row - upper, max(1, rows - upper))
        h, w = (high - low) / many, (u1 - u0 - 2 * pad) / columns
        x, y = u0 + pad + column * w, low + place * h
        cells.append((x + gap / 2, y + gap, x + w - gap / 2, y + h - gap))
    return Floorplan(count, np.array(cells))


@lru_cache(maxsize=24)
def lamp_places(count: int) -> np.ndarray:
    """Flat position of every lamp, processor by processor (8 across, 4 down)."""
    plan = floorplan(count)
    u = (np.arange(8) + 0.5) / 8
    v = (np.arange(4) + 0.5) / 4
    grid = np.stack(np.meshgrid(u, v), -1).reshape(-1, 2)
    low, size = plan.cells[:, None, :2], (plan.cells[:, 2:] - plan.cells[:, :2])[:, None]
    return np.asarray((low + grid[None] * size).reshape(-1, 2))


@lru_cache(maxsize=24)
def lamp_order(count: int) -> np.ndarray:
    """The order in which lamps go on: scattered, always the same."""
    return np.random.default_rng(count).permutation(count * LAMPS)


def lit_lamps(count: int, share: float) -> int:
    """Lamps that stand for a share of the math; at least one where the share is above zero."""
    return min(count * LAMPS, max(1 if share > 0 else 0, round(share * count * LAMPS)))


def draw_still(p: Picture, count: int, memory: str) -> None:
    """Package, die, cache, memory stacks and dark processors."""
    p.polys(quads(np.array([[-0.03, -0.03, 1.03, 1.03]])), "raised", alpha=0.95, stroke="line")
    p.polys(quads(np.array([[0.0, 0.0, 1.0, 1.0]])), "ground", alpha=0.6, stroke="line", stroke_alpha=0.5)
    p.polys(quads(np.array([DIE])), "raised", alpha=0.9, stroke="prefill", stroke_alpha=0.45)
    for v0, v1 in STACKS:
        for u0, u1 in ((0.015, 0.15), (0.85, 0.985)):
            for lift in (3, 2, 1, 0):
                p.polys(
                    quads(np.array([[u0, v0 + 0.02, u1, v1]])) - np.array([0.0, 4.0 * (3 - lift)]),
                    "weights",
                    alpha=0.20 + 0.07 * (3 - lift),
                    stroke="weights",
                    stroke_alpha=0.55,
                )
            at = slant(((u0 + u1) / 2, (v0 + v1) / 2 + 0.01)) - np.array([0.0, 8.0])
            p.text((at[0], at[1]), memory, size=18, weight=600, align="center", alpha=0.9)
    cells = quads(floorplan(count).cells)
    p.polys(cells, "prefill", alpha=0.055, stroke="prefill", stroke_alpha=0.22)
    p.polys(
        quads(np.array([[DIE[0] + 0.012, CACHE[0], DIE[2] - 0.012, CACHE[1]]])),
        "weights",
        alpha=0.16,
        stroke="weights",
        stroke_alpha=0.5,
    )


def draw_lit(p: Picture, count: int, lamps: int, role: str) -> None:
    """Processors with so many lamps on (a still layer: bake it)."""
    order = lamp_order(count)[:lamps]
    share = np.bincount(order // LAMPS, minlength=count) / LAMPS
    p.polys(quads(floorplan(count).cells), role, alpha=share * 0.34, stroke=role, stroke_alpha=0.6)
    at = slant(lamp_places(count)[order])
    depth = (at[:, 1] - TOP) / (BOTTOM - TOP)
    size = float(np.clip(760.0 / math.sqrt(count * LAMPS), 4.5, 16.0))
    p.sprites(at, size * (0.75 + 0.5 * depth), role, alpha=0.62 if lamps > 400 else 1.0)


def draw_sparse(p: Picture, count: int, lamps: int, clock: float, role: str, *, left: float = 0.0) -> None:
    """The few lamps that are on at a moment; they wander, as the math waits for each weight. Only right of stage x
    `left`."""
    order = lamp_order(count)
    start = int(clock * 5) * max(1, lamps) % len(order)
    now = np.take(order, np.arange(start, start + lamps), mode="wrap")
    at = slant(lamp_places(count)[now])
    at = at[at[:, 0] > left]
    if len(at):
        fade = 0.55 + 0.45 * math.cos(2 * math.pi * (clock * 5 % 1.0 - 0.5)) ** 2
        p.sprites(at, 46 if lamps < 60 else 24, role, alpha=fade)


def bridge_paths(side: int) -> tuple[np.ndarray, np.ndarray]:
    """Start and end of every lane of the bridges on one side (-1 left, 1 right): flat points, n x 2 each."""
    lanes = np.concatenate([np.linspace(v0 + 0.05, v1 - 0.03, 12) for v0, v1 in STACKS])
    far, near = (0.15, DIE[0]) if side < 0 else (0.85, DIE[2])
    return np.stack([np.full(36, far), lanes], 1), np.stack([np.full(36, near), lanes], 1)


def draw_bridges(p: Picture, share: float, clock: float, *, only: int = 0, alpha: float = 1.0) -> None:
    """Weights on their way from memory to the die: as many streaks as the share of the bandwidth in use."""
    for side in (-1, 1):
        if only and side != only:
            continue
        start, end = bridge_paths(side)
        p.lines(np.concatenate([slant(start), slant(end)], 1), "weights", alpha=(0.10 + 0.35 * share) * alpha)
        many = round(len(start) * 7 * share)
        if many < 1:
            continue
        k = np.random.default_rng(3).permutation(len(start) * 7)[:many]
        lane, seat = k % len(start), k // len(start)
        u = ((seat / 7 + clock * (0.55 + 0.02 * (lane % 9)) + lane * 0.137) % 1.0)[:, None]
        at = slant(start[lane] + (end[lane] - start[lane]) * u)
        p.sprites(at, 15, "weights", alpha=0.9 * alpha, squash=2.6)
        p.sprites(at, 7, "white", alpha=0.9 * alpha, squash=3.2)


def die_rect() -> Rect:
    """The stage area the whole drawing needs, for its still layer."""
    return Rect(20, 120, 1460, 712)
