"""The tower: the whole table from its first row to its last, each line one row in many, as bright as it is long."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_embedding.facts import EmbeddingFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import TAG

TOWER = Rect(64.0, 168.0, 250.0, 640.0)
SMALL = Rect(64.0, 200.0, 200.0, 446.0)
"""Where it stands in the first beat and in the second."""
LINES = 213
NAME_DROP = 30.0


def tower_now(f: Frame) -> Rect:
    """Where the tower stands."""
    go = f.cue("cost.lift") if f.reached("cost") else 0.0
    return Rect(*(mix(one, two, go) for one, two in zip(TOWER, SMALL, strict=True)))


def row_y(tower: Rect, token: int, entries: int) -> float:
    """How far down a row lies."""
    return tower.y + (token + 0.5) / max(entries, 1) * tower.h


def _levels(facts: EmbeddingFacts) -> np.ndarray:
    """Light of every line [LINES * 3, 1], dark between lines."""
    places = (np.arange(LINES) * max(facts.entries, 1)) // LINES
    light = np.full(LINES, 0.3)
    if facts.norms is not None:
        light = 0.15 + 0.85 * np.clip((facts.norms[places] - 1.8) / 2.6, 0.0, 1.0)
    grid = np.zeros((LINES * 3, 1))
    grid[0::3, 0] = grid[1::3, 0] = light
    return grid


def draw_tower(f: Frame, p: Picture, facts: EmbeddingFacts) -> None:
    """The lines in their frame, first and last row told."""
    box, shown = tower_now(f), f.cue("what.tower")
    p.rects([box], "ground", radius=4, alpha=0.8 * shown, stroke="weights", stroke_alpha=0.6)
    p.image(
        _levels(facts), box, "weights", alpha=shown, key=("embedding tower", facts.entries, facts.norms is not None)
    )
    cost = f.reached("cost")
    last = facts.costs.entries.value if cost else facts.entries
    model = Phrase("{model}", model=facts.model) if cost else Phrase("row {n:,}", n=1)
    p.text((box.x, box.y - 12), model, size=TAG, role="dim", alpha=shown, part="edges")
    p.text(
        (box.x, box.bottom + NAME_DROP), Phrase("row {n:,}", n=last), size=TAG, role="dim", alpha=shown, part="edges"
    )
