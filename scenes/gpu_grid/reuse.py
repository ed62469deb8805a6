"""How often a byte is used: while one byte arrives the math has room for so many operations, a cell each. Decode fills
few of them, prefill all."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from scenes.gpu_grid.facts import ChipAtWork, bare
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, ramp, show, smooth, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, LINE, READOUT

PANEL_Y, PANEL_W, PANEL_H = 300.0, 528.0, 470.0
LANE = 112.0
"""Length of the bridge left of a panel, over which the byte comes."""
LANES, LANE_STEP = 9, 12.0
MOST_LETTERS = 6
"""A figure with more letters is set smaller."""
FEW = 64
"""So many cells at most have a halo of their own."""
ARRIVE_SECONDS, FLIGHT = 1.8, 0.55
"""So often a byte arrives, and the share of that time it is under way."""


@dataclass(frozen=True, slots=True)
class ReusePanel:
    """One phase: its name, operations it has for each byte, its role, where its panel begins, and whether what stays
    idle is to be seen."""

    name: Phrase
    value: Quantity
    role: str
    x: float


@dataclass(frozen=True, slots=True)
class CellGrid:
    """`count` cells in rows that fill a panel: their boxes [count, 4]."""

    boxes: np.ndarray

    @property
    def count(self) -> int:
        """How many cells."""
        return len(self.boxes)


def cell_grid(count: int, x: float) -> CellGrid:
    """Cells in rows from the panel's top left corner."""
    columns = max(1, math.ceil(math.sqrt(count * PANEL_W / PANEL_H)))
    step = min(PANEL_W / columns, PANEL_H / math.ceil(count / columns))
    k = np.arange(count)
    at = np.stack([x + (k % columns) * step, PANEL_Y + (k // columns) * step], 1)
    size = step * 0.82
    return CellGrid(np.concatenate([at, np.full((count, 2), size)], 1))


def draw_reuse(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """Both phases side by side, each with its byte."""
    decode, prefill = facts.costs.decode.weight_intensity, facts.costs.prefill.weight_intensity
    batch = facts.costs.scenario.quantity("batch")
    panels = (
        ReusePanel(Phrase("Decode, batch {n}", n=batch), decode, "decode", 64.0 + LANE),
        ReusePanel(Phrase("Prefill"), prefill, "prefill", 1440.0 - PANEL_W),
    )
    for panel in panels:
        _draw_panel(f, p, panel, facts.costs.decode.ridge)


def _draw_panel(f: Frame, p: Picture, panel: ReusePanel, ridge: Quantity) -> None:
    room, asked = max(1, round(float(ridge.value))), float(panel.value.value)
    busy = min(room, max(1, round(asked)))
    grid, shown = cell_grid(room, panel.x), f.cue("why.fills")
    _draw_room(p, grid, busy, panel.x)
    arrived = float(smooth(ramp(f.clock / ARRIVE_SECONDS % 1.0, FLIGHT - 0.05, FLIGHT + 0.1)))
    faded = 1.0 - float(ramp(f.clock / ARRIVE_SECONDS % 1.0, 0.75, 1.0))
    _draw_lit(p, (grid, busy), panel, shown, arrived * faded)
    _draw_byte(f, p, panel.x)
    _draw_words(p, panel, ridge, busy < room, f.cue("why.words"))


def _draw_lit(p: Picture, cells: tuple[CellGrid, int], panel: ReusePanel, shown: float, flash: float) -> None:
    """The operations there are (so many of a grid's first cells), row by row as one still layer; they flash when a byte
    arrives."""
    grid, busy = cells
    lit = grid.boxes[:busy]
    foot = float(lit[-1, 1] + lit[-1, 3])
    p.bake(
        ("reuse-lit", panel.role, grid.count, busy, panel.x),
        lambda layer: layer.rects(lit, panel.role, radius=2, alpha=0.9),
        rect=Rect(panel.x, PANEL_Y, PANEL_W + 8, PANEL_H + 8),
        reveal=Rect(0, 0, 1920, PANEL_Y + (foot - PANEL_Y) * shown),
    )
    if len(lit) <= FEW:
        p.sprites(lit[:, :2] + lit[:, 2:] / 2, 56, panel.role, alpha=shown * (0.2 + 0.5 * flash), kind="soft")
    elif shown >= 1.0:
        p.rects([(panel.x, PANEL_Y, PANEL_W, foot - PANEL_Y)], "ground", alpha=0.22 * (1.0 - flash))


def _draw_room(p: Picture, grid: CellGrid, busy: int, x: float) -> None:
    """The cells that stay idle, and the lanes of the bridge, as one still layer."""
    idle, count = grid.boxes[busy:], grid.count

    def build(layer: Picture) -> None:
        if len(idle):
            layer.hatch(idle, "waste", alpha=0.9, ground=0.30)
        y = PANEL_Y + PANEL_H / 2 + (np.arange(LANES) - (LANES - 1) / 2) * LANE_STEP
        ends = np.stack([np.full(LANES, x - LANE), y, np.full(LANES, x - 12.0), y], 1)
        layer.lines(ends, "weights", width=5.0, alpha=0.55)

    p.bake(("reuse", count, busy, x), build)


def _draw_byte(f: Frame, p: Picture, x: float) -> None:
    """One byte on its way over the bridge."""
    share = float(ramp(f.clock / ARRIVE_SECONDS % 1.0, 0.0, FLIGHT)) if not f.still else 0.6
    at = (x - LANE + (LANE - 34.0) * share, PANEL_Y + PANEL_H / 2)
    p.sprites([at], 150, "ink", alpha=0.5 * (1.0 - 0.6 * (share >= 1.0)), kind="soft")
    p.rects([(at[0] - 17, at[1] - 17, 34, 34)], "ink", radius=6)
    p.text((x - LANE / 2 - 6, PANEL_Y + PANEL_H / 2 + 92), "one byte", size=LABEL, weight=600, align="center")


def _draw_words(p: Picture, panel: ReusePanel, ridge: Quantity, idle: bool, shown: float) -> None:
    p.text((panel.x - LANE, 156.0), panel.name, size=READOUT, weight=600, role=panel.role)
    at = (panel.x, 268.0)
    size = FIGURE_LARGE if len(show(bare(panel.value))) <= MOST_LETTERS else FIGURE
    p.text(at, "{v}", v=bare(panel.value), size=size, weight=600, role=panel.role, alpha=shown)
    beside = panel.x + text_width(show(bare(panel.value)), size, weight=600) + 22
    p.text((beside, 226.0), "operations", size=LABEL, alpha=shown)
    p.text((beside, 260.0), "for each byte", size=LABEL, alpha=shown)
    y = PANEL_Y + PANEL_H + 44.0
    if idle:
        words = Phrase("room for {n}: the rest stays idle", n=bare(ridge))
        p.text((panel.x, y), words, size=LINE, weight=600, role="waste", alpha=shown)
    else:
        words = Phrase("room for {n}: full, the math is the limit", n=bare(ridge))
        p.text((panel.x, y), words, size=LINE, weight=600, role=panel.role, alpha=shown)
