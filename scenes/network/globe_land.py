"""The still globe: a dark ball with its air, the land as dots, a quiet web between the known places, far stars.

Land or water comes from the shipped mask (Natural Earth); the web is schematic: each place joined to its nearest
neighbours by great circles, not a map of cables. Not here: anything that moves (globe_light, globe_rings).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np

from scenes.network.globe import FRAME, GlobePath, GlobeView, label_spot, unit
from tourapp.assets import asset_path
from tourapp.authoring import Picture, ramp, smooth
from tourapp.sim.network import cities, great_circle, regions

Kept = TypeVar("Kept")
PITCH = 9.0  # stage units between dots where the ball faces the eye
GRAZING = 2400.0  # balls larger than this are seen at a low angle: their rows stand further apart
GRAIN = 2.0  # stage units per cell of the painted ball


@lru_cache(maxsize=1)
def land_mask() -> np.ndarray:
    """1800 x 3600 booleans, north up, first column just east of 180 degrees west."""
    with np.load(asset_path("geo", "land_mask.npz")) as data:
        mask = np.unpackbits(data["bits"], axis=1).astype(bool)
    mask.flags.writeable = False
    return mask


def window(at: np.ndarray) -> np.ndarray:
    """How much of a thing at stage positions (n x 2) is shown: 1 in the middle, fading to 0 at the frame's edges."""
    x, y = at[..., 0], at[..., 1]
    return np.asarray(
        smooth(ramp(x, 14.0, 170.0)) * smooth(ramp(-x, -1466.0, -1330.0)) * smooth(ramp(-y, -764.0, -652.0))
    )


def land_points(view: GlobeView) -> np.ndarray:
    """Unit vectors (n x 3) of land dots that can be seen: rows of latitude PITCH apart on the stage."""
    step = float(np.clip(np.degrees(PITCH / view.radius), 0.1, 1.2))
    grid = np.stack(np.meshgrid(np.linspace(0, FRAME.right, 25), np.linspace(FRAME.y, FRAME.bottom, 17)), -1)
    corners, inside = view.lift(grid.reshape(-1, 2))
    rim = np.linspace(-np.pi, np.pi, 181)
    edge = np.stack([view.cx + 0.999 * view.radius * np.cos(rim), view.cy + 0.999 * view.radius * np.sin(rim)], -1)
    on_stage = (edge[:, 0] > 0) & (edge[:, 0] < FRAME.right) & (edge[:, 1] < FRAME.bottom)
    seen = np.concatenate([corners[inside], view.lift(edge[on_stage])[0]])
    middle = seen.mean(0) / np.linalg.norm(seen.mean(0))
    reach = float(np.degrees(np.arccos(np.clip(seen @ middle, -1, 1)).max())) + step
    lat0, lon0 = np.degrees(np.arcsin(middle[2])), np.degrees(np.arctan2(middle[1], middle[0]))
    tall = step * (1.7 if view.radius > GRAZING else 1.0)
    found = []
    for row in range(int(max(0, (lat0 - reach + 90) / tall)), int(min(180 / tall, (lat0 + reach + 90) / tall))):
        lat = -90 + (row + 0.5) * tall
        count = max(1, round(360 * np.cos(np.radians(lat)) / step))
        wide = _reach_in_longitude(lat0, reach)
        first, last = (int(np.floor((lon0 + d + 180) / 360 * count)) for d in (-wide, wide))
        lon = (np.arange(first, min(last + 1, first + count)) + 0.5 * (row % 2)) / count * 360 - 180
        found.append(np.stack([np.full(lon.shape, lat), lon], -1))
    points = np.concatenate(found)
    rows = np.clip(((90 - points[:, 0]) * 10).astype(int), 0, 1799)
    columns = ((points[:, 1] + 180) * 10).astype(int) % 3600
    kept = points[land_mask()[rows, columns]]
    return unit(kept[:, 0], kept[:, 1])


def _reach_in_longitude(lat0: float, reach: float) -> float:
    """Half width in degrees of longitude of a cap of angular radius `reach` around latitude lat0."""
    if abs(lat0) + reach >= 89.0:
        return 180.0
    return float(np.degrees(np.arcsin(min(1.0, np.sin(np.radians(reach)) / np.cos(np.radians(lat0))))))


