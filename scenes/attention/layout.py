"""Where the columns of a look back stand and which way its hundred threads run. Geometry only; computed once per look.

One thread is one per cent of attention, so a bundle's thickness is a weight, and all of them are always there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenes.attention.column_room import ASIDE, GAP, LEAST_W, WIDEST_GAP, chip_width
from scenes.attention.look_back import THREADS, LookBack
from scenes.attention.places import BED, CHIP_Y, LEFT, RIGHT, STRIP_H, VALUES_Y
from tourapp.authoring import show

LIGHT = 1.12
"""From this factor of words on, the theme is the light one of projectors: threads do not add up there."""
HAND_XS, HAND_W = (400.0, 760.0, 1120.0), 160.0
"""The three columns of the pencil case."""
POINTS = 72
"""Of every path."""
BEND, RUN = 48, 14
"""Points of the bend of a path below and of its run along the bed, before all are spread evenly."""


@dataclass(frozen=True, slots=True, eq=False)
class ThreadLayout:
    """Where columns stand and threads run: xs and widths [N], arcs and flows [100, POINTS, 2], and the column each
    thread belongs to [100]."""

    xs: np.ndarray
    widths: np.ndarray
    arcs: np.ndarray
    flows: np.ndarray
    owner: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class StagedLook:
    """A look back together with its places, for words `gain` times as large as on the dark theme."""

    look: LookBack
    layout: ThreadLayout
    gain: float

    @property
    def xs(self) -> np.ndarray:
        """The middles of the columns [N]."""
        return self.layout.xs

    @property
    def asking_x(self) -> float:
        """The middle of the asking token."""
        return float(self.layout.xs[self.look.asking_column])

    @property
    def count(self) -> int:
        """Columns."""
        return len(self.layout.xs)


@dataclass(frozen=True, slots=True, eq=False)
class _Bundles:
    """Which column each thread belongs to, how many threads that has, and the thread's place in it -0.5..0.5 [100]."""

    owner: np.ndarray
    share: np.ndarray
    threads: np.ndarray


def stage_look(look: LookBack, gain: float) -> StagedLook:
    """A look back with its places; `gain` is the frame's text_gain."""
    return StagedLook(look, _lay_out(look, tuple(show(c.label) for c in look.columns), gain), gain)


@lru_cache(maxsize=48)
def _lay_out(look: LookBack, labels: tuple[str, ...], gain: float) -> ThreadLayout:
    widths = _widths(look, labels, gain)
    xs = _centres(look, widths)
    count = np.array([c.threads for c in look.columns])
    owner = np.repeat(np.arange(len(xs)), count)
    share = np.concatenate([(np.arange(n) + 0.5) / max(n, 1) - 0.5 for n in count.tolist()])
    bundles = _Bundles(owner, share, count[owner])
    return ThreadLayout(xs, widths, _arcs(look, xs, widths, bundles), _flows(look, xs, bundles), owner)


def _widths(look: LookBack, labels: tuple[str, ...], gain: float) -> np.ndarray:
    """Widths of the chips [N]: as their words need it, the widest ones narrowed where the row has no room."""
    if look.by_hand:
        return np.full(len(labels), HAND_W)
    wide = np.array([chip_width(label, gain) for label in labels])
    room = RIGHT - LEFT - GAP * (len(wide) - 1)
    cap = float(wide.max())
    while np.minimum(wide, cap).sum() > room and cap > LEAST_W:
        cap -= 2.0
    return np.asarray(np.minimum(wide, max(cap, LEAST_W)))


def _gaps(look: LookBack, widths: np.ndarray) -> np.ndarray:
    """Room after each column but the last [N - 1]; what stands aside keeps a distance where there is room for it."""
    aside = np.array([c.quiet for c in look.columns])
    apart = (aside[:-1] & ~aside[1:]).astype(float)
    free = max(0.0, RIGHT - LEFT - widths.sum() - GAP * len(apart))
    distance = min(ASIDE, free) * apart / max(1.0, apart.sum())
    return np.asarray(GAP + distance + min(WIDEST_GAP - GAP, (free - distance.sum()) / len(apart)))


