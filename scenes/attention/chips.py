"""The tokens as chips, above their keys and values, and the one that asks: gold, with its light."""

from __future__ import annotations

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.places import CHIP_H, CHIP_Y, LEFT, row_sheet
from tourapp.authoring import Picture
from tourapp.authoring.sizes import LABEL

ROLES = {"prompt": "prefill", "generated": "decode", "special": "weights", "group": "weights"}
RADIUS = 9
BASELINE = CHIP_Y + 34
WAY = 1130.0
"""Chips appear from the left to the right along this way."""


def chip_boxes(staged: StagedLook) -> np.ndarray:
    """Boxes of the tokens [N, 4]."""
    xs, widths, count = staged.xs, staged.layout.widths, staged.count
    return np.stack([xs - widths / 2, np.full(count, CHIP_Y), widths, np.full(count, CHIP_H)], 1)


def draw_chips(p: Picture, staged: StagedLook, shown: float) -> None:
    """The tokens but the asking one. Once all are there, one kept layer."""
    if shown >= 1:
        key = ("attention-chips", staged.look.key, float(staged.layout.widths[0]))
        p.bake(key, lambda q: _draw_all(q, staged, np.ones(staged.count)), rect=row_sheet(CHIP_Y, CHIP_H, 4.0))
    elif shown > 0:
        late = np.clip((staged.xs - LEFT) / WAY, 0.0, 1.0) * 0.7
        _draw_all(p, staged, np.clip((shown - late) / 0.3, 0.0, 1.0))


def _draw_all(p: Picture, staged: StagedLook, alpha: np.ndarray) -> None:
    boxes = chip_boxes(staged)
    for i, column in enumerate(staged.look.columns):
        if not column.asks and alpha[i] > 0.01:
            _draw_chip(p, staged, i, boxes[i], float(alpha[i]))


def _draw_chip(p: Picture, staged: StagedLook, i: int, box: np.ndarray, alpha: float) -> None:
    column = staged.look.columns[i]
    unseen, quiet = column.late or column.hidden, column.quiet
    role = "waste" if unseen else ROLES[column.kind]
    p.rects(
        [box],
        role,
        radius=RADIUS,
        alpha=(0.10 if quiet else 0.2) * alpha,
        stroke=role,
        stroke_width=1.4,
        stroke_alpha=0.85 * alpha,
        dash=quiet,
    )
    if unseen:
        p.hatch([box], "waste", alpha=0.5 * alpha, ground=0.1, radius=RADIUS)
    p.text(
        (box[0] + box[2] / 2, BASELINE),
        "{word}",
        word=column.label,
        size=LABEL,
        role="dim" if quiet else "ink",
        weight=600,
        align="center",
        alpha=alpha,
    )


def draw_asking(p: Picture, staged: StagedLook, glow: float) -> None:
    """The token that asks."""
    look, x = staged.look, staged.asking_x
    w = float(staged.layout.widths[look.asking_column])
    box = (x - w / 2, CHIP_Y, w, CHIP_H)
    p.sprites([(x, CHIP_Y + 4)], 190.0, "decode", alpha=0.5 * glow, kind="soft")
    p.rects([box], "ground", radius=RADIUS, alpha=0.9)
    p.rects([box], "decode", radius=RADIUS, alpha=0.34, stroke="decode", stroke_width=2.0)
    words = look.columns[look.asking_column].label
    p.text((x, BASELINE), "{word}", word=words, size=LABEL, weight=600, align="center")


def light_at(staged: StagedLook) -> tuple[float, float]:
    """Where the light rests on the asking token; all threads begin there."""
    return staged.asking_x - 8, CHIP_Y - 2


def draw_light_on_asking(p: Picture, staged: StagedLook, alpha: float) -> None:
    """The spark on top of the asking token."""
    if alpha > 0.01:
        at = light_at(staged)
        p.sprites([at], 130.0, "decode", alpha=0.6 * alpha, kind="soft")
        p.sprites([at], 54.0, "decode", alpha=alpha)
