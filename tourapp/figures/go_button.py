"""The one button of a page that goes on with Enter, and the quieter ones beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, sizes

if TYPE_CHECKING:
    from tourapp.authoring import Frame


def draw_go(p: Picture, f: Frame, box: Rect, words: Phrase, act: LabAct | None = None) -> None:
    """What Enter does; it breathes while it waits. act: what a click asks, Enter where it says nothing else."""
    gain = f.rail.stand.words_gain
    breath = 0.5 + 0.5 * math.sin(f.clock * math.tau / 4.0)
    p.rects([box.inset(-4)], None, radius=22, stroke="ink", stroke_width=2, stroke_alpha=0.15 + 0.35 * breath)
    p.rects([box], "ink", radius=18)
    p.text((box.x + 28, box.cy + 10 * gain), words, size=sizes.LINE, weight=600, role="ground", fit=box.w - 160 * gain)
    p.text((box.right - 24, box.cy + 9 * gain), "Enter ↵", size=sizes.LABEL, role="ground", align="right")
    p.hot([box], (Tag("lab_button"),), (act or LabAct("enter"),))


def draw_aside(p: Picture, box: Rect, words: Phrase, key: str, *, lit: bool = False, gain: float = 1.0) -> None:
    """A quieter button with its key; lit while it has the keys. What a click does is the caller's to say. gain: how
    much larger than usual words are painted."""
    p.rects([box], None, radius=16, stroke="white" if lit else "dim", stroke_width=3 if lit else 2)
    p.text((box.x + 22, box.cy + 8 * gain), words, size=sizes.LABEL, fit=box.w - (150 * gain if key else 44))
    if key:
        at = (box.right - 20, box.cy + 7 * gain)
        p.text(at, "{key}", key=key, size=sizes.TAG, role="dim", mono=True, align="right")
