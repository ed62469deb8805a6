"""The dust of all tokens around the landing, baked once: each at its true distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.embedding.places import LANDING, UNIT
from tourapp.authoring import STAGE, Picture, Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import AnalogySide

FEW = 4_000
"""So few tokens are drawn brighter."""
EDGE = 40.0
"""Over so much of the room's edge the dust fades."""


def _soft(light: np.ndarray, reach: int) -> np.ndarray:
    """Blurred by a box of 2 reach + 1, across and down."""
    for axis in (0, 1):
        wide = np.pad(light, [(reach, reach) if axis == at else (0, 0) for at in (0, 1)]).cumsum(axis=axis)
        high = np.take(wide, range(2 * reach, wide.shape[axis]), axis=axis)
        low = np.insert(np.take(wide, range(wide.shape[axis] - 2 * reach - 1), axis=axis), 0, 0.0, axis=axis)
        light = (high - low) / (2 * reach + 1)
    return light


def dust_light(side: AnalogySide) -> np.ndarray:
    """How bright every stage unit of the picture's room is, 0 to 1 [h, w]."""
    wide, tall = int(STAGE.w), int(STAGE.h)
    x = LANDING[0] - STAGE.x + UNIT * side.dust[:, 0] * np.cos(side.dust[:, 1])
    y = LANDING[1] - STAGE.y - UNIT * side.dust[:, 0] * np.sin(side.dust[:, 1])
    inside = (x >= 0) & (x < wide) & (y >= 0) & (y < tall)
    light = np.zeros((tall, wide), np.float64)
    np.add.at(light, (y[inside].astype(int), x[inside].astype(int)), 1.0)
    gain = 1.0 if len(side.dust) > FEW else 6.0
    halo = _soft(_soft(light, 3), 3)
    shine = 0.55 * (1.0 - np.exp(-0.6 * gain * light)) + 0.75 * gain * halo
    across = np.clip(np.minimum(np.arange(wide), wide - 1 - np.arange(wide)) / EDGE, 0.0, 1.0)
    down = np.clip(np.minimum(np.arange(tall), tall - 1 - np.arange(tall)) / EDGE, 0.0, 1.0)
    return np.clip(shine, 0.0, 1.0) * across[None] * down[:, None]


def draw_dust(p: Picture, side: AnalogySide, alpha: float) -> None:
    """The baked dust."""
    if alpha <= 0.004:
        return
    key = ("dust of a sum", side.length.id, len(side.dust))

    def build(layer: Picture) -> None:
        layer.image(dust_light(side), STAGE, "prefill", smooth=True, key=key)

    p.bake(key, build, rect=Rect(*STAGE), alpha=alpha)
