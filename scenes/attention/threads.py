"""One hundred threads of light: from the asking token back to what it looks at, and with the values into one output.

One thread is one per cent of attention, so a bundle's thickness is a weight, and all of them are always there. Paths
are computed once per look; a picture of them is kept, and per frame only sparks move along them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from scenes.attention.facts import THREADS, Column, Look
from tourapp.authoring import Picture, Rect, text_width

LEFT, RIGHT = 302.0, 1346.0
"""Where the columns of tokens stand."""
CHIP_Y, CHIP_H = 384.0, 44.0
KEYS_Y, VALUES_Y, STRIP_H = 444.0, 620.0, 88.0
BED = Rect(1376.0, 726.0, 52.0, 92.0)
"""The output vector; all threads end at its left side."""
QUERY_X = 1402.0
ARCS = Rect(290.0, 112.0, 1140.0, 276.0)
FLOWS = Rect(290.0, 700.0, 1140.0, 132.0)
POINTS = 72
LIGHT = 1.12
"""From this factor of words on, the theme is the light one of projectors: threads do not add up there."""


@dataclass(frozen=True, slots=True, eq=False)
class Lay:
    """Where columns stand and threads run: xs and widths [N], arcs and flows [100, POINTS, 2], and the column each
    thread belongs to [100]."""

    xs: np.ndarray
    widths: np.ndarray
    arcs: np.ndarray
    flows: np.ndarray
    owner: np.ndarray


def _label(c: Column, gain: float) -> tuple[str, float, str, int]:
    """Words and type of a chip, for its width: words, size, family, weight."""
    if c.kind == "group" and c.words != "template":
        return f"{len(c.tokens):,} {c.words}", 19.0 * gain, "text", 500
    quiet = c.kind in ("group", "special")
    return c.words, (19.0 if quiet else 22.0) * gain, "text", 500 if quiet else 600


def _widths(look: Look, gain: float) -> np.ndarray:
    least = 64.0 * min(gain, 1.1)
    wide = np.array([max(least, text_width(*_label(c, gain)) + (22.0 if gain < LIGHT else 14.0)) for c in look.columns])
    if look.by_hand:
        return np.full(len(wide), 150.0)
    room = RIGHT - LEFT - 8.0 * (len(wide) - 1)
    cap = float(wide.max())
    while np.minimum(wide, cap).sum() > room and cap > least:
        cap -= 2.0
    return np.asarray(np.minimum(wide, max(cap, least)))


def _centres(look: Look, widths: np.ndarray) -> np.ndarray:
    if look.by_hand:
        return np.array([450.0, 800.0, 1150.0])
    count = len(widths)
    if count == 1:
        return np.array([RIGHT - 60.0])
    gap = min(70.0, (RIGHT - LEFT - widths.sum()) / (count - 1))
    start = RIGHT - widths.sum() - gap * (count - 1)
    start -= max(0.0, (start - LEFT) / 2)
    return np.asarray(start + np.cumsum(widths + gap) - gap - widths / 2)


@lru_cache(maxsize=48)
def lay_out(look: Look, gain: float) -> Lay:
    """Places of columns and paths of threads of a look; `gain` is the frame's text_gain."""
    widths = _widths(look, gain)
    xs = _centres(look, widths)
    owner = np.repeat(np.arange(len(xs)), [c.threads for c in look.columns])
    share = np.concatenate([(np.arange(c.threads) + 0.5) / max(c.threads, 1) - 0.5 for c in look.columns])
    return Lay(xs, widths, _arcs(look, xs, widths, owner, share), _flows(look, xs, owner, share), owner)


def _bezier(a: Any, b: Any, c: Any, d: Any, n: int) -> np.ndarray:
    """n points of cubic curves between arrays of coordinates; [len(a), n]."""
    t = np.linspace(0.0, 1.0, n)
    u = 1 - t
    a, b, c, d = (np.asarray(part, np.float64)[:, None] for part in (a, b, c, d))
    return np.asarray(u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d)


