"""Strips of numbers under the tokens: keys, values, and the veil over those that get little attention.

Every cell of a strip is one of the real numbers of a key or value, brighter for larger size; where a recording keeps
only weights, strips are drawn empty. Not here: the query that passes over the keys (`query`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.places import HAND_STRIP_W, KEYS_Y, STRIP_H, STRIP_W, VALUES_Y, row_sheet
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import READOUT

ACROSS, DOWN = 8, 8
BRIGHT = 98.0
"""Numbers above this per cent of all are as bright as the largest."""
FEW = 4
"""So many numbers stand one below the other, with room for their digits."""
OPENS, PLATE_RADIUS = 0.06, 4.0
"""Share of the light's way in which a plate opens, and its corners."""
Kind = Literal["keys", "values"]
ROWS: dict[Kind, tuple[float, str]] = {"keys": (KEYS_Y, "key"), "values": (VALUES_Y, "value")}


@dataclass(frozen=True, slots=True, eq=False)
class StripRow:
    """Where strips stand side by side: their middles xs [N], top and height."""

    xs: np.ndarray
    y: float
    h: float = STRIP_H


def draw_row(p: Picture, staged: StagedLook, kind: Kind, shown: float) -> None:
    """The keys or the values of all columns, revealed 0..1 from the first token on."""
    if shown <= 0:
        return
    look, (y, role) = staged.look, ROWS[kind]
    data, at = look.keys if kind == "keys" else look.values, StripRow(staged.xs, y)
    sheet = row_sheet(y, STRIP_H, 6.0)

    def build(q: Picture) -> None:
        if data is None:
            _draw_empty(q, at, role)
        else:
            draw_strips(q, data, at, role, look.by_hand)

    reveal = None if shown >= 1 else Rect(sheet.x, sheet.y, sheet.w * shown, sheet.h)
    p.bake(("attention", kind, look.key, staged.gain), build, rect=sheet, reveal=reveal)


def draw_strips(p: Picture, data: np.ndarray, at: StripRow, role: str, by_hand: bool) -> None:
    """One strip per row of data [N, d]; brightness is size against the largest."""
    boxes = np.concatenate([vector_cells(len(row), float(x), at, by_hand) for row, x in zip(data, at.xs, strict=True)])
    most = float(np.abs(data).max()) if by_hand else float(np.percentile(np.abs(data), BRIGHT))
    size = np.clip(np.abs(data).ravel() / max(most, 1e-9), 0, 1)
    p.rects(boxes, "ground", alpha=0.7)
    if not by_hand:
        p.rects(boxes, role, alpha=0.12 + 0.88 * size)
        return
    p.rects(boxes, role, radius=6.0, alpha=0.16 + 0.34 * size)
    for (x, y, w, h), value in zip(boxes, data.ravel(), strict=True):
        middle = (x + w / 2, y + h / 2 + 11)
        p.text(middle, "{v}", v=float(value), size=READOUT, mono=True, weight=600, align="center")


def _cells(count: int, x: float, width: float, at: StripRow) -> np.ndarray:
    """Boxes of the cells of one strip [count, 4]: few one below the other, many in four columns."""
    across = 1 if count <= FEW else ACROSS
    down = max(1, -(-count // across))
    i = np.arange(count)
    gap = 6.0 if count <= FEW else 1.2
    w, h = width / across, at.h / down
    left, top = x - width / 2 + (i // down) * w, at.y + (i % down) * h
    return np.stack([left, top, np.full(count, w - gap * (across > 1)), np.full(count, h - gap)], 1)


def strip_places(staged: StagedLook, kind: Kind) -> np.ndarray:
    """Where the keys or values of all columns but the asking one stand [N, 4]."""
    others = np.arange(staged.count) != staged.look.asking_column
    return _strip_boxes(StripRow(staged.xs[others], ROWS[kind][0]), _width(staged.look.by_hand))


def draw_closed(p: Picture, staged: StagedLook, stored: float) -> None:
    """The stored keys and values as closed plates, until the light that goes along them 0..1 has opened each."""
    sheet = row_sheet(KEYS_Y, STRIP_H, 0.0)
    for kind in ROWS:
        boxes = strip_places(staged, kind)
        passed = (boxes[:, 0] - sheet.x) / sheet.w
        shut = np.clip(1.0 - (stored - passed) / OPENS, 0.0, 1.0) if stored > 0 else np.ones(len(boxes))
        if (shut > 0.0).any():
            p.rects(boxes, ROWS[kind][1], radius=PLATE_RADIUS, alpha=shut)


def vector_cells(count: int, x: float, at: StripRow, by_hand: bool) -> np.ndarray:
    """The cells of one strip whose middle is at x [count, 4]."""
    return _cells(count, x, _width(by_hand), at)


def _width(by_hand: bool) -> float:
    return HAND_STRIP_W if by_hand else STRIP_W


def _strip_boxes(at: StripRow, width: float) -> np.ndarray:
    """Boxes of whole strips [N, 4]."""
    count = len(at.xs)
    return np.stack([at.xs - width / 2, np.full(count, at.y), np.full(count, width), np.full(count, at.h)], 1)


def _draw_empty(p: Picture, at: StripRow, role: str) -> None:
    """Strips whose numbers were not kept: outlines only."""
    p.rects(_strip_boxes(at, STRIP_W), None, radius=4, stroke=role, stroke_alpha=0.4, dash=True)


def draw_veil(p: Picture, staged: StagedLook, amount: float, hovered: int | None) -> None:
    """Columns that get little attention step back; under the pointer all but one."""
    if amount <= 0.01:
        return
    columns = staged.look.columns
    most = max(c.weight for c in columns)
    bright = np.array([0.45 + 0.55 * min(1.0, (c.weight / most) ** 0.5) for c in columns])
    if hovered is not None:
        bright = np.where(np.arange(len(bright)) == hovered, 1.0, bright * 0.6)
    width = HAND_STRIP_W + 6 if staged.look.by_hand else STRIP_W + 4
    rows = [StripRow(staged.xs, y - 2, STRIP_H + 4) for y in (KEYS_Y, VALUES_Y)]
    boxes = np.concatenate([_strip_boxes(row, width) for row in rows])
    p.rects(boxes, "ground", alpha=np.tile((1 - bright) * amount * 0.86, 2))
