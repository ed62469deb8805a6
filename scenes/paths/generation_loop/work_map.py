"""The map of the work below the bars: a row for each pass.

With a cache a blue row and a golden stair; without one every row begins at nothing, and what is done once more lies
there hatched.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from scenes.paths.generation_loop.places import FIELD, TokenRuler
from tourapp.authoring import Picture, Rect

ROOM = Rect(FIELD.x - 20, FIELD.y - 20, FIELD.w + 40, FIELD.h + 40)
"""The map with its light."""


def draw_map(p: Picture, ruler: TokenRuler, rows: float, ways: tuple[bool, bool], alpha: float = 1.0) -> None:
    """The first `rows` rows; ways: whether the work with a cache is shown, and that without one."""
    shown = Rect(FIELD.x - 20, FIELD.y - 20, FIELD.w + 40, 20 + ruler.tall * rows)
    if rows <= 0:
        return
    key = ("loop map", ruler.prompt, ruler.answer, ways)
    p.bake(key, partial(_draw_whole, ruler, ways), rect=ROOM, alpha=alpha, reveal=shown)


def _draw_whole(ruler: TokenRuler, ways: tuple[bool, bool], p: Picture) -> None:
    """All of it, at rest."""
    steps = np.arange(1, ruler.answer)
    if ways[1]:
        boxes = [
            (FIELD.x, ruler.y(float(step)), ruler.wide * (ruler.prompt + step - 1), max(1.0, ruler.tall - _gap(ruler)))
            for step in steps
        ]
        if boxes:
            p.hatch(boxes, "waste", ground=0.2, alpha=0.9)
    role = "decode" if ways[0] else "waste"
    tall = max(2.0, ruler.tall - _gap(ruler))
    stair = np.stack(
        [
            ruler.x(0) + ruler.wide * (ruler.prompt + steps - 1),
            FIELD.y + ruler.tall * steps,
            np.full(len(steps), max(2.0, ruler.wide - 1)),
            np.full(len(steps), tall),
        ],
        1,
    )
    row = ruler.cells(Rect(FIELD.x, FIELD.y - 4.0, FIELD.w, max(8.0, tall + 3.0)), 0.0, float(ruler.prompt))
    p.rects(row, "prefill", radius=1)
    p.rects(stair, role, radius=1)
    if ways[0] and len(stair):
        p.sprites(stair[:, :2] + stair[:, 2:] / 2, 3.2 * max(8.0, ruler.wide), "decode", kind="soft", alpha=0.3)


def _gap(ruler: TokenRuler) -> float:
    return 1.0 if ruler.tall > 4.0 else 0.0