def _arcs(look: Look, xs: np.ndarray, widths: np.ndarray, owner: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Paths from the asking token's top over to the tokens looked at; to itself a small loop."""
    threads = np.array([c.threads for c in look.columns])[owner]
    own = xs[look.asking]
    far = own - xs[owner]
    loop = owner == look.asking
    height = 46.0 + 0.17 * np.abs(far) + share * np.minimum(threads * 0.95, 84.0)
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


def _flows(look: Look, xs: np.ndarray, owner: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Paths from each value down into the bed and along it to the output; the leftmost token lies lowest."""
    used = [i for i, c in enumerate(look.columns) if c.threads]
    gap = min(3.0, 26.0 / max(1, len(used) - 1))
    pitch = (BED.h - gap * (len(used) - 1)) / THREADS
    top, bed = BED.y, np.zeros(len(owner))
    for i in reversed(used):
        index = np.flatnonzero(owner == i)
        bed[index] = top + (np.arange(len(index)) + 0.5) * pitch
        top += len(index) * pitch + gap
    threads = np.array([c.threads for c in look.columns])[owner]
    x0 = xs[owner] - share * np.minimum(34.0, 6.0 + threads * 0.45)
    y0 = np.full(len(owner), VALUES_Y + STRIP_H + 6.0)
    run = bed - y0
    x1 = np.minimum(x0 + run * 1.1 + 40.0, BED.x - 14.0)
    along = np.linspace(x1, np.full_like(x1, BED.x), 14, axis=1)
    x = np.concatenate([_bezier(x0, x0, x0 + (x1 - x0) * 0.25, x1, 48), along], 1)
    y = np.concatenate([_bezier(y0, y0 + run * 0.72, bed, bed, 48), np.repeat(bed[:, None], 14, axis=1)], 1)
    return _even(np.stack([x, y], axis=2))


def _even(paths: np.ndarray) -> np.ndarray:
    """Paths resampled to POINTS points at even distances."""
    out = np.empty((len(paths), POINTS, 2))
    for k, path in enumerate(paths):
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
        at = np.linspace(0.0, along[-1], POINTS)
        out[k, :, 0], out[k, :, 1] = np.interp(at, along, path[:, 0]), np.interp(at, along, path[:, 1])
    return out


def _threads(paths: np.ndarray, role: str, seed: int, gain: float) -> Any:
    strength = 0.24 + 0.26 * np.random.default_rng(seed).random(len(paths))
    if gain > LIGHT:
        strength = np.minimum(1.0, strength * 1.7)

    def build(q: Picture) -> None:
        q.curves(paths, role, alpha=strength, additive=True)

    return build


def draw_arcs(
    p: Picture, look: Look, lay: Lay, gain: float, grown: float, alpha: float, only: int | None = None
) -> None:
    """The threads above, grown 0..1 outwards from the asking token; `only` one column's."""
    if grown <= 0 or alpha <= 0.01:
        return
    reach = (RIGHT - LEFT + 120.0) * grown
    own = float(lay.xs[look.asking])
    reveal = None if grown >= 1 else Rect(own - reach, ARCS.y, 2 * reach, ARCS.h)
    if only is not None:
        build = _threads(lay.arcs[lay.owner == only], "decode", 3, gain)
        p.bake(("attention-arcs", look.key, gain, only), build, rect=ARCS, bloom=0.9, alpha=alpha, additive=True)
        return
    p.bake(
        ("attention-arcs", look.key, gain),
        _threads(lay.arcs, "decode", 3, gain),
        rect=ARCS,
        bloom=0.8,
        alpha=alpha,
        reveal=reveal,
        additive=True,
    )


def draw_flows(
    p: Picture, look: Look, lay: Lay, gain: float, grown: float, alpha: float, only: int | None = None
) -> None:
    """The threads below, grown 0..1 from the left towards the output."""
    if grown <= 0 or alpha <= 0.01:
        return
    reveal = None if grown >= 1 else Rect(FLOWS.x, FLOWS.y, FLOWS.w * grown, FLOWS.h)
    if only is not None:
        build = _threads(lay.flows[lay.owner == only], "value", 5, gain)
        p.bake(("attention-flows", look.key, gain, only), build, rect=FLOWS, bloom=0.9, alpha=alpha, additive=True)
        return
    p.bake(
        ("attention-flows", look.key, gain),
        _threads(lay.flows, "value", 5, gain),
        rect=FLOWS,
        bloom=0.8,
        alpha=alpha,
        reveal=reveal,
        additive=True,
    )


def draw_front(p: Picture, look: Look, lay: Lay, grown: float) -> None:
    """The light at the tips of threads that grow, every third one's; it hides where the kept picture is cut."""
    if not 0.0 < grown < 1.0:
        return
    own = float(lay.xs[look.asking])
    edge = (RIGHT - LEFT + 120.0) * grown
    paths = lay.arcs[::3]
    far = np.abs(paths[:, :, 0] - own)
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
    p: Picture,
    paths: np.ndarray,
    role: str,
    clock: float,
    alpha: float,
    *,
    speed: float = 0.22,
    each: int = 1,
    size: float = 17.0,
    reach: float = 1.0,
) -> None:
    """Light that travels along the threads, `each` sparks a thread, up to `reach` 0..1 of the way."""
    if alpha <= 0.01 or not len(paths):
        return
    phase = _phases(len(paths) * each, 11 + each)
    at = (phase + clock * speed) % 1.0
    which = np.repeat(np.arange(len(paths)), each)
    index = at * (POINTS - 1)
    low = np.minimum(index.astype(int), POINTS - 2)
    part = (index - low)[:, None]
    spots = paths[which, low] * (1 - part) + paths[which, low + 1] * part
    shown = alpha * (at <= reach) * np.minimum(1.0, np.minimum(at, 1 - at) * 12.0) * (0.45 + 0.55 * phase[::-1])
    p.sprites(spots, size * (0.6 + 0.6 * phase), role, alpha=shown)
