"""The shelf of the cache around keys and values, and the asking token's own column, which joins it in the end."""

from __future__ import annotations

from scenes.attention.layout import StagedLook
from scenes.attention.places import CHIP_H, CHIP_Y, KEYS_Y, STRIP_H, VALUES_Y
from tourapp.authoring import Picture, Rect

ROWS = ((KEYS_Y, "key"), (VALUES_Y, "value"))
AROUND, RADIUS = 8, 8


def draw_shelf(p: Picture, staged: StagedLook, shown: float, joined: float) -> None:
    """A frame around all columns before the asking one, which has a frame of its own; `joined` 0..1 they become one."""
    if shown <= 0.01:
        return
    half, own = 66.0 if staged.look.by_hand else 28.0, staged.asking_x
    left = float(staged.xs[0]) - half
    others = [float(x) for i, x in enumerate(staged.xs) if i != staged.look.asking_column]
    last = max((x for x in others if x < own), default=own - 2 * half) + half
    right = last + (own + half - last) * joined
    for y, role in ROWS:
        top, height = y - AROUND, STRIP_H + 2 * AROUND
        stored = Rect(left, top, max(right - left, 1.0), height)
        new = Rect(own - half, top, 2 * half, height)
        p.rects([stored], None, radius=RADIUS, stroke=role, stroke_alpha=0.42 * shown)
        fading = 0.8 * shown * (1 - joined)
        p.rects([new], None, radius=RADIUS, stroke="decode", stroke_alpha=fading, dash=True)


def draw_laying_down(p: Picture, staged: StagedLook, laid: float, glow: float) -> None:
    """A spark lays the asking token's key and value down, 0..1; both glow when they lie there."""
    if 0 < laid < 1:
        top = CHIP_Y + CHIP_H
        p.sprites(
            [(staged.asking_x, top + (VALUES_Y + STRIP_H / 2 - CHIP_Y - CHIP_H) * laid)], 90.0, "decode", alpha=0.9
        )
    for y, role in ROWS:
        p.sprites([(staged.asking_x, y + STRIP_H / 2)], 190.0, role, alpha=0.8 * glow, kind="soft")
