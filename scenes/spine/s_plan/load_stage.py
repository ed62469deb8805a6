"""How many replicas the load needs: each a column of its capacity, filled as far as it is asked for, with headroom
hatched on top."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_plan.facts import PlanFacts
from scenes.spine.s_plan.places import PICTURE
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE

COLUMNS = Rect(600.0, 316.0, 808.0, 430.0)
WIDEST, MOST = 240.0, 160
DROPS, FASTEST = 5, 2.5
"""Sparks on their way to each column, of the first few; falls a second at most."""


def draw_load(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The count, and the columns."""
    numbers, subject = facts.numbers, facts.subject
    p.rects([PICTURE], "raised", radius=10, alpha=0.4)
    if numbers is None or subject is None:
        return
    told = f.cue("load.told")
    p.text((92.0, 420.0), "{v}", v=numbers.replicas, size=FIGURE_HUGE, weight=700, alpha=told, fit=470.0)
    words = Phrase("{n|replica|replicas} of {machine}", n=numbers.replicas, machine=facts.machine(subject.cell))
    p.text((100.0, 474.0), words, size=LINE, weight=600, alpha=told)
    p.text((100.0, 516.0), "{v} {v|GPU|GPUs} in all", v=numbers.cards, size=LINE, role="dim", alpha=told)
    p.text((100.0, 598.0), "one finishes {v}", v=numbers.capacity, size=LINE, alpha=told)
    p.text((100.0, 640.0), "{v} is kept free", v=numbers.headroom, size=LINE, role="waste", alpha=told)
    p.text((100.0, 682.0), "{v} is asked for", v=numbers.used, size=LINE, role="decode", alpha=told)
    _draw_columns(f, p, facts)


def _draw_columns(f: Frame, p: Picture, facts: PlanFacts) -> None:
    numbers = facts.numbers
    assert numbers is not None
    count = min(max(int(numbers.replicas.value), 1), MOST)
    step = min(WIDEST, COLUMNS.w / count)
    gap = min(18.0, 0.2 * step)
    x = COLUMNS.cx - step * count / 2 + step * np.arange(count) + gap / 2
    shown = np.clip(
        f.cue("load.grow", eased=False) * (1.0 + 0.4) - 0.4 * np.arange(count) / max(count - 1, 1), 0.0, 1.0
    )
    kept = float(numbers.headroom.value)
    used = min(float(numbers.used.value), 1.0)
    prompts = used * float(numbers.share.value)
    wide, high = np.full(count, step - gap), COLUMNS.h
    whole = np.stack([x, np.full(count, COLUMNS.y), wide, np.full(count, high)], 1)
    p.rects(whole, "raised", radius=4, alpha=0.9 * shown, stroke="weights", stroke_width=1.2)
    if kept > 0.004:
        p.hatch(
            np.stack([x, np.full(count, COLUMNS.y), wide, np.full(count, high * kept)], 1),
            alpha=0.55 * shown,
            ground=0.12,
        )
    foot = COLUMNS.bottom - high * used * shown
    p.rects(np.stack([x, foot, wide, high * (used - prompts) * shown], 1), "decode", alpha=0.8)
    p.rects(
        np.stack([x, COLUMNS.bottom - high * prompts * shown, wide, high * prompts * shown], 1), "prefill", alpha=0.9
    )
    p.hot([COLUMNS], (Tag("load"),), (Why(),), (numbers.used,))
    _draw_drops(f, p, facts, x + wide / 2)
    words = Phrase("below: blue reads prompts, gold writes answers; hatched: headroom")
    p.text((COLUMNS.x, COLUMNS.bottom + 48), words, size=LABEL, role="dim", alpha=f.cue("load.told"))


def _draw_drops(f: Frame, p: Picture, facts: PlanFacts, middles: np.ndarray) -> None:
    """Requests fall into their replicas, one after another."""
    numbers = facts.numbers
    assert numbers is not None
    rate = min(float(numbers.rate.value), FASTEST)
    here = (f.clock * 0.45 * rate + np.arange(DROPS) / DROPS) % 1.0
    if f.still:
        here = (np.arange(DROPS) + 0.5) / DROPS
    turn = (np.arange(DROPS) + int(f.clock * 0.45 * rate)) % len(middles)
    at = np.stack([middles[turn], COLUMNS.y - 60.0 + 60.0 * here], 1)
    p.sprites(at, 40.0, "prefill", alpha=f.cue("load.grow") * np.sin(np.pi * here))