def _centres(look: LookBack, widths: np.ndarray) -> np.ndarray:
    """Middles of the columns [N], the last one at the right."""
    if look.by_hand:
        return np.array(HAND_XS)
    if len(widths) == 1:
        return np.array([RIGHT - 60.0])
    steps = np.append(_gaps(look, widths), 0.0) + widths
    start = RIGHT - steps.sum()
    start -= max(0.0, (start - LEFT) / 2)
    return np.asarray(start + np.cumsum(steps) - steps + widths / 2)


def _bezier(start: np.ndarray, first: np.ndarray, second: np.ndarray, end: np.ndarray, points: int) -> np.ndarray:
    """Points of cubic curves between arrays of coordinates [n]; [n, points]."""
    t = np.linspace(0.0, 1.0, points)
    u = 1 - t
    a, b, c, d = (np.asarray(part, np.float64)[:, None] for part in (start, first, second, end))
    return np.asarray(u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d)


def _arcs(look: LookBack, xs: np.ndarray, widths: np.ndarray, bundles: _Bundles) -> np.ndarray:
    """Paths from the asking token's top over to the tokens looked at; to itself a small loop."""
    owner, share, threads = bundles.owner, bundles.share, bundles.threads
    own = xs[look.asking_column]
    far = own - xs[owner]
    loop = owner == look.asking_column
    height = 46.0 + 0.135 * np.abs(far) + share * np.minimum(threads * 0.8, 66.0)
    height = np.where(loop, 58.0 + share * np.minimum(threads * 0.9, 60.0), height)
    side = np.where(far < 0, -1.0, 1.0)
    start = own - side * (8.0 + share * 10.0)
    end = xs[owner] - side * share * np.minimum(threads * 0.62, widths[owner] * 0.7)
    lean = far * 0.04
    x = _bezier(
        start,
        np.where(loop, own + 46 + share * 16, start - lean),
        np.where(loop, own - 62 + share * 16, end + lean),
        np.where(loop, own - 20 + share * 10, end),
        POINTS,
    )
    low = np.full(len(owner), CHIP_Y - 2.0)
    return np.stack([x, _bezier(low, low - height * 1.33, low - height * 1.33, low, POINTS)], axis=2)


def _flows(look: LookBack, xs: np.ndarray, bundles: _Bundles) -> np.ndarray:
    """Paths from each value down into the bed and along it to the output."""
    owner, share = bundles.owner, bundles.share
    bed = _bed_lanes(look, owner)
    x0 = xs[owner] - share * np.minimum(34.0, 6.0 + bundles.threads * 0.45)
    y0 = np.full(len(owner), VALUES_Y + STRIP_H + 6.0)
    run = bed - y0
    x1 = np.minimum(x0 + run * 1.1 + 40.0, BED.x - 14.0)
    along = np.linspace(x1, np.full_like(x1, BED.x), RUN, axis=1)
    x = np.concatenate([_bezier(x0, x0, x0 + (x1 - x0) * 0.25, x1, BEND), along], 1)
    y = np.concatenate([_bezier(y0, y0 + run * 0.72, bed, bed, BEND), np.repeat(bed[:, None], RUN, axis=1)], 1)
    return _even(np.stack([x, y], axis=2))


def _bed_lanes(look: LookBack, owner: np.ndarray) -> np.ndarray:
    """The height at which each thread reaches the output [100]; the leftmost token's lie lowest."""
    used = [i for i, c in enumerate(look.columns) if c.threads]
    gap = min(3.0, 26.0 / max(1, len(used) - 1))
    pitch = (BED.h - gap * (len(used) - 1)) / THREADS
    top, bed = BED.y, np.zeros(len(owner))
    for i in reversed(used):
        index = np.flatnonzero(owner == i)
        bed[index] = top + (np.arange(len(index)) + 0.5) * pitch
        top += len(index) * pitch + gap
    return bed


def _even(paths: np.ndarray) -> np.ndarray:
    """Paths resampled to POINTS points at even distances."""
    out = np.empty((len(paths), POINTS, 2))
    for k, path in enumerate(paths):
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
        at = np.linspace(0.0, along[-1], POINTS)
        out[k, :, 0], out[k, :, 1] = np.interp(at, along, path[:, 0]), np.interp(at, along, path[:, 1])
    return out