@dataclass(frozen=True, slots=True, eq=False)
class LandDots:
    """The dots of one view: unit vectors, stage positions, depth, rotation (degrees) and how much they are shown."""

    vectors: np.ndarray
    at: np.ndarray
    depth: np.ndarray
    angle: np.ndarray
    shown: np.ndarray

    @property
    def squash(self) -> np.ndarray:
        """How narrow a dot looks on the slope of the ball."""
        return np.maximum(self.depth, 0.22)


_DOTS: dict[tuple[float, ...], LandDots] = {}
_PLACES: dict[tuple[float, ...], list[SeenPlace]] = {}
KEEP = 12  # views remembered


def kept(store: dict[tuple[float, ...], Kept], key: tuple[float, ...], build: Callable[[], Kept]) -> Kept:
    """What belongs to a view, built at the first asking; the oldest goes once there are too many."""
    found = store.get(key)
    if found is None:
        found = build()
        while len(store) >= KEEP:
            store.pop(next(iter(store)))
        store[key] = found
    return found


def land_dots(path: GlobePath) -> LandDots:
    """The dots of a path's view (kept)."""
    return kept(_DOTS, path.key, lambda: _find_dots(path))


def _find_dots(path: GlobePath) -> LandDots:
    vectors = land_points(path.view)
    at, depth = path.view.project(vectors)
    shown = window(at) * _quiet(path, at)
    keep = (depth > 0.045) & (shown > 0.01) & (at[:, 1] > FRAME.y)
    vectors, at, depth, shown = vectors[keep], at[keep], depth[keep], shown[keep]
    angle = np.degrees(np.arctan2(at[:, 1] - path.view.cy, at[:, 0] - path.view.cx))
    return LandDots(vectors, at, depth, angle, shown)


def _quiet(path: GlobePath, at: np.ndarray) -> np.ndarray:
    """The dots step back where the two names stand."""
    shown = np.ones(len(at))
    for spot in (label_spot(path, False), label_spot(path, True)):
        x, y = spot.middle
        away = np.hypot((at[:, 0] - x) / 150.0, (at[:, 1] - y) / 48.0)
        shown *= 0.22 + 0.78 * smooth(ramp(away, 0.62, 1.1))
    return shown


def draw_globe(p: Picture, path: GlobePath, alpha: float = 1.0) -> None:
    """The still globe as one kept layer."""
    p.bake(("globe", path.key), lambda q: _still(q, path), rect=FRAME, alpha=alpha)


def _still(p: Picture, path: GlobePath) -> None:
    _stars(p, path.view)
    p.image(_ball(path.view), FRAME, "ground", "line", "prefill", "white", smooth=True)
    dots = land_dots(path)
    haze = np.clip(dots.depth * (2.3 if path.view.radius > GRAZING else 1.3), 0, 1) ** 0.6
    p.sprites(
        dots.at,
        5.4,
        "weights",
        alpha=(0.13 + 0.42 * haze) * dots.shown,
        kind="dot",
        additive=False,
        squash=dots.squash,
        angle=dots.angle,
    )
    p.sprites(
        dots.at,
        5.4,
        "prefill",
        alpha=(0.10 + 0.22 * (1 - dots.depth) ** 2) * dots.shown,
        kind="dot",
        squash=dots.squash,
        angle=dots.angle,
    )
    _web(p, path.view)
    for region, size, kind in ((True, 13.0, "ring"), (False, 6.0, "dot")):
        at = np.array([(each.x, each.y) for each in seen_places(path) if each.region is region]).reshape(-1, 2)
        p.sprites(at, size, "dim", alpha=0.75, kind=kind, additive=False)


