"""Both models read by one machine: their weights as bars on one scale, and the light that runs through them."""

from __future__ import annotations

from scenes.spine.s_size.bars import Bar, draw_bar, draw_figure, draw_names, draw_reading, draw_under, scaled
from scenes.spine.s_size.facts import question, sides
from scenes.spine.s_size.places import ROWS
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import LABEL

START = 330.0
"""Width of both bars before anything is said of them."""


def draw_two(f: Frame, p: Picture) -> None:
    """Two bars of one width part until they are as long as what a step reads."""
    told = question(f)
    grown, figure = f.cue("two.grow"), f.cue("two.told")
    params = tuple(Phrase("{n} parameters", n=side.params) for side in sides(f))
    draw_names(f, p, (params[0], params[1]))
    boxes = _boxes(f, grown)
    for box in boxes:
        draw_bar(p, Bar(box, box.w))
    if grown < 1.0:
        p.text((ROWS[1].x, ROWS[1].bottom + 40), "not to scale yet", size=LABEL, role="dim", alpha=1.0 - grown)
    draw_reading(p, boxes, f.clock, figure)
    words = (Phrase("as long for a token, each alone"), Phrase("the light reads both at one speed"))
    draw_figure(p, told.alone.ratio, words, figure)


def draw_read(f: Frame, p: Picture) -> None:
    """The same bars, with the division below each."""
    told = question(f)
    shown, figure = (f.cue("read.big"), f.cue("read.small")), f.cue("read.told")
    draw_names(f, p)
    boxes = _boxes(f, 1.0)
    letters = (told.alone.letters, told.alone.small_letters)
    for place, (row, box, side) in enumerate(zip(ROWS, boxes, sides(f), strict=True)):
        draw_bar(p, Bar(box, box.w))
        its, came = letters[place], shown[place]
        line = Phrase("W / β = {w} / {b} = {t}", w=its.weights, b=its.bandwidth, t=side.reading)
        draw_under(p, row, line, came)
    draw_reading(p, boxes, f.clock, 1.0)
    words = (Phrase("the weights that a step reads"), Phrase("the larger model's over the smaller's"))
    draw_figure(p, told.by_weights, words, figure)


def _boxes(f: Frame, grown: float) -> tuple[Rect, Rect]:
    big, small = sides(f)
    wide = scaled((float(big.reading.value), float(small.reading.value)))
    found = [Rect(row.x, row.y, mix(START, w, grown), row.h) for row, w in zip(ROWS, wide, strict=True)]
    return found[0], found[1]
