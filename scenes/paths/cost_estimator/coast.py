"""What fits where: a lit coast of models by GPUs, hatched where no conversation fits, and one cross of digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.cost_estimator.places import GRID
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, SetControls, Tag, pulse
from tourapp.authoring.sizes import LABEL, TAG, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import FitMatrix

GAP = 3.0
DIGITS = 9_999
"""The largest count that a cell has room for."""
WAVE = 7.0
"""Seconds in which a light runs once along the cross."""


def cells(matrix: FitMatrix) -> tuple[np.ndarray, float, float]:
    """Boxes of all cells [m, g, 4], and their pitches across and down."""
    m, g = matrix.users.shape
    wide, high = GRID.w / g, GRID.h / m
    x, y = np.meshgrid(GRID.x + wide * np.arange(g), GRID.y + high * np.arange(m))
    return np.stack([x, y, np.full_like(x, wide - GAP), np.full_like(x, high - GAP)], 2), wide, high


def draw_coast(f: Frame, p: Picture) -> None:
    """The matrix, its names and the cross of the chosen pair."""
    matrix = f.world.fit_matrix
    boxes, wide, high = cells(matrix)
    flood, cross = f.cue("fits.flood", eased=False), f.cue("fits.cross")
    _draw_names(p, matrix, (wide, high))
    if flood >= 1.0:
        key = ("fit matrix", matrix.users.tobytes(), matrix.models, matrix.gpus)
        p.bake(key, lambda q: _draw_cells(q, matrix.users, boxes, 1.0), rect=GRID)
    else:
        _draw_cells(p, matrix.users, boxes, flood)
    _draw_cross(f, p, matrix, boxes, cross)
    _draw_hot(p, matrix, boxes)


def _draw_cells(p: Picture, users: np.ndarray, boxes: np.ndarray, flood: float) -> None:
    """Lit and hatched cells, as far as the light has come from the top right."""
    m, g = users.shape
    down, across = np.meshgrid(np.arange(m), np.arange(g), indexing="ij")
    way = (down + (g - 1 - across)) / (m + g - 2)
    come = np.clip((1.25 * flood - way) / 0.2, 0.0, 1.0)
    lit = users >= 1
    bright = 0.3 + 0.7 * np.clip(np.log10(np.maximum(users, 1.0)) / 3.5, 0.0, 1.0)
    if lit.any():
        p.rects(boxes[lit], "good", radius=5, alpha=(bright * come)[lit])
    if not lit.all():
        p.hatch(boxes[~lit], alpha=(0.75 * come)[~lit], radius=5)


def _draw_names(p: Picture, matrix: FitMatrix, pitch: tuple[float, float]) -> None:
    row, column = matrix.chosen
    wide, high = pitch
    for place, ((_, name), memory) in enumerate(zip(matrix.gpus, matrix.memory, strict=True)):
        mine = place == column
        role, weight = ("ink", 600) if mine else ("dim", 400)
        x = GRID.x + wide * (place + 0.5) - GAP / 2
        p.text((x, GRID.y - 44), _short(name), size=TAG, role=role, weight=weight, align="center", part="gpus")
        told = Phrase("{n:g}", n=memory)
        p.text((x, GRID.y - 16), told, size=TAG, role=role, weight=weight, align="center", part="memories")
    p.text((GRID.x - 16, GRID.y - 16), "GB of memory", size=TAG, role="dim", align="right")
    for place, (_, name) in enumerate(matrix.models):
        mine = place == row
        at = (GRID.x - 16, GRID.y + high * (place + 0.5) + 5)
        role, weight = ("ink", 600) if mine else ("dim", 400)
        words = Phrase("{name}", name=name.partition(" v0")[0])
        p.text(at, words, size=TAG, role=role, weight=weight, align="right", part="models")


def _short(name: str) -> Phrase:
    """The one word of a GPU's name that has letters and digits, or its number."""
    words = name.split()
    found = [word for word in words if re.search(r"\d", word)]
    return Phrase("{name}", name=(found[0] if found else words[0]).rstrip("X"))


def _draw_cross(f: Frame, p: Picture, matrix: FitMatrix, boxes: np.ndarray, shown: float) -> None:
    """Digits of one row and one column, framed; the chosen cell stands out."""
    if shown <= 0.004:
        return
    row, column = matrix.chosen
    for place, users in enumerate(matrix.across):
        if place != column:
            _draw_digit(p, users, boxes[row, place], shown, "across")
    for place, users in enumerate(matrix.down):
        if place != row:
            _draw_digit(p, users, boxes[place, column], shown, "down")
    band = _around(boxes[row, 0], boxes[row, -1])
    tower = _around(boxes[0, column], boxes[-1, column])
    p.rects([band, tower], None, radius=8, stroke="white", stroke_width=2.5, stroke_alpha=0.85 * shown)
    u = (f.clock / WAVE) % 1.0
    p.sprites([(band.x + band.w * u, band.cy), (tower.cx, tower.y + tower.h * u)], 90, "white", alpha=0.28 * shown)
    _draw_chosen(f, p, matrix.down[row], boxes[row, column], shown)


def _draw_chosen(f: Frame, p: Picture, users: Quantity, box: np.ndarray, shown: float) -> None:
    x, y, w, h = box
    large = Rect(x - 10, y - 8, w + 20, h + 16)
    role = "good" if users.value >= 1 else "waste"
    p.rects([large], "ground", radius=9, alpha=shown)
    breath = pulse(f.clock, 2.6, 0.75, 1.0)
    p.rects([large], role, radius=9, alpha=0.9 * shown * breath, stroke="white", stroke_width=3.0)
    at = (large.cx, large.cy + (12 if users.value <= 999 else 8))
    size = TITLE if users.value <= 999 else LABEL
    p.text(at, _digits(users), size=size, weight=600, role="ground", align="center", alpha=shown)


def _draw_digit(p: Picture, users: Quantity, box: np.ndarray, shown: float, part: str) -> None:
    fits = users.value >= 1
    at = (box[0] + box[2] / 2, box[1] + box[3] / 2 + 7)
    words = _digits(users) if fits else Phrase("no")
    role = "ink" if fits else "waste"
    p.text(at, words, size=TAG, weight=600, role=role, align="center", alpha=shown, part=part, backed=0.75)


def _digits(users: Quantity) -> Phrase:
    if users.value < 1:
        return Phrase("no")
    if users.value > DIGITS:
        return Phrase("{n:.0f} k", n=float(users.value) / 1e3)
    return Phrase("{n}", n=users)


def _around(first: np.ndarray, last: np.ndarray) -> Rect:
    return Rect(first[0] - 4, first[1] - 4, last[0] + last[2] - first[0] + 8, last[1] + last[3] - first[1] + 8)


def _draw_hot(p: Picture, matrix: FitMatrix, boxes: np.ndarray) -> None:
    """A click chooses a pair."""
    pairs = [(model, gpu) for model, _ in matrix.models for gpu, _ in matrix.gpus]
    tags = [Tag("pair", pair) for pair in pairs]
    p.hot(boxes.reshape(-1, 4), tags, [SetControls((("model", model), ("gpu", gpu))) for model, gpu in pairs])
