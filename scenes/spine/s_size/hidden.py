"""A step as two lanes: memory works all through it, the math for a sliver of it, and waits."""

from __future__ import annotations

from scenes.spine.s_size.bars import draw_figure, draw_names, scaled
from scenes.spine.s_size.facts import question, sides
from scenes.spine.s_size.places import ROWS
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import LABEL

LANE = 72.0
"""Height of a lane."""


def draw_compute(f: Frame, p: Picture) -> None:
    """Both steps on one scale of time."""
    told = question(f)
    laid, figure = f.cue("compute.math"), f.cue("compute.told")
    steps = tuple(Phrase("a step: {t}", t=side.step) for side in sides(f))
    draw_names(f, p, (steps[0], steps[1]))
    big, small = sides(f)
    widths = scaled((float(big.step.value), float(small.step.value)))
    for row, side, wide in zip(ROWS, sides(f), widths, strict=True):
        reads, math = Rect(row.x, row.y, wide, LANE), Rect(row.x, row.y + LANE + 8, wide, LANE)
        p.rects([reads], "weights", radius=4, alpha=0.75 * pulse(f.clock, 3.0, 0.85, 1.0))
        head = reads.x + reads.w * ((f.clock / 4.0) % 1.0)
        p.lines([(head, reads.y, head, reads.bottom)], "white", width=4.0)
        p.rects([math], "line", radius=4, alpha=0.5)
        if laid <= 0.004:
            continue
        part = max(3.0, wide * min(1.0, float(side.math.value))) * laid
        if part < math.w - 2:
            p.hatch([(math.x + part, math.y, math.w - part, math.h)], "waste", alpha=0.5 * laid, radius=4)
        p.rects([(math.x, math.y, part, math.h)], "prefill", radius=3, alpha=pulse(f.clock, 2.4, 0.8, 1.0))
    y = ROWS[0].y + 2 * LANE + 36
    p.text((ROWS[0].x, y), "above: memory reads", size=LABEL, role="dim")
    if laid > 0.004:
        p.text((ROWS[0].x + 330, y), "below: the math, then it waits (hatched)", size=LABEL, role="dim", alpha=laid)
    words = (
        Phrase("of the step: what the math needs, ideal"),
        Phrase("{r} as much arithmetic, and it hides", r=told.by_math),
    )
    draw_figure(p, told.big.math, words, figure)
