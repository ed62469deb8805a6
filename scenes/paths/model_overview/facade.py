"""A tower from outside: an entrance, floors, a roof. Area is parameters, everywhere on the same scale.

Heads stand side by side in a floor; floors only upon one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.model_overview.facts import ROLES
from scenes.paths.model_overview.places import SHAFT
from tourapp.authoring import OPERATOR, Picture, Rect, SetControls, Tag

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Tower

WINDOWS = 7.0
"""A floor lower than this has no windows."""


@dataclass(frozen=True, slots=True, eq=False)
class Facade:
    """A tower in its box: entrance (embedding), floors [n, 4] from below, roof (LM head; no height where it is tied),
    and where in a floor attention ends."""

    box: Rect
    entrance: Rect
    floors: np.ndarray
    roof: Rect
    rooms: dict[str, np.ndarray]

    def floor(self, number: int) -> Rect:
        """A floor, counted from 0 at the foot."""
        return Rect(*self.floors[number].tolist())


def facade_of(tower: Tower, box: Rect) -> Facade:
    """A tower that fills a box: heights are parameters over the width that all of it has."""
    unit = box.h / float(tower.params.value)
    table, head = tower.room("embedding"), tower.room("head")
    low = 0.0 if table is None else float(table.params.value) * unit
    high = 0.0 if head is None else float(head.params.value) * unit
    count = int(float(tower.floors.value))
    each = (box.h - low - high) / count
    y = box.bottom - low - each * np.arange(1, count + 1)
    floors = np.stack([np.full(count, box.x), y, np.full(count, box.w), np.full(count, each)], 1)
    inside = {
        room.kind: float(room.params.value) for room in tower.rooms if room.kind in ("attention", "router", "ffn")
    }
    whole, x, rooms = sum(inside.values()), box.x, {}
    for kind, params in inside.items():
        wide = box.w * params / whole
        rooms[kind] = np.stack([np.full(count, x), y, np.full(count, wide), np.full(count, each)], 1)
        x += wide
    entrance = Rect(box.x, box.bottom - low, box.w, low)
    return Facade(box, entrance, floors, Rect(box.x, box.y, box.w, high), rooms)


def draw_facade(p: Picture, tower: Tower, facade: Facade, lit: dict[str, float], shown: float = 1.0) -> None:
    """The tower up to a share of its height, kept as one picture while that is all of it."""
    if shown >= 1.0:
        light = tuple(sorted((kind, round(value, 3)) for kind, value in lit.items()))
        key = ("tower", tower.id, tower.name, str(tower.params.value), tuple(facade.box), light)
        around = facade.box.inset(-20.0)
        p.bake(key, lambda q: draw_walls(q, tower, facade, lit), rect=around, bloom=0.25)
        return
    high = facade.box.h * shown
    with p.group(clip=Rect(facade.box.x - 20, facade.box.bottom - high, facade.box.w + 40, high + 20)):
        draw_walls(p, tower, facade, lit)


def draw_walls(p: Picture, tower: Tower, facade: Facade, lit: dict[str, float]) -> None:
    """Entrance, floors and roof, as they stand."""
    for rect, kind in ((facade.entrance, "embedding"), (facade.roof, "head")):
        if rect.h > 0.5:
            p.rects(
                [rect.inset(0.0, min(1.0, rect.h / 4))], ROLES[kind], alpha=lit.get(kind, 0.0), gradient="up", fade=0.7
            )
    for kind, boxes in facade.rooms.items():
        walls = _apart(boxes)
        p.rects(walls, ROLES[kind], alpha=lit.get(kind, 0.0))
        if kind == "attention" and walls[0, 3] >= WINDOWS:
            _draw_heads(p, walls, tower.heads)
        if kind == "ffn" and walls[0, 3] >= WINDOWS:
            _draw_strands(p, walls)
    p.rects([facade.box], None, stroke="ink", stroke_alpha=0.55)


def _apart(boxes: np.ndarray) -> np.ndarray:
    """With a joint between floors and rooms, a fifth of a floor at most."""
    joint = min(1.5, 0.2 * float(boxes[0, 3]))
    return boxes + np.array([0.0, joint / 2, -min(1.0, 0.2 * float(boxes[0, 2])), -joint])


def _draw_heads(p: Picture, walls: np.ndarray, heads: int) -> None:
    """Heads side by side, as many as there is room for."""
    count = min(heads, int(walls[0, 2] // 4))
    if count < 2:
        return
    x = walls[0, 0] + walls[0, 2] * np.arange(1, count) / count
    lines = [np.stack([x, np.full_like(x, y + 1), x, np.full_like(x, y + h - 1)], 1) for _, y, _, h in walls.tolist()]
    p.lines(np.concatenate(lines), "ground", alpha=0.5)


def _draw_strands(p: Picture, walls: np.ndarray) -> None:
    """Fine strands in the wide rooms."""
    x = np.arange(walls[0, 0] + 5.0, walls[0, 0] + walls[0, 2] - 2, 6.0)
    alpha = 0.05 + 0.12 * np.random.default_rng(len(walls)).random(len(x) * len(walls))
    lines = [np.stack([x, np.full_like(x, y + 1), x, np.full_like(x, y + h - 1)], 1) for _, y, _, h in walls.tolist()]
    p.lines(np.concatenate(lines), "ink", alpha=alpha)


def hot_facade(p: Picture, facade: Facade, nearest: int) -> None:
    """Entrance, floors, roof and the way of a token lead to what lies behind them."""
    way = Rect(facade.box.x - 2 * SHAFT, facade.box.y, 1.7 * SHAFT, facade.box.h)
    areas = {"embedding": facade.entrance, "head": facade.roof, "pass": way}
    whole = Rect(facade.box.x, facade.roof.bottom, facade.box.w, facade.entrance.y - facade.roof.bottom)
    for part, area in {**areas, "layer": whole}.items():
        if area.h > 2.0:
            p.hot([area], (Tag(OPERATOR, part),), (SetControls((("tower_part", part), ("tower_zoom", nearest + 1))),))
