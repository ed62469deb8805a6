"""A page to work on: traffic and limits are given, machines are to be chosen."""

from __future__ import annotations

from scenes.labs.serve_it.captions import fill_captions
from scenes.labs.serve_it.limits import LOAD, draw_load, given_words
from tourapp.authoring import Badge, Beat, Frame, Picture, Rect, scene
from tourapp.figures.lab_boxes import draw_boxes
from tourapp.figures.lab_large import draw_large_lab
from tourapp.figures.lab_sheet import draw_sheet

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]
ROWS = Rect(LOAD.right + 40.0, LOAD.y + 6.0, 660.0, LOAD.h - 12.0)


@scene(
    id="lab_serve_it",
    title="Serve it",
    lab="serve_it",
    beats=BEATS,
    badge=Badge(
        "computed from specs",
        "achieved times with the wait; prices are made-up examples",
        "the planner judges your machines, as everywhere in the tour",
    ),
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """Load and limits at the left, Little's boxes beside them, the sheet at the right."""
    if f.lab is None:
        return
    fill_captions(f, p)
    lab = f.lab
    if draw_large_lab(p, f, lab, given_words(lab), lambda: draw_load(f, p, lab)):
        return
    draw_load(f, p, lab)
    draw_boxes(p, f, lab, ROWS)
    draw_sheet(p, f, lab)