def _ball(view: GlobeView) -> np.ndarray:
    """Amounts of ground, navy, blue and white on a grid over FRAME: a dark ball, brighter where we graze its air."""
    h, w = round(FRAME.h / GRAIN), round(FRAME.w / GRAIN)
    x = FRAME.x + (np.arange(w, dtype=np.float32) + 0.5) * GRAIN
    y = FRAME.y + (np.arange(h, dtype=np.float32)[:, None] + 0.5) * GRAIN
    depth = np.float32(view.radius) - np.hypot(x - view.cx, y - view.cy)  # stage units inside the limb
    inside = np.clip(depth / GRAIN + 0.5, 0, 1)
    under, over = np.clip(depth, 0, None), np.clip(-depth, 0, None)
    sun = 0.22 + 0.78 * np.exp(-(((x - view.cx) / 520) ** 2))
    rim = 0.26 * np.exp(-under / 5) + 0.13 * np.exp(-under / 26) + 0.075 * np.exp(-under / 120)
    air = 0.78 * np.exp(-over / 2.0) + 0.27 * np.exp(-over / 12) + 0.12 * np.exp(-over / 46)
    navy = (0.10 + 0.30 * np.exp(-under / 260) * (0.4 + 0.6 * sun)) * inside
    dawn = np.exp(-(((x - view.cx - 40) / 230) ** 2))  # where the limb is brightest, above the path
    air = air + dawn * (0.10 * np.exp(-over / 30) + 0.05 * np.exp(-over / 70))
    blue = (0.006 + rim * sun) * inside + air * sun * (1 - inside)
    blue = blue + dawn * inside * (0.10 * np.exp(-under / 16) + 0.04 * np.exp(-under / 60))
    line = (0.34 * np.exp(-(((depth + 0.4) / 1.2) ** 2)) + 0.34 * dawn**2 * np.exp(-np.abs(depth) / 3.0)) * sun**2
    fade = window(np.stack(np.broadcast_arrays(x, y), -1)) * smooth(ramp(y, FRAME.y, FRAME.y + 56))
    noise = ((np.arange(w) * 0.754877 + np.arange(h)[:, None] * 0.569840) % 1.0 - 0.5) / 120
    amounts = np.stack([0.9 * inside, navy, blue + noise * (blue > 0.003), line], -1)
    return np.asarray(amounts * fade[..., None])


def _stars(p: Picture, view: GlobeView) -> None:
    """A few far lights above the limb, always the same."""
    rng = np.random.default_rng(11)
    at = np.stack([rng.uniform(80, 1430, 150), rng.uniform(FRAME.y + 8, 560, 150)], -1)
    bright = rng.uniform(0.05, 0.38, 150) ** 1.4
    above = np.hypot(at[:, 0] - view.cx, at[:, 1] - view.cy) > view.radius + 16
    p.sprites(
        at[above], 2.0 + 5.0 * bright[above], "ink", alpha=(bright * window(at))[above], kind="dot", additive=False
    )


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """A known place on the stage: a city one may ask from, or a region that may answer."""

    id: str
    name: str
    region: bool
    x: float
    y: float


def seen_places(path: GlobePath) -> list[SeenPlace]:
    """The known places in view, none within a finger's width of another or of the path's ends (kept)."""
    return kept(_PLACES, path.key, lambda: _find_places(path))


def _find_places(path: GlobePath) -> list[SeenPlace]:
    known = {**cities(), **regions()}
    at, depth = path.view.project(
        unit(
            np.array([each.latitude for each in known.values()]), np.array([each.longitude for each in known.values()])
        )
    )
    shown, taken, found = window(at), [path.start, path.end], []
    words = [label_spot(path, at_end).middle for at_end in (False, True)]
    for k, place in enumerate(known.values()):
        x, y = float(at[k, 0]), float(at[k, 1])
        if depth[k] < 0.12 or shown[k] < 0.6 or any(np.hypot(x - a, y - b) < 32 for a, b in taken):
            continue
        if any(abs(x - a) < 118 and abs(y - b) < 36 for a, b in words):
            continue
        taken.append((x, y))
        found.append(SeenPlace(place.id, place.name, place.id in regions(), x, y))
    return found


@lru_cache(maxsize=1)
def _links() -> np.ndarray:
    """Great circles (k x 25 x 3) from every known place to its three nearest neighbours."""
    places = list({**cities(), **regions()}.values())
    at = unit(np.array([each.latitude for each in places]), np.array([each.longitude for each in places]))
    near = at @ at.T
    pairs = {tuple(sorted((i, int(j)))) for i in range(len(places)) for j in np.argsort(-near[i])[1:4]}
    shares = np.linspace(0, 1, 25)
    courses = [great_circle(places[i], places[j], shares) for i, j in sorted(pairs)]
    return np.stack([unit(course[:, 0], course[:, 1]) for course in courses])


def _web(p: Picture, view: GlobeView) -> None:
    flat, depth = view.project(_links())
    seen = np.clip(depth / 0.25, 0, 1) * window(flat)
    ends = np.concatenate([flat[:, :-1], flat[:, 1:]], -1).reshape(-1, 4)
    alpha = (0.22 * np.minimum(seen[:, :-1], seen[:, 1:])).ravel()
    p.lines(ends[alpha > 0.01], "weights", alpha=alpha[alpha > 0.01])
