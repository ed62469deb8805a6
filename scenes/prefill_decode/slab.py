"""The prompt as one wave: it sweeps through all panes and comes to rest behind the last one."""

from __future__ import annotations

import numpy as np

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.pane import PaneRow
from scenes.prefill_decode.panes import draw_lit
from scenes.prefill_decode.places import SLAB
from scenes.prefill_decode.prompt_field import draw_gathering
from scenes.prefill_decode.sail import draw_sail, draw_wake
from tourapp.authoring import Frame, Picture, mix, pulse

REACH = 46.0
"""How far from the wave panes are lit, stage units."""


def draw_wave(f: Frame, p: Picture, row: PaneRow, facts: TwoPhases) -> None:
    """The slab on its way through the panes, and drained once it has become a token."""
    sweep, bright, gathered = f.cue("sweep.goes"), brightness(facts), f.cue("sweep.gathers")
    if gathered < 1.0:
        draw_gathering(p, facts, gathered)
        return
    x = mix(SLAB[0], row.last, sweep)
    moving = float(np.sin(np.pi * sweep)) if f.beat_name == "sweep" else 0.0
    if moving > 0.02:
        draw_lit(p, row, facts.memory * moving * np.exp(-(((row.xs - x) / REACH) ** 2)))
        draw_wake(p, row, facts.prompt, x, bright * moving)
    draw_sail(p, row, facts.prompt, x, bright * (1.0 - 0.72 * f.cue("flip.drains")) * _breath(f))


def brightness(facts: TwoPhases) -> float:
    """The wave shines as much as the math is busy."""
    return 0.45 + 0.55 * facts.compute


def _breath(f: Frame) -> float:
    return pulse(f.clock, 3.2, 0.86, 1.0)
