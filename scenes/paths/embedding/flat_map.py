"""The third beat: a flat map of words; where two would lie on each other, one moves aside, and a line leads back."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.paths.embedding.facts import RowFacts
from scenes.paths.embedding.places import MAP
from tourapp.authoring import Frame, Picture, cascade, pulse, text_width
from tourapp.authoring.sizes import LABEL

TALL, ASIDE = 30.0, 8.0
"""Height of a word, and least room between two."""
RINGS, TURNS = 40, 16
"""How far and in how many directions a word looks for room."""
FILL = 0.9
TURN = 1.6
"""Seconds for which a topic is lit."""
SQUARE = 44.5
"""Side of a square of the paper."""


def map_points(facts: RowFacts) -> np.ndarray:
    """Where the words lie on the stage [n, 2]."""
    at = facts.map.at
    return np.stack([MAP.cx + at[:, 0] * FILL * MAP.w / 2, MAP.cy - at[:, 1] * FILL * MAP.h / 2], 1)


@lru_cache(maxsize=8)
def _laid_out(words: tuple[str, ...], points: tuple[tuple[float, float], ...], gain: float) -> np.ndarray:
    """Middles of the words, none on another, as near to their points as there is room [n, 2]."""
    found: list[tuple[float, float, float, float]] = []
    tall = TALL * gain
    turns = np.linspace(0.0, 2.0 * np.pi, TURNS, endpoint=False)
    for word, (px, py) in zip(words, points, strict=True):
        wide = text_width(word, LABEL * gain, weight=600) + ASIDE
        taken = np.array(found).reshape(-1, 4)
        for ring in range(RINGS):
            spots = [(px, py - 16.0)] if ring == 0 else [
                (px + 13.0 * ring * np.cos(turn), py + 9.0 * ring * np.sin(turn)) for turn in turns
            ]  # fmt: skip
            free = [spot for spot in spots if _free(spot, wide, tall, taken)]
            if free:
                found.append((*free[0], wide, tall))
                break
        else:
            found.append((px, py, wide, tall))
    return np.array(found)[:, :2]


def _free(spot: tuple[float, float], wide: float, tall: float, taken: np.ndarray) -> bool:
    x, y = spot
    if x - wide / 2 < MAP.x or x + wide / 2 > MAP.right or y - tall / 2 < MAP.y or y + tall / 2 > MAP.bottom:
        return False
    if not len(taken):
        return True
    apart = (np.abs(taken[:, 0] - x) >= (taken[:, 2] + wide) / 2) | (
        np.abs(taken[:, 1] - y) >= (taken[:, 3] + tall) / 2
    )
    return bool(apart.all())


def draw_map(f: Frame, p: Picture, facts: RowFacts) -> None:
    """Points, then words, topic by topic; what has come to rest is kept as drawn."""
    points = map_points(facts)
    order = cascade(f.cue("map.words", eased=False), int(facts.map.topic.max()) + 1, 0.6)
    alpha = order[facts.map.topic]
    if float(alpha.min()) >= 1.0:
        key = ("map of words", facts.map.words, f.text_gain)
        p.bake(key, lambda layer: _draw_still(layer, facts, alpha, f.text_gain))
    else:
        _draw_still(p, facts, alpha, f.text_gain)
    now = int(f.clock / TURN) % len(order)
    p.sprites(points[facts.map.topic == now], 34.0, "prefill", alpha=float(order[now]) * pulse(f.clock, TURN, 0.5, 1.0))


def _draw_still(p: Picture, facts: RowFacts, alpha: np.ndarray, gain: float) -> None:
    """Paper, points, and words with their lines."""
    words, points = facts.map.words, map_points(facts)
    middles = _laid_out(words, tuple(map(tuple, points.tolist())), gain)
    _draw_paper(p)
    p.sprites(points, 110.0, "prefill", kind="soft", alpha=0.1 * alpha)
    p.sprites(points, 9.0, "prefill", kind="dot", additive=False, alpha=alpha)
    p.lines(np.concatenate([points, middles], 1), "dim", width=1.0, alpha=0.5 * alpha)
    for place, (word, (x, y)) in enumerate(zip(words, middles, strict=True)):
        at, box = (float(x), float(y) + 0.36 * LABEL * gain), MAP_BOXES[int(facts.map.topic[place])]
        shown = float(alpha[place])
        p.text(at, "{w}", w=word, size=LABEL, weight=600, align="center", alpha=shown, part=box, backed=0.4)


def _draw_paper(p: Picture) -> None:
    """Squared paper, and the two axes."""
    x, y = np.arange(MAP.x, MAP.right + 1, SQUARE), np.arange(MAP.y, MAP.bottom + 1, SQUARE)
    up = np.stack([x, np.full_like(x, MAP.y), x, np.full_like(x, MAP.bottom)], 1)
    across = np.stack([np.full_like(y, MAP.x), y, np.full_like(y, MAP.right), y], 1)
    p.lines(np.concatenate([up, across]), "line", alpha=0.5)
    p.lines([(MAP.x, MAP.cy, MAP.right, MAP.cy), (MAP.cx, MAP.y, MAP.cx, MAP.bottom)], "line", width=2.0)


MAP_BOXES = ("map.1", "map.2", "map.3", "map.4", "map.5", "map.6", "map.7")
"""Names of the boxes of words, one for each topic."""
