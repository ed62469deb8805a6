"""What a step reads as the batch fills: weights and cache of both models on one scale, alone and at a full load."""

from __future__ import annotations

from scenes.spine.s_size.bars import Bar, draw_bar, draw_figure, draw_names, draw_under
from scenes.spine.s_size.facts import question, sides
from scenes.spine.s_size.places import ROWS
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, pulse


def draw_growth(f: Frame, p: Picture) -> None:
    """The bars of the weights, then the cache beside them."""
    told = question(f)
    grown, figure = f.cue("cache.grow"), f.cue("cache.told")
    full = max(float(told.asked.big.value), float(told.asked.small.value))
    most = max(float(side.reading.value) for side in sides(f))
    letters = (told.asked.letters, told.asked.small_letters)
    steps = (told.asked.big, told.asked.small)
    draw_names(f, p)
    for row, side, its, step in zip(ROWS, sides(f), letters, steps, strict=True):
        whole = row.w * float(step.value) / full
        weights = whole * float(its.weight_part.value)
        read = mix(row.w * float(side.reading.value) / most, weights, grown)
        bar = Bar(Rect(row.x, row.y, read + (whole - weights) * grown, row.h), read, (whole - weights) * grown)
        draw_bar(p, bar)
        p.rects([bar.box], "white", radius=4, alpha=0.1 * pulse(f.clock, 2.8, 0.0, 1.0))
        line = Phrase("weights {w}, caches {k}: {t} a step", w=its.weights, k=its.cache, t=step)
        draw_under(p, row, line, figure)
    words = (
        Phrase("batch {b}, {s} each, ideal", b=told.asked.batch, s=told.asked.context),
        Phrase("it fits") if told.asked.fits else Phrase("more than this machine holds: arithmetic only"),
    )
    draw_figure(p, told.asked.ratio, words, figure)
