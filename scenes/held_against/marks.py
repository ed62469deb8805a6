"""The marks of the runs: a shape for each machine, filled for dense models and hollow for those with experts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import HOLLOW, MARK_SHAPES, Phrase, Picture, say_words, text_width
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ManyRuns

SIZE, LARGE = 18.0, 22.0
"""Of a mark in the chart, and of one among their names."""
GAP, AFTER, LIFT = 22.0, 16.0, 7.0


@dataclass(frozen=True, slots=True)
class MarkKind:
    """One machine, in one of the two kinds of models: which runs [k] it marks, and by what kind of sprite."""

    runs: np.ndarray
    sprite: str


def shape_of(number: int, dense: bool) -> str:
    """The sprite of machine `number`, from 0."""
    name = tuple(MARK_SHAPES)[number % len(MARK_SHAPES)]
    return name if dense else f"{HOLLOW}{name}"


@lru_cache(maxsize=8)
def mark_kinds(many: ManyRuns, dense: tuple[bool, ...]) -> tuple[MarkKind, ...]:
    """Every kind of mark that occurs, machine by machine; dense [n]: which runs are of models without experts."""
    is_dense, own = np.array(dense, bool), np.array([run.gpu for run in many.runs])
    found = []
    for number, gpu in enumerate(machines(many)):
        for kind in (True, False):
            runs = np.flatnonzero((own == gpu) & (is_dense == kind))
            if len(runs):
                found.append(MarkKind(runs, shape_of(number, kind)))
    return tuple(found)


@lru_cache(maxsize=8)
def machines(many: ManyRuns) -> tuple[str, ...]:
    """Ids of the machines, in the order of their names."""
    return tuple(sorted({run.gpu for run in many.runs}))


def draw_marks(p: Picture, kinds: tuple[MarkKind, ...], at: np.ndarray, role: str, alpha: np.ndarray) -> None:
    """The marks at their places; at: [n, 2] of all runs, alpha: [n]."""
    for kind in kinds:
        light = alpha[kind.runs]
        if light.max() > 0.01:
            p.sprites(at[kind.runs], SIZE, role, alpha=light, kind=kind.sprite, additive=False)


def draw_legend(p: Picture, many: ManyRuns, names: dict[str, str], at: tuple[float, float], role: str) -> None:
    """The shapes with their machines, and the two kinds of models, in one line."""
    x, y = at
    for number, gpu in enumerate(machines(many)):
        x = _entry(p, (x, y), Phrase("{name}", name=names.get(gpu, gpu)), "ink", shape_of(number, True))
    x += GAP
    for words, dense in ((Phrase("dense"), True), (Phrase("with experts"), False)):
        x = _entry(p, (x, y), words, role, shape_of(0, dense))


def _entry(p: Picture, at: tuple[float, float], words: Phrase, role: str, sprite: str) -> float:
    """One shape with its words; where the next begins."""
    x, y = at
    p.sprites([(x + LARGE / 2, y - LIFT)], LARGE, role, kind=sprite, additive=False)
    p.text((x + LARGE + 6.0, y), words, size=TAG, role="dim", part="legend")
    return x + LARGE + 6.0 + text_width(say_words(words), LABEL) + AFTER
