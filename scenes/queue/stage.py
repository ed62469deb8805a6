"""Where things stand on this scene's stage, and the two layouts of the line: lying before the gate, or standing as a
column of the load chart. Only places are here, nothing is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LANE = 560.0
"""y of the lying line."""
GATE_X = 1046.0
TAIL_X = 520.0
"""Fibres end here and the lane begins."""
HEAD_X = GATE_X - 52.0
"""The first place of the lying line."""
BASE = 752.0
"""Foot of the standing line and of the chart."""
PITCH = 16.0
"""Stage units per request of the standing line; a column of the chart has no other scale."""
TALLEST = 560.0
"""Greatest height of the standing line."""
WIDEST = 104.0
"""Greatest distance of two sparks of the lying line."""
RISE = 90.0
"""How high the line swings while it stands up."""

LEFT, WALL, TOP = 84.0, 1330.0, 128.0
"""The chart: x of no load, x of full load, y of its top."""
BEYOND = 1372.0
"""Where the column stands that has no mean."""


@dataclass(frozen=True, slots=True)
class LineLayout:
    """x of the standing line, and stage units between two sparks of the line, lying and standing."""

    column: float
    lying: float
    standing: float


def line_layout(longest: int, longest_late: int, load: float) -> LineLayout:
    """The layout for the most requests in line, ever and while it stands; squeezed where it would leave the stage."""
    return LineLayout(
        load_x(load), min(WIDEST, (HEAD_X - TAIL_X) / max(1, longest)), min(PITCH, TALLEST / max(1, longest_late))
    )


def slots(place: np.ndarray, upright: np.ndarray | float, layout: LineLayout) -> np.ndarray:
    """Stage positions (n x 2) of places in line, between lying (`upright` 0) and standing (1)."""
    u = np.broadcast_to(np.asarray(upright, dtype=float), place.shape)
    x = (HEAD_X - layout.lying * place) * (1 - u) + layout.column * u
    y = LANE * (1 - u) + (BASE - layout.standing * (place + 0.5)) * u - RISE * np.sin(np.pi * u)
    return np.stack([x, y], -1)


def load_xs(loads: np.ndarray) -> np.ndarray:
    """Stage x of n utilisations; above capacity, the place beyond the wall."""
    inside = LEFT + (WALL - LEFT) * np.minimum(loads, 1.0)
    return np.where(loads >= 1.0, BEYOND, inside)


def load_x(load: float) -> float:
    """Stage x of a utilisation; above capacity, the place beyond the wall."""
    return float(load_xs(np.array(load)))
