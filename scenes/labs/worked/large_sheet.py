"""A worked example where words are large: what is given in a line, and the step that is being read in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.labs.worked.sheet import BLANK, GIVEN, READ_SECONDS, STEPS
from tourapp.authoring import Frame, Phrase, Picture, Rail, say_words, text_width
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TAG, TITLE
from tourapp.authoring.written_out import with_numbers, with_symbols
from tourapp.figures.page_plan import PageLines, PagePlan

if TYPE_CHECKING:
    from tourapp.authoring.kinds import WorkedExample

LARGE = 1.4
"""Words that are so much larger beside what is drawn find no room in two columns."""
MOST_PITCH, LEAST_PITCH, APART, SLACK = 44.0, 1.2, 28.0, 1.04
"""Most height of a given number, the least one by its size; between two columns; how much wider words may be."""
SHEET = GIVEN._replace(w=STEPS.right - GIVEN.x)


def draw_large_sheet(f: Frame, p: Picture, example: WorkedExample, *, blank: bool) -> bool:
    """The page; False where words have room on the usual one."""
    gain = f.rail.stand.words_gain
    if gain < LARGE:
        return False
    draw_given_beside(f, p, example)
    if f.beat_name == "given":
        return True
    plan = PagePlan(gain * f.text_gain, SHEET, None, SHEET)
    said, value = example.steps[_at(f, len(example.steps))]
    p.rects([SHEET], "raised", radius=12, stroke="decode", stroke_width=2, alpha=0.5)
    lines = PageLines(p, plan, SHEET.inset(28, 12))
    row = lines.keep(plan.step(READOUT))
    lines.say(Phrase(said), (TITLE, LINE, LABEL, TAG), most=0.5)
    made = with_symbols(value) if blank else f"{with_symbols(value)} = {with_numbers(value)}"
    lines.say(Phrase("{symbol} = {made}", symbol=value.symbol, made=made), (LINE, LABEL, TAG), role="dim")
    at, shown = (row.right, row.y + 0.72 * row.h), BLANK if blank else value
    p.text(at, "{v}", v=shown, size=READOUT, weight=600, mono=True, align="right", role="decode")
    return True


def draw_given_beside(f: Frame, p: Picture, example: WorkedExample) -> None:
    """Symbol and number of all that is given, beside the picture: in one column if it is high enough, else in two, each
    as wide as its words."""
    rail, area = Rail(p, f.rail), f.rail.area
    told = [Phrase("{s} = {v}", s=value.symbol, v=value) for value in example.given]
    for columns, size in ((1, LABEL), (1, TAG), (2, LABEL), (2, TAG)):
        rows = -(-len(told) // columns)
        parts = [told[place : place + rows] for place in range(0, len(told), rows)]
        wide = [max(text_width(say_words(each), size) * f.text_gain * SLACK for each in part) for part in parts]
        if sum(wide) + APART * (len(parts) - 1) <= area.w and rows * LEAST_PITCH * size <= area.h:
            break
    pitch, x = min(MOST_PITCH, area.h / rows), area.x
    for part, room in zip(parts, wide, strict=True):
        for place, words in enumerate(part):
            rail.p.text((x, area.y + pitch * (place + 0.7)), words, size=size, part="given")
        x += room + APART


def _at(f: Frame, count: int) -> int:
    """Which step is read: the one that has come last, then the last one, with blanks each in turn."""
    if f.beat_name == "work":
        return min(count - 1, int(f.cue("work.lines", eased=False) * count))
    return count - 1 if f.beat_name == "result" else int(f.clock / (2 * READ_SECONDS)) % count
