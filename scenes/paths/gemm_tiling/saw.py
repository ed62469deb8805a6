"""The share of the processors' time in use along all numbers of tokens: a saw, with its steepest fall and the present
number on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.gemm_tiling.places import HEAD_BASE, LEFT, SAW
from tourapp.authoring import Frame, Phrase, Picture, Tag, Why, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TileSaw, TileWaves

MOST = 4096.0
"""Tokens at the right end."""
TICKS = (512, 1024, 2048, 3072, 4096)
APART = 84.0
"""Both figures of a fall stand so far apart at least."""
SHARES = (0.25, 0.5, 0.75, 1.0)


def at_tokens(count: np.ndarray | float) -> np.ndarray:
    """Where so many tokens stand across."""
    return np.asarray(SAW.x + SAW.w * np.asarray(count, float) / MOST)


def at_share(share: np.ndarray | float) -> np.ndarray:
    """Where such a share of used time stands."""
    return np.asarray(SAW.bottom - SAW.h * np.asarray(share, float))


def saw_points(waves: TileWaves) -> np.ndarray:
    """The curve as steps [k, 2]: it is flat while tokens fill up a row of tiles."""
    change = np.flatnonzero(np.diff(waves.busy)) + 1
    starts, ends = np.concatenate([[0], change]), np.concatenate([change, [len(waves.busy)]])
    tokens = np.stack([starts, ends], 1).reshape(-1).astype(float)
    return np.stack([at_tokens(tokens), at_share(np.repeat(waves.busy[starts], 2))], 1)


def draw_saw(f: Frame, p: Picture) -> None:
    """Used time below the teeth, idle time above them."""
    saw = f.world.tile_saw
    waves, come, told = saw.waves, f.cue("saw.curve", eased=False), f.cue("saw.told")
    head = Phrase("N = {n}: {what} of {model}", what=waves.matrix.words, model=waves.matrix.model, n=waves.matrix.n)
    p.text((LEFT, HEAD_BASE), head, size=LINE, weight=600)
    p.text((LEFT, HEAD_BASE + 44), "share of the processors’ time in use", size=LABEL, role="dim")
    if waves.dealt is None:
        p.rects([SAW], "raised", radius=6, alpha=0.6)
        p.text((SAW.cx, SAW.cy), "processors: not published", size=LINE, role="dim", align="center")
        p.sprites([(SAW.x + SAW.w * ((f.clock / 5.0) % 1.0), SAW.bottom)], 160.0, "prefill", alpha=0.5)
        return
    if come >= 1.0:
        key = ("saw", waves.matrix.model, int(waves.matrix.n.value), waves.side, int(waves.dealt.seats.value))
        p.bake(key, lambda still: _draw_teeth(still, waves, 1.0), rect=SAW.inset(-6))
    else:
        _draw_teeth(p, waves, come)
    _draw_axes(p)
    _draw_fall(f, p, saw, told)
    _draw_now(f, p, saw, told)


def _draw_teeth(p: Picture, waves: TileWaves, come: float) -> None:
    """All of it, as far as it has come."""
    points = saw_points(waves)
    curve = points[points[:, 0] <= SAW.x + SAW.w * come + 1e-6]
    if len(curve) < 2:
        return
    right = float(curve[-1, 0])
    p.hatch([(SAW.x, SAW.y, right - SAW.x, SAW.h)], "waste", ground=0.12, alpha=0.7)
    below = np.concatenate([curve, [(right, SAW.bottom), (SAW.x, SAW.bottom)]])
    p.polys(below, "ground")
    p.polys(below, "prefill", alpha=0.55)
    p.curves(curve, "prefill", width=4.0)


def _draw_axes(p: Picture) -> None:
    """Shares at the left, tokens below."""
    p.lines([(SAW.x, SAW.y, SAW.right, SAW.y), (SAW.x, SAW.bottom, SAW.right, SAW.bottom)], "line", width=2.0)
    for share in SHARES:
        y = float(at_share(share))
        p.text((SAW.x - 14, y + 7), "{n:d} %", n=round(100 * share), size=TAG, role="dim", align="right", part="busy")
    for tick in TICKS:
        align = "right" if tick == TICKS[-1] else "center"
        at = (float(at_tokens(tick)), SAW.bottom + 30)
        p.text(at, "{n:,d}", n=tick, size=TAG, role="dim", align=align, part="ticks")
    p.text((SAW.x, SAW.bottom + 30), "tokens", size=TAG, role="dim")


def _draw_fall(f: Frame, p: Picture, saw: TileSaw, shown: float) -> None:
    """Both ends of the steepest fall."""
    if saw.before is None or saw.after is None:
        return
    x = float(at_tokens(float(saw.full.value)))
    top, foot = float(at_share(float(saw.before.value))), float(at_share(float(saw.after.value)))
    p.lines([(x, top, x, foot)], "white", width=5.0, alpha=shown)
    u = (f.clock / 2.6) % 1.0
    p.spark((x, top + (foot - top) * u * u), "white", 70.0, 0.9 * shown)
    low = max(foot, top + APART)
    for value, y in ((saw.before, top), (saw.after, low)):
        p.text((x + 22, y + 44), "{v}", v=value, size=FIGURE, weight=700, alpha=shown, backed=0.75, part="fall")
    p.hot([(x - 30, top, 60, max(foot - top, 40.0))], (Tag("fall"),), (Why(),), (saw.after,))


def _draw_now(f: Frame, p: Picture, saw: TileSaw, shown: float) -> None:
    """A light where the slider stands, named below the curve."""
    waves = saw.waves
    if waves.dealt is None:
        return
    x, y = float(at_tokens(float(waves.m.value))), float(at_share(float(waves.dealt.busy.value)))
    p.lines([(x, y, x, SAW.bottom)], "ink", width=2.0, alpha=0.8 * shown)
    p.spark((x, y), "prefill", 80.0 * pulse(f.clock, 2.4, 0.8, 1.1), shown)
    side = "left" if x < SAW.cx else "right"
    at = (x + (14 if side == "left" else -14), SAW.bottom - 24)
    words = Phrase("{m} {m|token|tokens}: {u} busy", m=waves.m, u=waves.dealt.busy)
    p.text(at, words, size=LABEL, weight=600, align=side, alpha=shown, backed=0.8)
