"""The running sum as a bar: a higher maximum shrinks what was summed so far, then this tile's part is added."""

from __future__ import annotations

from scenes.flash_attention.facts import LoopMoment
from scenes.flash_attention.row_step import row_step
from tourapp.authoring import Picture, clamp, smooth

LEFT, TOP, TALL, WIDEST = 64.0, 818.0, 26.0, 1376.0


def draw_sum_bar(p: Picture, now: LoopMoment, alpha: float) -> None:
    """Up to this step: dashed as long as the sum was, filled what is kept of it, white what this tile adds."""
    steps = [row_step(now.loop, step) for step in range(now.loop.raised + 1)]
    most = max(float(value.value) for step in steps for value in (step.old, step.total))
    unit, here = WIDEST / most, steps[now.step] if now.step < len(steps) else row_step(now.loop, now.step)
    shrink, grow = float(smooth(clamp(now.moved * 2))), float(smooth(clamp(now.moved * 2 - 1)))
    old, rescale, added = float(here.old.value), float(here.rescale.value), float(here.added.value)
    kept = old * (1 + (rescale - 1) * shrink) * unit
    if old > 0:
        p.rects([(LEFT, TOP, old * unit, TALL)], None, radius=4, stroke="ink", stroke_alpha=0.8 * alpha, dash=True)
        p.rects([(LEFT, TOP, kept, TALL)], "prefill", radius=4, alpha=alpha)
    if grow > 0:
        p.rects([(LEFT + kept + 2, TOP, max(2.0, added * unit * grow), TALL)], "white", radius=4, alpha=0.9 * alpha)
