"""The share of the processors' time in use along all numbers of tokens: a saw, with the present number on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.gemm_tiling.places import SAW
from tourapp.authoring import Frame, Phrase, Picture, pulse
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TileWaves

LEAST, MOST = 64.0, 4096.0
"""Tokens at both ends, logarithmic."""
TICKS = (512, 1024, 2048, 4096)
HALF = 0.5


def at_tokens(count: np.ndarray | float) -> np.ndarray:
    """Where so many tokens stand across."""
    u = np.log(np.maximum(count, LEAST) / LEAST) / np.log(MOST / LEAST)
    return np.asarray(SAW.x + SAW.w * u)


def lowest(waves: TileWaves) -> float:
    """Share at the foot: a half, if nothing lies below."""
    return HALF if float(waves.busy.min()) >= HALF else 0.0


def at_share(waves: TileWaves, share: np.ndarray | float) -> np.ndarray:
    """Where such a share of used time stands."""
    low = lowest(waves)
    return np.asarray(SAW.bottom - SAW.h * (share - low) / (1.0 - low))


def saw_points(waves: TileWaves) -> np.ndarray:
    """The curve as steps [k, 2]: it is flat while tokens fill up a row of tiles."""
    change = np.flatnonzero(np.diff(waves.busy)) + 1
    starts, ends = np.concatenate([[0], change]), np.concatenate([change, [len(waves.busy)]])
    tokens = np.stack([starts + 1, ends], 1).reshape(-1).astype(float)
    return np.stack([at_tokens(tokens), at_share(waves, np.repeat(waves.busy[starts], 2))], 1)


def draw_saw(f: Frame, p: Picture, waves: TileWaves, shown: float) -> None:
    """The curve, and a light where the slider stands."""
    dealt = waves.dealt
    if dealt is None or shown <= 0.004:
        return
    points = saw_points(waves)
    p.lines([(SAW.x, SAW.y, SAW.right, SAW.y), (SAW.x, SAW.bottom, SAW.right, SAW.bottom)], "line", alpha=shown)
    keep = points[:, 0] <= SAW.x + SAW.w * shown
    curve = points[keep]
    if len(curve) > 1:
        p.curves(curve, "prefill", width=3.0, alpha=shown)
    for words, y in ((Phrase("100 %"), SAW.y), (Phrase("{n:d} %", n=round(100 * lowest(waves))), SAW.bottom)):
        p.text((SAW.x - 12, y + 7), words, size=TAG, role="dim", align="right", alpha=shown, part="busy")
    for tick in TICKS:
        x = float(at_tokens(float(tick)))
        align = "right" if tick == TICKS[-1] else "center"
        p.text((x, SAW.bottom + 28), "{n:,d}", n=tick, size=TAG, role="dim", align=align, alpha=shown, part="ticks")
    p.text((SAW.x, SAW.bottom + 28), "tokens, and how busy they keep all", size=TAG, role="dim", alpha=shown)
    x = float(at_tokens(float(waves.m.value)))
    y = float(at_share(waves, float(dealt.busy.value)))
    p.lines([(x, SAW.y - 8, x, SAW.bottom)], "ink", width=2.0, alpha=0.7 * shown)
    p.spark((x, y), "prefill", 60.0 * pulse(f.clock, 2.4, 0.8, 1.1), shown)
    side = "left" if x < SAW.cx else "right"
    at = (x + (16 if side == "left" else -16), SAW.y - 8)
    p.text(at, "{v}", v=dealt.busy, size=LABEL, weight=700, align=side, alpha=shown, backed=0.7)
