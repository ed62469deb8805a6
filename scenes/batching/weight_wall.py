"""The wall of weights and the sheets of light that leave it, drawn once: what moves along them is drawn elsewhere
(`one_read`)."""

from __future__ import annotations

import numpy as np

from tourapp.authoring import Picture, Quantity, Rect, mix
from tourapp.authoring.sizes import LINE, READOUT

WALL = Rect(64, 132, 300, 706)
CORES = Rect(744, 140, 138, 276), Rect(744, 562, 138, 276)
"""Where the arithmetic is done: for one user above, for all of them below."""
LANE_X, LANE_END = 892.0, 1236.0
"""Where a user's lane begins and where its token comes to rest."""
COLUMNS, ROWS, CELL = 40, 144, 6
"""Stones of the wall, and pixels of one: the last of each is its joint."""
RAYS = 240
UNITS, UNIT_RADIUS = 5, 3.0
"""Units of a core that work for one user, and their corners."""
PLATE = Rect(104, 440, 220, 94)


def lane_heights(core: Rect, slots: int) -> np.ndarray:
    """Middle of each user's row in a core."""
    return core.y + (np.arange(slots) + 0.5) * core.h / slots


def draw_wall(p: Picture, step: Quantity) -> None:
    """The wall, and how much of it there is."""
    p.bake(("weight-wall",), _stones, bloom=0.35, rect=WALL.inset(-24))
    p.rects([PLATE], "ground", radius=12, alpha=0.86)
    p.text((PLATE.cx, PLATE.y + 38), "the weights", size=LINE, weight=600, align="center")
    p.text((PLATE.cx, PLATE.y + 78), "{v}", v=step, size=READOUT, mono=True, weight=600, align="center")


def _stones(p: Picture) -> None:
    """Many small stones: how many there are is the picture, none stands for a number."""
    rng = np.random.default_rng(4)
    stones = 0.14 + 0.72 * rng.random((ROWS, COLUMNS)) ** 2.0
    stones[:, -4:] *= np.array([1.1, 1.2, 1.3, 1.4])
    joint = np.ones((CELL, CELL))
    joint[-1], joint[:, -1] = 0, 0
    p.image(np.clip(np.kron(stones, joint), 0, 1), WALL, "weights", key=("weight-stones",))


def draw_sheet(p: Picture, half: int, front: float, strength: float) -> None:
    """The way of one read from the wall to a core: always faintly there, lit behind `front` (0..1)."""
    area = sheet_area(half)
    p.bake(("weight-sheet", half), lambda q: _rays(q, half), rect=area, alpha=0.34)
    lit = front * strength
    if lit <= 0.01:
        return
    x = mix(WALL.right, CORES[half].x, front)
    part = Rect(area.x, area.y, x - area.x, area.h)
    p.bake(("weight-sheet", half), lambda q: _rays(q, half), rect=area, alpha=strength, reveal=part)
    if front < 1.0:
        core = CORES[half].inset(0, 12 - 12 * front)
        rows = np.linspace(core.y, core.bottom, 9)
        p.sprites(np.stack([np.full(9, x), rows], 1), 92, "weights", alpha=0.8 * strength, kind="soft")
        p.lines([(x, core.y, x, core.bottom)], "white", width=2.0, alpha=0.9 * strength)


def sheet_area(half: int) -> Rect:
    """The room of a sheet."""
    core = CORES[half]
    return Rect(WALL.right, core.y - 8, core.x - WALL.right, core.h + 16)


def _rays(p: Picture, half: int) -> None:
    """Rays of different strength that draw together a little on their way."""
    rng, core = np.random.default_rng(11 + half), CORES[half]
    y = np.sort(rng.uniform(core.y - 6, core.bottom + 6, RAYS))
    end = core.cy + (y - core.cy) * 0.88
    ends = np.stack([WALL.right + rng.uniform(0, 36, RAYS), y, np.full(RAYS, core.x), end], 1)
    p.lines(ends, "weights", alpha=rng.uniform(0.15, 0.9, RAYS))
    some = rng.random(RAYS) < 0.14
    p.lines(ends[some], "white", alpha=0.55)


def core_units(half: int, slots: int) -> np.ndarray:
    """Boxes of a core's units, a row of them for every user [n, 4]."""
    room = CORES[half].inset(14, 12)
    return np.array([cell for row in room.rows(slots, room.h * 0.22 / slots) for cell in row.columns(UNITS, 6)])


def draw_core(p: Picture, half: int, lit: np.ndarray, quiet: float = 0.3) -> None:
    """A core with a row of units for every user; `lit`: how brightly each row works, `quiet`: how bright all are."""
    core, units = CORES[half], core_units(half, len(lit))
    p.rects([core], "raised", radius=12, stroke="weights", stroke_width=2.0)
    p.rects(units, "weights", radius=UNIT_RADIUS, alpha=quiet)
    on = np.repeat(lit, UNITS)
    if (on > 0.01).any():
        p.rects(units[on > 0.01], "decode", radius=UNIT_RADIUS, alpha=on[on > 0.01])
