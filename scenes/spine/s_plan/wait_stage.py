"""Time to the first token of a hundred prompts, in the order of their waits: what everybody takes below, the wait in
line hatched on top, the promised one framed."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_plan.facts import PlanFacts
from scenes.spine.s_plan.places import PICTURE
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, pulse
from tourapp.authoring.sizes import LABEL, LINE

PLOT = Rect(PICTURE.x + 24.0, PICTURE.y + 30.0, PICTURE.w - 48.0, PICTURE.h - 110.0)
MOST = 1.25
HIGHEST = 2.2
"""The axis goes to so many times the longest, and to at most so many times the target."""


def draw_wait(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The columns, the target, and which column is promised."""
    subject, asked = facts.subject, facts.board.asked
    p.rects([PICTURE], "raised", radius=10, alpha=0.4)
    if subject is None:
        return
    numbers, target = subject.numbers, float(asked.first.value)
    served = float(numbers.first.value) - float(numbers.wait.value)
    spread = subject.first_spread
    if spread is None:
        spread = np.full(101, float(numbers.first.value))
    high = min(MOST * max(float(spread[-1]), target), HIGHEST * max(target, served))
    scale = PLOT.h / high
    _draw_columns(f, p, facts, spread, scale)
    _draw_target(p, asked.first, scale, f.cue("wait.target"))
    _draw_promised(f, p, facts, spread, scale)


def _draw_columns(f: Frame, p: Picture, facts: PlanFacts, spread: np.ndarray, scale: float) -> None:
    numbers = facts.numbers
    assert numbers is not None
    shown = np.clip(f.cue("wait.grow", eased=False) * 1.5 - 0.5 * np.arange(100) / 99, 0.0, 1.0)
    step = PLOT.w / 100
    x, wide = PLOT.x + step * np.arange(100) + 1.5, np.full(100, step - 3.0)
    foot = np.full(100, PLOT.bottom)
    for part, role in ((numbers.host, "weights"), (numbers.prefill, "prefill"), (numbers.step, "decode")):
        high = np.minimum(float(part.value) * scale, PLOT.h) * shown
        p.rects(np.stack([x, foot - high, wide, high], 1), role, alpha=0.85)
        foot = foot - high
    served = float(numbers.first.value) - float(numbers.wait.value)
    waits = np.maximum(spread[1:] - served, 0.0) * scale * shown
    waits = np.minimum(waits, np.maximum(foot - PLOT.y, 0.0))
    tall = waits > 0.5
    if tall.any():
        p.hatch(np.stack([x, foot - waits, wide, waits], 1)[tall], alpha=0.9, ground=0.3)
    p.hot([PLOT], (Tag("waits"),), (Why(),), (numbers.wait,))
    y = PLOT.bottom + 32
    p.text((PLOT.x, y), "a hundred prompts, the one that waits longest at the right", size=LABEL, role="dim")
    told = f.cue("wait.told")
    words = Phrase("grey: the host; blue: its prompt; gold: the step that runs; hatched: waiting in line")
    p.text((PLOT.x, y + 34), words, size=LABEL, role="dim", alpha=told)
    if not f.still:
        here = int(f.clock * 7.0) % 100
        p.rects([(x[here], PLOT.bottom + 3, wide[here], 5.0)], "white", radius=2)


def _draw_target(p: Picture, target: Quantity, scale: float, shown: float) -> None:
    y = max(PLOT.bottom - float(target.value) * scale, PLOT.y + 4)
    if shown <= 0.01:
        return
    p.lines([(PLOT.x, y, PLOT.x + PLOT.w * shown, y)], "white", width=2.5, dash=True)
    p.text((PLOT.x + 8, y - 14), "first token within {v}", v=target, size=LINE, weight=600, backed=0.7, alpha=shown)


def _draw_promised(f: Frame, p: Picture, facts: PlanFacts, spread: np.ndarray, scale: float) -> None:
    """The column up to which it is promised."""
    told, numbers, share = f.cue("wait.told"), facts.numbers, facts.board.asked.percentile
    if told <= 0.01 or numbers is None:
        return
    place = min(max(round(100 * float(share.value)), 1), 100)
    step = PLOT.w / 100
    x = PLOT.x + step * (place - 1)
    high = min(float(spread[place]) * scale, PLOT.h)
    p.rects(
        [(x - 2, PLOT.bottom - high - 2, step + 4, high + 4)],
        None,
        radius=4,
        stroke="white",
        stroke_width=3.0,
        stroke_alpha=told * pulse(f.clock, 2.4, 0.6, 1.0),
    )
    words = Phrase("{v} for {share} of them", v=numbers.first, share=share)
    if facts.unsettled:
        words = Phrase("{v} for {share}: a bound, unsettled", v=numbers.first, share=share)
    y = max(PLOT.bottom - high - 24, PLOT.y + 44)
    p.text((x - 12, y), words, size=LINE, weight=600, align="right", backed=0.85, alpha=told)
