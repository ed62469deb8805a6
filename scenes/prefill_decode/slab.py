"""The prompt as one wave: it gathers to a slab, sweeps through all panes and comes to rest behind the last one."""

from __future__ import annotations

import numpy as np

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.pane import PaneRow
from scenes.prefill_decode.panes import draw_lit
from scenes.prefill_decode.places import SLAB
from scenes.prefill_decode.sail import Sheet, draw_sail, draw_wake, sheet_of, sheet_points
from tourapp.authoring import Frame, Picture, mix, pulse, ramp, smooth

REACH = 46.0
"""How far from the wave panes are lit, stage units."""


def light_enters(_f: Frame) -> tuple[float, float]:
    """Where the request's light arrives: at the slab."""
    return SLAB


def draw_slab(f: Frame, p: Picture, row: PaneRow, facts: TwoPhases) -> None:
    """Dots fly out from where the light came in and stand as a sheet; our own prompt is the bright corner of it."""
    sheet = sheet_of(facts.prompt, facts.own_prompt)
    goal, formed = sheet_points(sheet, *SLAB), f.cue("slab.forms")
    if formed < 1.0:
        at, u = _flight(sheet, goal, f.beat("slab"))
        p.sprites(at, 17.0, "prefill", alpha=np.clip(u * 3, 0, 1) * 0.9 * (1 - 0.8 * formed))
        light = (1 - formed) * (1 - f.cue("slab.spark_fades"))
        p.spark(SLAB, "prefill", size=130.0 * (1 - formed) + 1.0, alpha=light)
    draw_sail(p, row, facts.prompt, SLAB[0], formed * _brightness(facts) * _breath(f))
    marked = f.cue("slab.ours")
    if marked > 0.01 and sheet.own.any():
        p.sprites(goal[sheet.own], 26.0, "white", alpha=0.9 * marked * pulse(f.clock, 2.4, 0.6, 1.0))


def _flight(sheet: Sheet, goal: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Dots on their way from the light to their places `goal` [n, 2], the lowest first: where they are [n, 2], and how
    far each has come [n]. `share`: how much of the beat has played."""
    order = np.argsort(np.argsort(-sheet.v * 3 + sheet.u, kind="stable"), kind="stable") / max(len(goal) - 1, 1)
    u = np.asarray(smooth(ramp(share, 0.04, 0.40) * 1.8 - order * 0.8))
    start = np.array(SLAB)
    bend = start + (goal - start) * [1.6, 0.5] + [46.0, -90.0]
    at = (1 - u[:, None]) ** 2 * start + 2 * (u * (1 - u))[:, None] * bend + (u**2)[:, None] * goal
    return at, u


def draw_wave(f: Frame, p: Picture, row: PaneRow, facts: TwoPhases) -> None:
    """The slab on its way through the panes, and drained once it has become a token."""
    sweep, bright = f.cue("sweep.goes"), _brightness(facts)
    x = mix(SLAB[0], row.last, sweep)
    moving = float(np.sin(np.pi * sweep)) if f.beat_name == "sweep" else 0.0
    if moving > 0.02:
        draw_lit(p, row, facts.memory * moving * np.exp(-(((row.xs - x) / REACH) ** 2)))
        draw_wake(p, row, facts.prompt, x, bright * moving)
    draw_sail(p, row, facts.prompt, x, bright * (1.0 - 0.72 * f.cue("flip.drains")) * _breath(f))


def _brightness(facts: TwoPhases) -> float:
    """The wave shines as much as the math is busy."""
    return 0.45 + 0.55 * facts.compute


def _breath(f: Frame) -> float:
    return pulse(f.clock, 3.2, 0.86, 1.0)
