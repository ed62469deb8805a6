"""One hundred threads of light: from the asking token back to what it looks at, and with the values into one output.

A picture of the threads is kept; per frame only sparks move along them. Where they run is `layout`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenes.attention.layout import LIGHT, POINTS, StagedLook
from scenes.attention.places import ARCS, FLOWS, LEFT, RIGHT
from tourapp.authoring import Picture, Rect

FAINT = 0.01
"""Below this nothing is drawn."""
FULL_REACH = RIGHT - LEFT + 120.0
"""How far from the asking token the light has come when every thread has grown."""
EVERY = 3
"""At the front only every third thread carries a light."""
SPARK = 15.0


@dataclass(frozen=True, slots=True)
class ThreadSheet:
    """One of the two sheets of threads: its name, role and room, and the light on it: sparks a thread and their
    speed (lengths a second)."""

    name: str
    role: str
    room: Rect
    seed: int
    sparks: int
    speed: float


ABOVE = ThreadSheet("attention-arcs", "decode", ARCS, 3, 1, 0.22)
BELOW = ThreadSheet("attention-flows", "value", FLOWS, 5, 2, 0.26)


def draw_arcs(p: Picture, staged: StagedLook, grown: float, alpha: float) -> None:
    """The threads above, grown 0..1 outwards from the asking token."""
    if grown > 0:
        reach = FULL_REACH * grown
        reveal = None if grown >= 1 else Rect(staged.asking_x - reach, ARCS.y, 2 * reach, ARCS.h)
        _draw_sheet(p, ABOVE, staged, alpha, reveal)


def draw_flows(p: Picture, staged: StagedLook, grown: float, alpha: float) -> None:
    """The threads below, grown 0..1 from the left towards the output."""
    if grown > 0:
        reveal = None if grown >= 1 else Rect(FLOWS.x, FLOWS.y, FLOWS.w * grown, FLOWS.h)
        _draw_sheet(p, BELOW, staged, alpha, reveal)


def draw_bundle(p: Picture, sheet: ThreadSheet, staged: StagedLook, column: int, alpha: float) -> None:
    """The threads of one column only, all grown."""
    if alpha <= FAINT:
        return
    build = _threads(_paths(sheet, staged)[staged.layout.owner == column], sheet, staged.gain)
    key = (sheet.name, staged.look.key, staged.gain, column)
    p.bake(key, build, rect=sheet.room, bloom=0.9, alpha=alpha, additive=True)


def _draw_sheet(p: Picture, sheet: ThreadSheet, staged: StagedLook, alpha: float, reveal: Rect | None) -> None:
    if alpha <= FAINT:
        return
    build = _threads(_paths(sheet, staged), sheet, staged.gain)
    key = (sheet.name, staged.look.key, staged.gain)
    p.bake(key, build, rect=sheet.room, bloom=0.8, alpha=alpha, reveal=reveal, additive=True)


def _paths(sheet: ThreadSheet, staged: StagedLook) -> np.ndarray:
    return staged.layout.arcs if sheet is ABOVE else staged.layout.flows


def _threads(paths: np.ndarray, sheet: ThreadSheet, gain: float) -> Callable[[Picture], None]:
    """Builds the kept picture; no two threads are equally bright."""

    def build(q: Picture) -> None:
        strength = 0.24 + 0.26 * np.random.default_rng(sheet.seed).random(len(paths))
        if gain > LIGHT:
            strength = np.minimum(1.0, strength * 1.7)
        q.curves(paths, sheet.role, alpha=strength, additive=True)

    return build


def draw_front(p: Picture, staged: StagedLook, grown: float) -> None:
    """The light at the tips of threads that grow; it hides where the kept picture is cut."""
    if not 0.0 < grown < 1.0:
        return
    edge = FULL_REACH * grown
    paths = staged.layout.arcs[::EVERY]
    far = np.abs(paths[:, :, 0] - staged.asking_x)
    tip = np.argmax(far >= edge, axis=1)
    alive = (far >= edge).any(axis=1) & (far[:, -1] >= edge)
    which, low = np.arange(len(paths)), np.maximum(tip - 1, 0)
    step = np.maximum(far[which, tip] - far[which, low], 1e-6)
    part = np.clip((edge - far[which, low]) / step, 0.0, 1.0)[:, None]
    spots = (paths[which, low] * (1 - part) + paths[which, tip] * part)[alive]
    if len(spots):
        p.sprites(spots, 46.0, "decode", alpha=0.5)


@lru_cache(maxsize=4)
def _phases(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).random(count)


def draw_sparks(
    p: Picture, sheet: ThreadSheet, staged: StagedLook, clock: float, alpha: float, *, reach: float = 1.0
) -> None:
    """Light that travels along the threads of a sheet, up to `reach` 0..1 of the way."""
    paths = _paths(sheet, staged)
    if alpha <= FAINT or not len(paths):
        return
    phase = _phases(len(paths) * sheet.sparks, 11 + sheet.sparks)
    at = (phase + clock * sheet.speed) % 1.0
    which = np.repeat(np.arange(len(paths)), sheet.sparks)
    index = at * (POINTS - 1)
    low = np.minimum(index.astype(int), POINTS - 2)
    part = (index - low)[:, None]
    spots = paths[which, low] * (1 - part) + paths[which, low + 1] * part
    shown = alpha * (at <= reach) * np.minimum(1.0, np.minimum(at, 1 - at) * 12.0) * (0.45 + 0.55 * phase[::-1])
    p.sprites(spots, SPARK * (0.6 + 0.6 * phase), sheet.role, alpha=shown)
