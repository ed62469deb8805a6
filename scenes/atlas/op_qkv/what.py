"""The first beat: one vector goes through three matrices and comes out as strips of queries, keys and values."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.atlas.op_qkv.facts import Views
from scenes.atlas.op_qkv.places import VECTOR, Groups, groups_of
from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade
from tourapp.authoring.sizes import LABEL, LINE, TITLE
from tourapp.figures.head_wall import draw_head_wall, wall_light

ROLES = ("ink", "key", "value")
LETTERS = ("Q", "K", "V")
POINTS = 20
LIGHTS = 9


def draw_views(f: Frame, p: Picture, views: Views, shown: float) -> None:
    """Vector, fan and strips; the matrices themselves are drawn apart, for they stay."""
    if shown <= 0.004:
        return
    groups = groups_of(len(views.queries), len(views.keys))
    past = f.past("what")
    out = 1.0 if past else f.cue("what.out", eased=False)
    told = 1.0 if past else f.cue("what.told")
    with p.group(opacity=shown):
        _draw_vector(p, views)
        _draw_fan(f, p, views, groups)
        for place, numbers in enumerate((views.queries, views.keys, views.values)):
            grown = float(cascade(out, 3, 0.4)[place])
            _draw_strips(p, groups.rows[place], numbers, (ROLES[place], views.key), grown)
            _draw_words(p, groups.rows[place], place, len(numbers), told)


def _draw_vector(p: Picture, views: Views) -> None:
    if views.seen is None:
        p.rects([VECTOR], None, radius=4, stroke="ink", stroke_alpha=0.5, dash=True)
        p.text((VECTOR.x - 20, VECTOR.bottom + 26), "not in this recording", size=LABEL, role="dim")
        return
    p.image(wall_light(views.seen[:, None]).astype(np.float32), VECTOR, "ink", key=("op_qkv-seen", views.key))
    p.text((VECTOR.x - 20, VECTOR.y + 24), "{n}", n=len(views.seen), size=LINE, weight=600, align="right")
    p.text((VECTOR.x - 20, VECTOR.y + 56), "numbers", size=LABEL, role="dim", align="right")


@lru_cache(maxsize=4)
def _curve() -> np.ndarray:
    x = np.linspace(0.0, 1.0, POINTS)
    return x * x * (3 - 2 * x)


def fan_paths(boxes: np.ndarray, matrices: np.ndarray) -> np.ndarray:
    """Ways [2n, m, 2] from the vector to the matrices, spread over their height, and on to the strips [n, 4]."""
    n, share = len(boxes), _curve()
    line = np.linspace(0.0, 1.0, POINTS)
    middle = boxes[:, 1] + boxes[:, 3] / 2
    source = VECTOR.y + VECTOR.h * (np.arange(n) + 0.5) / n
    left = VECTOR.right + (matrices[:, 0] - VECTOR.right)[:, None] * line
    into = np.stack([left, source[:, None] + (middle - source)[:, None] * share], 2)
    right = matrices[:, 0] + matrices[:, 2]
    out = np.stack([right[:, None] + (boxes[:, 0] - right)[:, None] * line, np.repeat(middle[:, None], POINTS, 1)], 2)
    return np.concatenate([into, out])


def _draw_fan(f: Frame, p: Picture, views: Views, groups: Groups) -> None:
    """The ways, a role each, kept as drawn, and lights on them."""
    ways = _ways(len(views.queries), len(views.keys))

    def build(q: Picture) -> None:
        for place, paths in enumerate(ways):
            q.curves(paths, ROLES[place], width=1.5, alpha=0.4)

    room = Rect(VECTOR.right - 4, VECTOR.y - 4, groups.rows[0][0, 0] - VECTOR.right + 8, VECTOR.h + 8)
    p.bake(("op_qkv-fan", len(views.queries), len(views.keys)), build, rect=room)
    for place, paths in enumerate(ways):
        at = (f.clock * 0.22 + 0.31 * np.arange(len(paths))) % 1.0
        step = at * (POINTS - 1)
        low = np.minimum(step.astype(int), POINTS - 2)
        k = np.arange(len(paths))
        spots = paths[k, low] + (paths[k, low + 1] - paths[k, low]) * (step - low)[:, None]
        p.sprites(spots[:LIGHTS], 26.0, ROLES[place], alpha=0.9)


@lru_cache(maxsize=8)
def _ways(queries: int, pairs: int) -> tuple[np.ndarray, ...]:
    """Ways of the three groups."""
    groups = groups_of(queries, pairs)
    each = zip(groups.rows, groups.matrices, strict=True)
    return tuple(fan_paths(rows, np.repeat(np.array([matrix]), len(rows), 0)) for rows, matrix in each)


def _draw_strips(p: Picture, rows: np.ndarray, numbers: np.ndarray, of: tuple[str, str], grown: float) -> None:
    """The heads' numbers, kept as drawn, shown from the left as they come out."""
    role, key = of
    if grown <= 0.0:
        return

    def build(q: Picture) -> None:
        for place, row in enumerate(rows):
            draw_head_wall(q, numbers[place : place + 1], Rect(*row.tolist()), role, (key, role, place))

    whole = Rect(rows[0, 0], rows[0, 1], rows[0, 2], rows[-1, 1] + rows[-1, 3] - rows[0, 1])
    reveal = None if grown >= 1.0 else Rect(whole.x, whole.y, whole.w * grown, whole.h)
    p.bake(("op_qkv-strips", key, role), build, rect=whole, reveal=reveal)


def _draw_words(p: Picture, rows: np.ndarray, place: int, count: int, told: float) -> None:
    x, y = rows[0, 0] + rows[0, 2] + 22, float(rows[:, 1].mean() + rows[0, 3] / 2)
    p.text((x, y + 4), "{letter}", letter=LETTERS[place], size=TITLE, weight=700, role=ROLES[place], part="letters")
    words = Phrase("{n} {n|head|heads}", n=count)
    p.text((x, y + 38), words, size=LABEL, role="dim", alpha=told, part="counts")
