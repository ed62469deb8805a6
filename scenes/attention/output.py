"""The output vector at the end of the threads, and how it goes on to the next step."""

from __future__ import annotations

import numpy as np

from scenes.attention.layout import StagedLook
from scenes.attention.places import BED
from scenes.attention.strips import StripRow, draw_strips
from tourapp.authoring import Picture, smooth
from tourapp.authoring.sizes import T18, T19

LIFT, TOP = 34.0, 178.0
"""The output's light rises from so far above the bed to here, its beam to where the words stand."""
BEAM_TOP = 212.0
WORDS_AT = (1436.0, 162.0)


def draw_output(p: Picture, staged: StagedLook, filled: float, alpha: float) -> None:
    """The output vector, filling 0..1 from the threads' side."""
    if alpha <= 0.01:
        return
    p.rects([BED], None, radius=4, stroke="value", stroke_alpha=0.7 * alpha, dash=filled < 0.5)
    p.text((BED.cx, BED.y - 12), "output", size=T18, weight=600, align="center", alpha=alpha, backed=0.55)
    if filled <= 0:
        return
    p.sprites([(BED.cx, BED.cy)], 210.0, "value", alpha=0.55 * filled * alpha, kind="soft")
    key = ("attention", "output", staged.look.key, staged.gain)
    p.bake(key, lambda q: _numbers(q, staged), rect=BED.inset(-4), alpha=float(smooth(filled)) * alpha)


def _numbers(p: Picture, staged: StagedLook) -> None:
    """The output's numbers; a plain plate where they were not kept."""
    output = staged.look.output
    if output is None:
        p.rects([BED.inset(3)], "value", alpha=0.5)
    elif staged.look.by_hand:
        for box, value in zip(BED.rows(len(output), 4), output, strict=True):
            p.rects([box], "value", radius=5, alpha=0.55)
            at = (box.cx, box.cy + 7)
            p.text(at, "{v:.2f}", v=float(value), size=T19, mono=True, weight=700, align="center", fit=box.w - 4)
    else:
        draw_strips(p, output[None], StripRow(np.array([BED.cx]), BED.y + 2, BED.h - 2), "value", False)


def draw_beam(p: Picture, up: float) -> None:
    """The way up that the output takes, grown 0..1."""
    foot = BED.y - LIFT
    p.lines([(BED.cx, foot, BED.cx, foot - (BED.y - BEAM_TOP) * up)], "value", width=2, alpha=0.7 * up, additive=True)


def draw_rising(p: Picture, head: float) -> None:
    """The output's light on its way to the next step."""
    path = np.stack([np.full(60, BED.cx), np.linspace(BED.y - LIFT, TOP, 60)], 1)
    p.trail(path, head, "value", length=0.3, size=34, alpha=0.9)


def draw_destination(p: Picture, last: bool, alpha: float) -> None:
    """Where the output goes from here; from the last layer it goes on to the scores of the next token."""
    words = "on to the scores" if last else "on to the next step"
    p.text(WORDS_AT, words, size=T18, weight=600, role="value", align="right", alpha=alpha, fit=230, backed=0.5)
