"""The output vector at the end of the threads, and how it goes on to the next step."""

from __future__ import annotations

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.places import BED
from scenes.attention.strips import StripRow, draw_strips, vector_cells
from tourapp.authoring import Picture, mix, smooth
from tourapp.authoring.sizes import LABEL, LINE

TOP = 134.0
"""Where the risen output stands."""
IN_BED = StripRow(np.array([BED.cx]), BED.y + 2, BED.h - 2)
WORDS_AT = (BED.x - 20, TOP + 18)


def draw_output(p: Picture, staged: StagedLook, filled: float, alpha: float) -> None:
    """The output vector, filling 0..1 from the threads' side."""
    if alpha <= 0.01:
        return
    p.rects([BED], None, radius=4, stroke="value", stroke_alpha=0.7 * alpha, dash=filled < 0.5)
    p.text((BED.cx, BED.y - 12), "output", size=LABEL, weight=600, align="center", alpha=alpha, backed=0.55)
    if filled <= 0:
        return
    p.sprites([(BED.cx, BED.cy)], 210.0, "value", alpha=0.55 * filled * alpha, kind="soft")
    _draw_vector(p, staged, (0.0, 0.0), float(smooth(filled)) * alpha)


def _draw_vector(p: Picture, staged: StagedLook, shift: tuple[float, float], alpha: float) -> None:
    key = ("attention", "output", staged.look.key, staged.gain)
    p.bake(key, lambda q: _numbers(q, staged), rect=BED.inset(-4), alpha=alpha, shift=shift)


def _numbers(p: Picture, staged: StagedLook) -> None:
    """The output's numbers; a plain plate where they were not kept."""
    output = staged.look.output
    if output is None:
        p.rects(output_cells(staged), "value", alpha=0.5)
    elif staged.look.by_hand:
        p.rects(output_cells(staged), "value", radius=5, alpha=0.55)
        for box, value in zip(BED.rows(len(output), 4), output, strict=True):
            at = (box.cx, box.cy + 9)
            p.text(at, "{v:.2f}", v=float(value), size=LABEL, mono=True, weight=700, align="center")
    else:
        draw_strips(p, output[None], IN_BED, "value", False)


def output_cells(staged: StagedLook) -> np.ndarray:
    """A box for each of the output's numbers [n, 4]; one for all where they were not kept."""
    output = staged.look.output
    if output is None:
        boxes = [BED.inset(3)]
    elif staged.look.by_hand:
        boxes = [box.inset(-4, 0) for box in BED.rows(len(output), 4)]
    else:
        return vector_cells(len(output), BED.cx, IN_BED, by_hand=False)
    return np.array([(box.x, box.y, box.w, box.h) for box in boxes])


def draw_rising(p: Picture, staged: StagedLook, up: float, clock: float) -> None:
    """A copy of the output on its way to the next step, 0..1 of it, with the light that it draws behind it."""
    if up <= 0:
        return
    y = mix(BED.y, TOP, up)
    foot = np.linspace(BED.y - 44, y + BED.h, 40)
    way = np.stack([np.full(40, BED.cx), foot], 1)
    p.lines([(BED.cx, BED.y - 44, BED.cx, y + BED.h + 8)], "value", width=3, alpha=0.8 * up)
    p.sprites([(BED.cx, y + BED.h / 2)], 260.0, "value", alpha=0.7 * up, kind="soft")
    p.rects([BED.move(0, y - BED.y)], None, radius=4, stroke="value", stroke_width=2, stroke_alpha=up)
    _draw_vector(p, staged, (0.0, y - BED.y), up)
    if up >= 1:
        p.trail(way, (clock * 0.5) % 1.3, "value", length=0.35, size=34, alpha=0.9)


def draw_destination(p: Picture, last: bool, alpha: float) -> None:
    """Where the output goes from here; from the last layer it goes on to the scores of the next token."""
    words = "on to the scores" if last else "on to the next step"
    p.text(WORDS_AT, words, size=LINE, weight=600, role="value", align="right", alpha=alpha)
