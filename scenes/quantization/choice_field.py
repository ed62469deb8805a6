"""A field of tiles, one per place of the fixed text: light where the model's first choice stays, hatched where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import AnswerAtWidth

ACROSS, PITCH, TILE = 27, 6.0, 4.6
"""Tiles in a row of the field, from one to the next, and how large one is."""


def stays_of(row: AnswerAtWidth, tokens: int) -> np.ndarray:
    """Whether the choice stays at each place; where only their share was measured, that many of them come first."""
    if row.stays is not None:
        return row.stays
    share = float(row.same.value) if row.same is not None else 0.0
    return np.asarray(np.arange(tokens) < round(share * tokens))


def draw_field(p: Picture, x: float, y: float, stays: np.ndarray) -> None:
    """All tiles, the first place at the upper left."""
    lost = tile_at(x, y, np.flatnonzero(~stays))
    if len(lost):
        p.hatch(np.concatenate([lost, np.full_like(lost, PITCH)], 1), alpha=0.95, ground=0.35)
    if stays.any():
        p.rects(kept_tiles(x, y, stays), "ink", alpha=0.85)


def kept_tiles(x: float, y: float, stays: np.ndarray) -> np.ndarray:
    """Boxes of the places whose choice stays [n, 4]."""
    at = tile_at(x, y, np.flatnonzero(stays))
    return np.concatenate([at + (PITCH - TILE) / 2, np.full_like(at, TILE)], 1)


def tile_at(x: float, y: float, place: np.ndarray) -> np.ndarray:
    """Upper left corners of the tiles of some places [n, 2]."""
    return np.stack([x + place % ACROSS * PITCH, y + place // ACROSS * PITCH], 1).astype(float)


def field_box(x: float, y: float, tokens: int) -> Rect:
    """What the whole field covers."""
    return Rect(x, y, ACROSS * PITCH, -(-tokens // ACROSS) * PITCH)
