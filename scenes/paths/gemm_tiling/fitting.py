"""The last beat: which tiles the SRAM holds, how large each memory is, and how much arithmetic a byte then pays for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.gemm_tiling.places import CHECK, HEAD_BASE, LEVELS, SCALE
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, cascade, pulse
from tourapp.authoring.sizes import LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TileFit

NAMES = (16, 32, 64, 128, 256)
LOW, HIGH = 4.0, 4096.0
ROW = 58.0
LEVEL = 62.0
BYTES_LOW, BYTES_HIGH = 2e3, 4e11
"""Ends of the logarithmic bars of memories, B."""


def draw_fitting(f: Frame, p: Picture) -> None:
    """Cells, memories, and the scale."""
    fit = f.world.tile_fit
    _draw_cells(f, p, fit)
    _draw_levels(f, p, fit, f.cue("fit.levels"))
    _draw_scale(f, p, fit, f.cue("fit.scale"))


def cell_boxes() -> np.ndarray:
    """The pairs of sides [5, 5, 4]: rows of a tile down, columns across."""
    pitch = CHECK.w / 5
    x, y = np.meshgrid(CHECK.x + pitch * np.arange(5), CHECK.y + pitch * np.arange(5))
    return np.stack([x, y, np.full_like(x, pitch - 6), np.full_like(x, pitch - 6)], 2)


def at_intensity(value: float) -> float:
    """Where so many FLOP for a byte stand across the scale."""
    u = math.log(min(max(value, LOW), HIGH) / LOW) / math.log(HIGH / LOW)
    return SCALE.x + SCALE.w * u


def shared_point(f: Frame) -> tuple[float, float]:
    """Where the figure with L2 ends."""
    fit = f.world.tile_fit
    told = fit.shared or fit.once
    return at_intensity(float(told.value)), SCALE.y + 1.5 * ROW


def _draw_cells(f: Frame, p: Picture, fit: TileFit) -> None:
    """Lit where a tile fits, hatched where it does not; the largest is framed."""
    boxes, fits = cell_boxes(), fit.fits
    come = cascade(f.cue("fit.cells", eased=False), 9)
    turn = np.add.outer(np.arange(5), np.arange(5))
    alpha = np.asarray(come)[turn]
    if fit.sram is None:
        p.rects(boxes.reshape(-1, 4), "raised", radius=6, alpha=alpha.reshape(-1), stroke="line")
    else:
        p.rects(boxes[fits], "good", radius=6, alpha=(alpha * 0.55)[fits])
        if not fits.all():
            p.hatch(boxes[~fits], "waste", radius=6, alpha=alpha[~fits])
    head = Phrase("SRAM: not published")
    if fit.sram is not None:
        head = Phrase("tiles that {v} hold, bk {k}", v=fit.sram, k=fit.depth)
    p.text((CHECK.x, HEAD_BASE + 24), head, size=LINE, weight=600)
    _name_sides(p, fit.cut or (0, 0))
    p.text((CHECK.cx, CHECK.bottom + 68), "columns of a tile", size=LABEL, role="dim", align="center")
    p.text((CHECK.x - 78, CHECK.cy), "rows", size=LABEL, role="dim", align="center", rotate=-90.0)
    if fit.cut is not None:
        _draw_largest(f, p, fit.cut)


def _name_sides(p: Picture, cut: tuple[int, int]) -> None:
    """The sides along both axes; those of the largest tile stand out."""
    boxes = cell_boxes()
    for place, side in enumerate(NAMES):
        x, y = float(boxes[0, place, 0] + boxes[0, place, 2] / 2), float(boxes[place, 0, 1] + boxes[place, 0, 3] / 2)
        across, down = (("ink", 700) if side == mine else ("dim", 400) for mine in (cut[1], cut[0]))
        at, parts = (x, CHECK.bottom + 30), ("columns of a tile", "rows of a tile")
        p.text(at, "{n:d}", n=side, size=LABEL, role=across[0], weight=across[1], align="center", part=parts[0])
        at = (CHECK.x - 16, y + 8)
        p.text(at, "{n:d}", n=side, size=LABEL, role=down[0], weight=down[1], align="right", part=parts[1])


def _draw_largest(f: Frame, p: Picture, cut: tuple[int, int]) -> None:
    x, y, w, h = cell_boxes()[NAMES.index(cut[0]), NAMES.index(cut[1])]
    shown = f.cue("fit.cells")
    box = Rect(x, y, w, h)
    p.rects([box], "good", radius=6, alpha=shown * pulse(f.clock, 2.6, 0.7, 1.0), stroke="white", stroke_width=4.0)


def _draw_levels(f: Frame, p: Picture, fit: TileFit, shown: float) -> None:
    """Registers and SRAM of a processor, L2, memory: bars whose length grows with every power of ten."""
    kind = f.world.chip.memory_kind
    levels: tuple[tuple[Phrase, Quantity | None, str], ...] = (
        (Phrase("registers, of one processor"), fit.registers, "decode"),
        (Phrase("SRAM, of one processor") if not fit.given else Phrase("SRAM, as you set it"), fit.sram, "good"),
        (Phrase("L2, of all"), fit.l2, "prefill"),
        (Phrase("memory: {kind}", kind=kind) if kind else Phrase("memory"), fit.memory, "weights"),
    )
    p.text((LEVELS.x, HEAD_BASE + 24), "sizes, logarithmic", size=LINE, weight=600, alpha=shown)
    for place, (words, size, role) in enumerate(levels):
        y = LEVELS.y + LEVEL * place
        p.text((LEVELS.x, y), words, size=LABEL, role="dim", alpha=shown, part="levels")
        if size is None:
            told = "not published"
            p.text((LEVELS.right, y), told, size=LABEL, role="dim", align="right", alpha=shown)
            continue
        p.text((LEVELS.right, y), "{v}", v=size, size=LABEL, weight=600, align="right", alpha=shown)
        u = math.log(float(size.value) * (1024 if size.unit == "KiB" else 1) / BYTES_LOW) / math.log(
            BYTES_HIGH / BYTES_LOW
        )
        p.rects([(LEVELS.x, y + 10, LEVELS.w * min(max(u, 0.01), 1.0) * shown, 20)], role, radius=4, alpha=0.9)


def _draw_scale(f: Frame, p: Picture, fit: TileFit, shown: float) -> None:
    """FLOP for a byte: by the tile alone, with L2, and if all were read once; the line is what the math needs."""
    p.text((SCALE.x, SCALE.y - 56), "FLOP for a byte from memory, logarithmic", size=LINE, weight=600, alpha=shown)
    rows: tuple[tuple[Phrase, Quantity | None], ...] = (
        (Phrase("the largest tile alone"), fit.alone),
        (Phrase("with L2"), fit.shared),
        (Phrase("all read once"), fit.once),
    )
    _draw_need(f, p, fit, shown)
    for place, (words, told) in enumerate(rows):
        if told is not None:
            _draw_reuse(p, (place, words, told), float(told.value) >= float(fit.ridge.value), shown)


def _draw_reuse(p: Picture, row: tuple[int, Phrase, Quantity], enough: bool, shown: float) -> None:
    """One bar; lit where it is enough for the math."""
    place, words, told = row
    y = SCALE.y + ROW * (place + 0.5)
    wide = (at_intensity(float(told.value)) - SCALE.x) * shown
    p.rects([(SCALE.x, y - 20, wide, 40)], "good" if enough else "weights", radius=5, alpha=0.9 if enough else 0.8)
    p.text((SCALE.x + 14, y + 8), words, size=LABEL, weight=600, alpha=shown, backed=0.5, part="bars")
    p.text(
        (SCALE.right, y + 8), "{v}", v=told, size=LABEL, weight=600, alpha=shown, align="right", backed=0.6, part="ends"
    )
    p.hot([(SCALE.x, y - 24, SCALE.w, 48)], (Tag("reuse", place),), (Why(),), (told,))


def _draw_need(f: Frame, p: Picture, fit: TileFit, shown: float) -> None:
    """What the math needs, as a line down the scale."""
    x, foot = at_intensity(float(fit.ridge.value)), SCALE.y + 3 * ROW + 12
    p.lines([(x, SCALE.y - 12, x, foot)], "decode", width=4.0, alpha=shown)
    p.text((x, foot + 30), "the math needs {v}", v=fit.ridge, size=LABEL, role="decode", align="center", alpha=shown)
    u = (f.clock / 3.0) % 1.0
    p.sprites([(x, SCALE.y - 12 + (foot - SCALE.y + 12) * u)], 60.0, "decode", alpha=0.7 * shown)
