"""What stands along the walls of the hall: this request's slots with the light of their real norms, slots a longer
conversation holds, empty ones, and those that memory has no room for."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.kv_hall.walls import Zone, zone

EMPTY_FILL, EMPTY_EDGE = 0.13, 0.72
HELD_FILL, HELD_EDGE = 0.40, 0.62
FLOOR_LIGHT, TOP_LIGHT = 0.05, 0.50
"""Brightness of a slot with norm 0, and of one with the greatest norms of its wall."""
PREFILL = (("ground", "prefill", "key"), ("ground", "prefill", "value"))
FLASH = (("ground", "prefill", "white"), ("ground", "prefill", "white"))
ANSWER = (("ground", "decode", "white"), ("ground", "decode", "white"))
PLAIN = (("ground", "key"), ("ground", "value"))
WASTE = (("ground", "waste"), ("ground", "waste"))


def shown_layer(layers: int) -> int:
    """The layer whose norms light the slots, from 0: a third of the way up."""
    return layers // 3


def norm_levels(recording: Any, layer: int) -> np.ndarray:
    """Brightness [tokens, 2 walls, kv_heads] that grows with the norm of each token's key (wall 0) and value (wall 1)
    in one layer; the greatest 2 % of a wall share full brightness."""
    out = []
    for norms in (recording.key_norms[layer], recording.value_norms[layer]):
        flat = norms.ravel()
        most = float(np.partition(flat, int(0.98 * (len(flat) - 1)))[int(0.98 * (len(flat) - 1))]) if len(flat) else 1.0
        out.append(np.clip(norms.T / max(most, 1e-6), 0.0, 1.0) ** 1.4)
    return np.asarray(FLOOR_LIGHT + (TOP_LIGHT - FLOOR_LIGHT) * np.stack(out, axis=1))


def prompt_zone(levels: np.ndarray, end: float, lit: float, flash: float) -> Zone:
    """The prompt's slots, all at the same light: `lit` 0..1 fades them in, `flash` makes them burn for a moment."""
    level = levels * lit + EMPTY_FILL * (1 - lit) + 0.42 * flash
    return zone(0, end, FLASH if flash > 0.02 else PREFILL, 0.62 + 0.2 * flash, level)


def answer_zone(levels: np.ndarray, start: int, end: float, written: np.ndarray, strength: float = 0.58) -> Zone:
    """The answer's slots; `written` 0..1 per token. They stay darker than the spark that writes them (`strength`)."""
    return zone(start, end, ANSWER, 0.46 * strength, levels * strength * written[:, None, None])


def plain_zone(start: float, end: float, fill: float, edge: float) -> Zone:
    """Slots without a light of their own."""
    return zone(start, end, PLAIN, edge, fill)


def waste_zone(start: float, end: float) -> Zone:
    """Slots memory has no room for."""
    return zone(start, end, WASTE, 0.55, 0.10)
