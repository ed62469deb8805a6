"""The recorded cache as two walls that grow, and the newest row, lifted out of them and enlarged."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_state.facts import StateFacts
from scenes.atlas.op_state.places import KEYS, ROW, ROW_WORDS, VALUES
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL
from tourapp.figures.cones import draw_cone
from tourapp.figures.kv_walls import WallsLook, draw_kv_walls, row_box

GAP = 16.0
"""Between the keys and the values of the enlarged row."""
RUN = 3.2
"""Seconds in which a light runs along it."""


def draw_walls(f: Frame, p: Picture, facts: StateFacts) -> None:
    """Walls, row and words, as far as the beat has written them."""
    lights = facts.lights
    prompt, rest = lights.prompt, lights.rows - lights.prompt
    rows = prompt * f.cue("what.prompt") + rest * f.cue("what.steps", eased=False)
    lifted = f.cue("what.lift")
    leaving = 1.0 - f.cue("cost.rise")
    gone = max(0.0, 1.0 - 5.0 * f.cue("cost.rise"))
    draw_kv_walls(p, lights, KEYS, VALUES, WallsLook(rows=rows, alpha=leaving, new=1.0 - 0.4 * lifted))
    if lifted <= 0.01:
        return
    halves = (Rect(ROW.x, ROW.y, (ROW.w - GAP) / 2, ROW.h), Rect(ROW.cx + GAP / 2, ROW.y, (ROW.w - GAP) / 2, ROW.h))
    for wall, half, cells, role in zip((KEYS, VALUES), halves, facts.last_row, ("key", "value"), strict=True):
        source = row_box(lights, wall, lights.rows - 1)
        draw_cone(
            p,
            (source.x, source.right),
            (half.x, half.right),
            (source.bottom + 5, half.y),
            role,
            alpha=0.5 * lifted * leaving,
        )
        _draw_half(f, p, half, cells, (role, lifted * gone))
    _draw_words(p, facts, lifted * gone)


def _draw_half(f: Frame, p: Picture, half: Rect, cells: np.ndarray, look: tuple[str, float]) -> None:
    """The cells of a half, each as bright as its vector is long; a light runs along them."""
    role, alpha = look
    n = len(cells)
    wide = half.w / n
    boxes = np.stack([half.x + wide * np.arange(n), np.full(n, half.y), np.full(n, wide - 3.0), np.full(n, half.h)], 1)
    p.rects(boxes, role, radius=3, alpha=alpha * (0.25 + 0.75 * cells))
    at = (f.clock / RUN) % 1.0
    p.sprites([(half.x + half.w * at, half.cy)], 90.0, role, alpha=0.5 * alpha * float(np.sin(np.pi * at)), kind="soft")


def _draw_words(p: Picture, facts: StateFacts, alpha: float) -> None:
    recording = facts.recording
    left = Phrase(
        "one row: a key of {layers} layers × {heads} × {d} numbers",
        layers=recording.layers,
        heads=recording.kv_heads,
        d=recording.head_dim,
    )
    p.text((ROW.x, ROW_WORDS), left, size=LABEL, role="key", alpha=alpha)
    p.text((ROW.right, ROW_WORDS), "and a value, just as large", size=LABEL, role="value", align="right", alpha=alpha)
