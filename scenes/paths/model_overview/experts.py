"""A tower of many rooms: on each floor stand E experts, and a token lights k of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.model_overview.facts import short, towers
from scenes.paths.model_overview.places import GRID
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE, LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ExpertTower

EVERY = 1.6
"""Seconds from one token to the next."""
SEED = 41
TELL_X = 1186.0


def draw_moe(f: Frame, p: Picture) -> None:
    """All rooms, those that the batch wakes, and those that one token lights; what that makes of the parameters."""
    told = towers(f).experts
    grown, words = f.cue("moe.rooms"), f.cue("moe.told")
    cells = expert_cells(told)
    key = ("expert rooms", told.floors, told.rooms)
    with p.group(clip=Rect(GRID.x - 4, GRID.bottom - (GRID.h + 8) * grown, GRID.w + 8, (GRID.h + 8) * grown + 4)):
        p.bake(key, lambda q: q.rects(cells.reshape(-1, 4), "weights", alpha=0.34), rect=GRID.inset(-4))
    token = 0 if f.still else int(f.clock / EVERY)
    if grown >= 1.0:
        _draw_batch(f, p, told, cells, token)
        _draw_lit(f, p, told, cells, token)
    p.text((GRID.x, GRID.y - 24), "{name}", name=told.name, size=LINE, weight=600, alpha=grown)
    rooms = Phrase("{n} rooms a floor, {all} floors", n=told.rooms, all=told.floors)
    p.text((GRID.right, GRID.y - 24), rooms, size=LABEL, role="dim", align="right", alpha=grown)
    _draw_numbers(f, p, told, words)


def expert_cells(told: ExpertTower) -> np.ndarray:
    """Rooms [floors, experts, 4], from the foot up."""
    wide, high = GRID.w / told.rooms, GRID.h / told.floors
    gap = (min(4.0, 0.22 * wide), min(4.0, 0.22 * high))
    x = GRID.x + wide * np.arange(told.rooms) + gap[0] / 2
    y = GRID.bottom - high * np.arange(1, told.floors + 1) + gap[1] / 2
    found = np.empty((told.floors, told.rooms, 4))
    found[..., 0], found[..., 1] = x[None, :], y[:, None]
    found[..., 2], found[..., 3] = wide - gap[0], high - gap[1]
    return found


def lit_rooms(told: ExpertTower, token: int, count: int) -> np.ndarray:
    """Which rooms are lit on each floor [floors, count]: drawn by lot, always the same for a token."""
    lot = np.random.default_rng((SEED, token)).random((told.floors, told.rooms))
    return np.argsort(lot, axis=1)[:, :count]


def _draw_batch(f: Frame, p: Picture, told: ExpertTower, cells: np.ndarray, token: int) -> None:
    """As many as a step of the whole batch wakes, expected."""
    hit = round(float(f.world.expert_numbers.hit.value))
    if hit > told.lit:
        chosen = lit_rooms(told, token, min(hit, told.rooms))
        p.rects(np.take_along_axis(cells, chosen[..., None], 1).reshape(-1, 4), "decode", alpha=0.55)


def _draw_lit(f: Frame, p: Picture, told: ExpertTower, cells: np.ndarray, token: int) -> None:
    """Those of one token, floor by floor from the foot, and its way through them."""
    chosen = lit_rooms(told, token, told.lit)
    along = 1.0 if f.still else min(1.0, 1.3 * ((f.clock / EVERY) % 1.0))
    floors = max(1, round(along * told.floors))
    boxes = np.take_along_axis(cells, chosen[..., None], 1)[:floors]
    p.rects(boxes.reshape(-1, 4), "white", alpha=0.95)
    first = boxes[:, 0]
    path = np.stack([first[:, 0] + first[:, 2] / 2, first[:, 1] + first[:, 3] / 2], 1)
    if len(path) > 1:
        p.curves(path, "white", width=2.0, alpha=0.35)
    p.spark((float(path[-1, 0]), float(path[-1, 1])), "white", 60.0, 0.9)


def _draw_numbers(f: Frame, p: Picture, told: ExpertTower, alpha: float) -> None:
    """What of all parameters one token uses."""
    hit = f.world.expert_numbers.hit
    rows = (
        (Phrase("{v}", v=short(told.used)), Phrase("a token uses,"), "ink"),
        (Phrase("{v}", v=short(told.params)), Phrase("are there"), "weights"),
        (Phrase("{v}", v=told.share), Phrase("of the parameters"), "ink"),
    )
    for place, (number, words, role) in enumerate(rows):
        y = GRID.y + 60 + 150.0 * place
        p.text((TELL_X, y), number, size=FIGURE, weight=600, role=role, alpha=alpha)
        p.text((TELL_X, y + 40), words, size=LABEL, role="dim", alpha=alpha)
    batch = f.world.cost.scenario.quantity("batch")
    y = GRID.y + 60 + 150.0 * len(rows)
    p.text((TELL_X, y), Phrase("batch {b}:", b=batch), size=LABEL, alpha=alpha)
    awake = Phrase("{v:.3g} rooms awake", v=float(hit.value))
    p.text((TELL_X, y + 34), awake, size=LABEL, role="decode", alpha=alpha)
