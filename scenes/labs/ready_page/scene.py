"""A page to work on: eight things to be able to do, ticked by evidence only; an open one is proved right here."""

from __future__ import annotations

from scenes.labs.ready_page.boxes import draw_boxes
from scenes.labs.ready_page.captions import fill_captions
from scenes.labs.ready_page.proof import draw_proof
from tourapp.authoring import Badge, Beat, Frame, Picture, scene

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]


@scene(
    id="ready_page",
    title="Ready when you can",
    course="ready",
    beats=BEATS,
    badge=Badge(
        "computed from specs",
        "a tick is a lab done without help, or two fresh questions in a row: no more than that",
        "answers are worked out by the cost model; a teacher’s word is marked as such",
    ),
    light="good",
)
def draw(f: Frame, p: Picture) -> None:
    """The eight boxes; while one is being proved, its questions."""
    if f.ready is None:
        return
    fill_captions(f, p)
    if f.quiz is None:
        draw_boxes(p, f, f.ready)
    else:
        draw_proof(p, f, f.ready, f.quiz)
