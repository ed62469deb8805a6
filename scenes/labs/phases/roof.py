"""The roof of the machine: the slope of its bandwidth, the height of its peak; under it the prompt that is typed, and
where decode tops."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Rect, sizes

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, PhaseCase

ROOF = Rect(64.0, 134.0, 500.0, 702.0)
CHART = Rect(ROOF.x + 10.0, ROOF.y + 60.0, ROOF.w - 20.0, ROOF.h - 140.0)
LOW, HIGH = 0.5, 4000.0
"""FLOP for a byte at the ends of the axis."""
DECADES = 3.2
"""From the peak down to the floor."""
TICKS = (1, 10, 100, 1000)
MOST = 4096


def draw_roof(f: Frame, p: Picture, view: LabView) -> None:
    """Roof, axis and marks, as far as the boxes are right."""
    case: PhaseCase = view.case
    ridge = float(case.ridge.value)
    p.text((ROOF.x, ROOF.y + 24), "{gpu}", gpu=case.gpu_name, size=sizes.LABEL, weight=600, fit=ROOF.w)
    _axis(p)
    foot, corner = _on(LOW, ridge), _on(ridge, ridge)
    area = [foot, corner, (CHART.right, corner[1]), (CHART.right, CHART.bottom), (CHART.x, CHART.bottom)]
    p.polys([area], "weights", alpha=0.12)
    p.curves([[foot, corner]], "weights", width=5)
    p.curves([[corner, (CHART.right, corner[1])]], "prefill", width=5)
    p.text((CHART.right, corner[1] - 16), "{peak}", peak=case.peak, size=sizes.TAG, role="prefill", align="right")
    middle = _on(math.sqrt(LOW * ridge), ridge)
    p.text((middle[0] - 20, middle[1] - 20), "{b}", b=case.bandwidth, size=sizes.TAG, role="weights", align="right")
    if "ridge" in view.state.right:
        p.lines([(corner[0], corner[1], corner[0], CHART.bottom)], "dim", width=2, dash=True)
        near = corner[0] > CHART.right - 170
        at = (corner[0] + (-12 if near else 12), CHART.bottom - 90)
        p.text(at, "{r}", r=case.ridge, size=sizes.TAG, mono=True, align="right" if near else "left")
    _prompt(f, p, view, ridge)
    _decode(f, p, view, ridge)


def given_words(view: LabView) -> Phrase | None:
    """The same in words, for a page without a chart."""
    case: PhaseCase = view.case
    if view.phase == "predict":
        return Phrase("{gpu}: {peak}, {b}", gpu=case.gpu_name, peak=case.peak, b=case.bandwidth)
    typed = _typed(view)
    if view.phase == "task" and typed is not None:
        return _bound(case, typed)
    if view.phase != "check":
        return None
    context = int(view.knob("context"))
    top = case.top(context)
    return Phrase("decode, {n} tokens each: {top}; the ridge: {ridge}", n=context, top=top, ridge=case.ridge)


def _at(intensity: float) -> float:
    share = math.log(max(intensity, LOW) / LOW) / math.log(HIGH / LOW)
    return CHART.x + CHART.w * min(1.0, share)


def _on(intensity: float, ridge: float) -> tuple[float, float]:
    """The point of the roof above an intensity."""
    reached = min(0.0, math.log10(intensity / ridge))
    return _at(intensity), CHART.y + 40.0 + (CHART.h - 40.0) * min(1.0, -reached / DECADES)


def _axis(p: Picture) -> None:
    y = CHART.bottom
    p.lines([(CHART.x, y, CHART.right, y)], "dim", width=2)
    for tick in TICKS:
        x = _at(tick)
        p.lines([(x, y, x, y + 8)], "dim", width=2)
        p.text((x, y + 34), "{n}", n=tick, size=sizes.TAG, role="dim", align="center", part="ticks")
    p.text((CHART.x, y + 68), "operations for a byte that is read", size=sizes.TAG, role="dim")


def _typed(view: LabView) -> int | None:
    """The prompt that stands in its box, or the answer to it."""
    text = view.text_in("first").strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST else None


def _prompt(f: Frame, p: Picture, view: LabView, ridge: float) -> None:
    """The prompt as a dot on the roof."""
    case: PhaseCase = view.case
    typed = _typed(view) if view.state.reached("task") else None
    prompt = typed or 1
    x, y = _on(float(case.intensity(prompt).value), ridge)
    glow = 60.0 + 12.0 * math.sin(f.clock * math.tau / 4.0)
    p.sprites([(x, y)], glow, "prefill", alpha=0.8)
    p.rects([(x - 9, y - 9, 18, 18)], "prefill", radius=9, stroke="white", stroke_width=2)
    if typed is None:
        p.text((x + 22, y + 26), "a prompt of one token", size=sizes.TAG, role="prefill")
        return
    p.text((CHART.right, CHART.bottom - 52), _bound(case, prompt), size=sizes.TAG, role="prefill", align="right")


def _bound(case: PhaseCase, prompt: int) -> Phrase:
    """What bounds a prompt of so many tokens."""
    if case.compute_bound(prompt):
        return Phrase("{n} tokens: compute-bound", n=prompt)
    return Phrase("{n} tokens: memory-bound", n=prompt)


def _decode(f: Frame, p: Picture, view: LabView, ridge: float) -> None:
    """Where decode tops, once that is known; with the knob, at its context."""
    case: PhaseCase = view.case
    if "top" not in view.state.right:
        return
    context = int(view.knob("context"))
    x, y = _on(float(case.top(context).value), ridge)
    p.sprites([(x, y)], 64.0 + 10.0 * math.cos(f.clock * math.tau / 4.0), "decode", alpha=0.8)
    p.polys([[(x, y - 12), (x + 12, y), (x, y + 12), (x - 12, y)]], "decode", stroke="white", stroke_width=2)
    words = Phrase("decode, {n} tokens each", n=context)
    p.text((CHART.right, CHART.bottom - 18), words, size=sizes.TAG, role="decode", align="right")
