"""The shelf of the cache around keys and values, and the asking token's own column, which joins it in the end."""

from __future__ import annotations

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.places import CHIP_Y, KEYS_Y, STRIP_H, VALUES_Y, row_sheet
from scenes.attention.strips import Kind, StripRow, draw_strips
from tourapp.authoring import Picture, Rect

ROWS = ((KEYS_Y, "key"), (VALUES_Y, "value"))
AROUND, RADIUS = 7, 8
PERIOD = 3.2
"""Seconds in which a glow passes the cache once."""


def draw_shelf(p: Picture, staged: StagedLook, shown: float, joined: float) -> None:
    """A frame around all columns before the asking one, which has a frame of its own; `joined` 0..1 they become one."""
    if shown <= 0.01:
        return
    half, own = 66.0 if staged.look.by_hand else 42.0, staged.asking_x
    left = float(staged.xs[0]) - half
    others = [float(x) for i, x in enumerate(staged.xs) if i != staged.look.asking_column]
    last = max((x for x in others if x < own), default=own - 2 * half) + half
    right = last + (own + half - last) * joined
    for y, role in ROWS:
        top, height = y - AROUND, STRIP_H + 2 * AROUND
        stored = Rect(left, top, max(right - left, 1.0), height)
        new = Rect(own - half, top, 2 * half, height)
        p.rects([stored], None, radius=RADIUS, stroke=role, stroke_width=1.6, stroke_alpha=0.6 * shown)
        fading = 0.8 * shown * (1 - joined)
        p.rects([new], None, radius=RADIUS, stroke="decode", stroke_alpha=fading, dash=True)


def draw_laying_down(p: Picture, staged: StagedLook, laid: float, glow: float) -> None:
    """The asking token's key and value drop into the cache as two blocks, 0..1; both glow when they lie there."""
    look = staged.look
    if laid <= 0:
        return
    drop = (CHIP_Y - KEYS_Y) * (1 - laid)
    at = np.array([staged.asking_x])
    column = slice(look.asking_column, look.asking_column + 1)
    half = (66.0 if look.by_hand else 42.0) + 2
    data: tuple[tuple[Kind, np.ndarray | None], ...] = (("keys", look.keys), ("values", look.values))
    for (y, role), (kind, numbers) in zip(ROWS, data, strict=True):
        p.sprites([(staged.asking_x, y + STRIP_H / 2 + drop)], 240.0, role, alpha=0.85 * glow, kind="soft")
        if numbers is None:
            continue
        own, row = numbers[column], StripRow(at, y)

        def build(q: Picture, own: np.ndarray = own, row: StripRow = row, role: str = role) -> None:
            draw_strips(q, own, row, role, look.by_hand)

        room = Rect(staged.asking_x - half - 20, y - 4, 2 * half + 40, STRIP_H + 8)
        key = ("attention-own", kind, look.key, staged.gain)
        p.bake(key, build, rect=room, shift=(0.0, drop))
        frame = Rect(staged.asking_x - half, y + drop - 5, 2 * half, STRIP_H + 10)
        p.rects([frame], None, radius=RADIUS, stroke=role, stroke_width=3.0)


def draw_reading(p: Picture, staged: StagedLook, clock: float, alpha: float) -> None:
    """A glow that goes along the stored keys and values while the beat rests."""
    if alpha <= 0.01:
        return
    left, right = float(staged.xs[0]), float(staged.xs[-1])
    share = (clock / PERIOD) % 1.0
    x, strength = left + (right - left) * share, min(1.0, 8 * share * (1 - share))
    for y, role in ROWS:
        p.sprites([(x, y + STRIP_H / 2)], 230.0, role, alpha=0.6 * strength * alpha, kind="soft")


def draw_storing(p: Picture, staged: StagedLook, stored: float) -> None:
    """The light that lays keys and values down, from the first token on."""
    if not 0.0 < stored < 1.0:
        return
    sheet = row_sheet(KEYS_Y, STRIP_H, 0.0)
    x = sheet.x + sheet.w * stored
    for y, role in ROWS:
        p.sprites([(x, y + STRIP_H / 2)], 250.0, role, alpha=0.9 * min(1.0, 8 * stored * (1 - stored)), kind="soft")
