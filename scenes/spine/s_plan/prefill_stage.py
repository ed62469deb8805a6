"""What a replica's time goes to: one request to scale, and a stretch of full load in which prompts and steps take
turns."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_plan.facts import PlanFacts
from scenes.spine.s_plan.places import PICTURE
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE

BAR = Rect(560.0, 316.0, 848.0, 112.0)
STRIP = Rect(96.0, 620.0, 1312.0, 108.0)
REQUESTS = 4
"""Requests in the stretch of full load."""
MOST_STEPS = 220
SPEED = 0.06
"""Of the stretch that the light passes in a second."""


def draw_prefill(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The share, one request, and a stretch of time."""
    numbers = facts.numbers
    p.rects([PICTURE], "raised", radius=10, alpha=0.4)
    if numbers is None:
        return
    told, grown = f.cue("prefill.told"), f.cue("prefill.grow")
    p.text((94.0, 388.0), "{v}", v=numbers.share, size=FIGURE_LARGE, weight=700, role="prefill", alpha=told)
    p.text((98.0, 440.0), "of its time reads prompts", size=LINE, alpha=told)
    part = float(numbers.share.value)
    prompt, steps, whole = facts.machine_sum
    p.text((BAR.x, BAR.y - 22), "one request: {v} of a replica", v=whole, size=LINE, weight=600, alpha=grown)
    p.rects([BAR], "raised", radius=8)
    p.rects([(BAR.x, BAR.y, BAR.w * part * grown, BAR.h)], "prefill", radius=6)
    p.rects([(BAR.x + BAR.w * part, BAR.y, BAR.w * (1 - part) * grown, BAR.h)], "decode", radius=6)
    boxes = [Rect(BAR.x, BAR.y, BAR.w * part, BAR.h), Rect(BAR.x + BAR.w * part, BAR.y, BAR.w * (1 - part), BAR.h)]
    p.hot(boxes, (Tag("part", "prompt"), Tag("part", "steps")), (Why(), Why()), (numbers.prefill, numbers.steps))
    p.text((BAR.x, BAR.bottom + 40), "its prompt {v}", v=prompt, size=LINE, role="prefill", alpha=grown)
    words = Phrase("its part of the steps {v}", v=steps)
    p.text((BAR.right, BAR.bottom + 40), words, size=LINE, role="decode", align="right", alpha=grown)
    _draw_strip(f, p, facts)


def _draw_strip(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """Four prompts and all steps between them, to scale."""
    numbers, shown = facts.numbers, f.cue("prefill.strip")
    assert numbers is not None
    if shown <= 0.01:
        return
    each = STRIP.w / REQUESTS
    wide = each * float(numbers.share.value)
    left = STRIP.x + each * np.arange(REQUESTS)
    p.rects([STRIP], "decode", radius=6, alpha=0.3 * shown)
    whole = each - wide
    count = min(max(int(float(numbers.steps.value) / max(float(numbers.step.value), 1e-12)), 1), MOST_STEPS // REQUESTS)
    x = (left[:, None] + wide + whole * (np.arange(count) + 0.5) / count).ravel()
    p.lines(
        np.stack([x, np.full(len(x), STRIP.y + 10), x, np.full(len(x), STRIP.bottom - 10)], 1),
        "decode",
        width=2.0,
        alpha=0.75 * shown,
    )
    blocks = np.stack([left, np.full(REQUESTS, STRIP.y), np.full(REQUESTS, wide), np.full(REQUESTS, STRIP.h)], 1)
    p.rects(blocks, "prefill", radius=4, alpha=shown)
    here = STRIP.x + STRIP.w * ((f.clock * SPEED) % 1.0)
    p.lines([(here, STRIP.y - 10, here, STRIP.bottom + 10)], "white", width=3.0, alpha=shown)
    p.text((STRIP.x, STRIP.y - 24), "one replica at full load, to scale", size=LINE, weight=600, alpha=shown)
    words = Phrase(
        "blue reads one prompt while everybody waits; each gold line is a step for {b} at once", b=numbers.batch
    )
    p.text((STRIP.x, STRIP.bottom + 44), words, size=LABEL, role="dim", alpha=shown)
