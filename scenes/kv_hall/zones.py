"""What stands along the walls of the hall: this request's slots with the light of their real norms, and empty ones."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.zone import Zone, zone
from tourapp.authoring import Frame

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Recording

EMPTY_FILL, EMPTY_EDGE = 0.13, 0.72
FLOOR_LIGHT, TOP_LIGHT = 0.10, 0.54
"""Brightness of a slot with the least norm of its row, and of one with the greatest; 0.5 is the wall's own hue, and
above it light turns white."""
MOST_ROWS = 9
"""Rows of panes on a wall, as long as one layer has no more KV heads."""
PANES = (("ground", "key", "white"), ("ground", "value", "white"))
"""Keys are teal and values violet in every beat; the phase is told by the strip at the walls' foot."""
PLAIN = (("ground", "key"), ("ground", "value"))


def shown_layers(recording: Recording) -> range:
    """The layers whose norms light the slots, from 0: those around a third of the way up."""
    count = min(recording.layers, max(1, MOST_ROWS // max(recording.kv_heads, 1)))
    first = max(0, min(recording.layers // 3 - count // 2, recording.layers - count))
    return range(first, first + count)


def norm_levels(recording: Recording) -> np.ndarray:
    """Brightness [tokens, 2 walls, rows] that grows with the norm of each token's key (wall 0) and value (wall 1); a
    row is one KV head of one layer, and has its own scale from its 3rd to its 98th percentile."""
    layers = list(shown_layers(recording))
    norms = (recording.key_norms, recording.value_norms)
    both = np.stack([each[layers].reshape(-1, each.shape[-1]) for each in norms])
    return _levels(both.shape, both.dtype.str, both.tobytes())


@lru_cache(maxsize=4)
def _levels(shape: tuple[int, int, int], kind: str, data: bytes) -> np.ndarray:
    """The same from the norms [2 walls, rows, tokens] as bytes: they stay the same from frame to frame, and percentiles
    are slow. Read only."""
    out = []
    for rows in np.frombuffer(data, kind).reshape(shape):
        low, high = np.percentile(rows, (3, 98), axis=1) if rows.shape[1] else np.zeros((2, len(rows)))
        out.append(np.clip((rows.T - low) / np.maximum(high - low, 1e-6), 0.0, 1.0))
    levels: np.ndarray = FLOOR_LIGHT + (TOP_LIGHT - FLOOR_LIGHT) * np.stack(out, axis=1)
    levels.flags.writeable = False
    return levels


def written_zone(levels: np.ndarray, start: int, shown: np.ndarray) -> Zone:
    """Slots that hold a key and a value; `shown` 0..1 fades each token's in."""
    level = levels * shown[:, None, None] + EMPTY_FILL * 0.5 * (1 - shown[:, None, None])
    return zone(start, float(start + len(levels)), PANES, 0.40, level)


def zones_now(f: Frame, s: HallMoment) -> list[Zone]:
    """What stands along the walls now, from the entrance on."""
    levels = norm_levels(s.recording)
    zones: list[Zone] = []
    end = 0.0
    if (prompt := _prompt(f, s, levels)) is not None:
        zones.append(prompt)
        end = prompt.end
    if (answer := _answer(s, levels)) is not None:
        zones.append(answer)
        end = answer.end
    zones.append(zone(end, math.inf, PLAIN, EMPTY_EDGE, EMPTY_FILL))
    return zones


def _prompt(f: Frame, s: HallMoment, levels: np.ndarray) -> Zone | None:
    """The prompt's slots from the moment on that writes them all."""
    lit = f.move("prefill", 0.235, 0.262)
    if lit <= 0 or not s.prompt:
        return None
    return written_zone(levels[: s.prompt], 0, np.full(s.prompt, lit))


def _answer(s: HallMoment, levels: np.ndarray) -> Zone | None:
    """The answer's slots that have landed."""
    landed = np.ones(s.answer)
    if s.written < s.answer:
        landed = np.clip((s.written - np.arange(s.answer) - 0.70) / 0.06, 0, 1)
    count = int(np.count_nonzero(landed))
    if not count:
        return None
    return written_zone(levels[s.prompt : s.prompt + count], s.prompt, landed[:count])
