"""A page to work on: traffic and limits are given, machines are to be chosen."""

from __future__ import annotations

from scenes.labs.serve_it.captions import fill_captions
from scenes.labs.serve_it.limits import LOAD, draw_load, given_words
from tourapp.authoring import Badge, Beat, Frame, Picture, Rect, scene
from tourapp.figures.lab_page import draw_lab_page

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
    lab = f.lab
    if lab is None:
        return
    fill_captions(f, p)
    draw_lab_page(p, f, ROWS, lambda: draw_load(f, p, lab), given_words(lab))
