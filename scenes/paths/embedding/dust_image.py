"""The dust of all tokens around the landing, baked once: each at its true distance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.embedding.places import LANDING, UNIT
from tourapp.authoring import STAGE, Picture, Rect
from tourapp.authoring.sizes import TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import AnalogySide

SCALE = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
"""Distances from the landing at which a faint circle stands."""
NAMED = ((0.5, -90.0), (2.0, 150.0), (2.5, 21.0))
"""Those that are named, with the degrees at which their number stands."""
TURN = np.linspace(0.0, 2.0 * np.pi, 181)
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
    gain = 1.0 if len(side.dust) > FEW else 10.0
    halo = _soft(_soft(light, 3), 3)
    shine = 0.55 * (1.0 - np.exp(-0.6 * gain * light)) + 0.75 * gain * halo
    across = np.clip(np.minimum(np.arange(wide), wide - 1 - np.arange(wide)) / EDGE, 0.0, 1.0)
    down = np.clip(np.minimum(np.arange(tall), tall - 1 - np.arange(tall)) / EDGE, 0.0, 1.0)
    return np.clip(shine, 0.0, 1.0) * across[None] * down[:, None]


def _draw_scale(p: Picture) -> None:
    """Circles around the landing, to scale."""
    with p.group(clip=STAGE):
        for far in SCALE:
            ring = np.stack([LANDING[0] + UNIT * far * np.cos(TURN), LANDING[1] + UNIT * far * np.sin(TURN)], 1)
            p.curves(ring, "line", width=1.5, alpha=0.8)
    for far, degrees in NAMED:
        turn = math.radians(degrees)
        at = (LANDING[0] + UNIT * far * math.cos(turn) + 6, LANDING[1] - UNIT * far * math.sin(turn) - 8)
        p.text(at, "{d:g}", d=far, size=TAG, role="dim", mono=True, part="scale")


def draw_dust(p: Picture, side: AnalogySide, alpha: float) -> None:
    """The baked dust."""
    if alpha <= 0.004:
        return
    key = ("dust of a sum", side.length.id, len(side.dust))

    def build(layer: Picture) -> None:
        _draw_scale(layer)
        layer.image(dust_light(side), STAGE, "prefill", smooth=True, key=key)

    p.bake(key, build, rect=Rect(*STAGE), alpha=alpha)
