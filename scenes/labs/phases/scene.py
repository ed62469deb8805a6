"""A page to work on: where prefill and decode stand under the roof of one machine."""

from __future__ import annotations

from scenes.labs.phases.captions import fill_captions
from scenes.labs.phases.roof import ROOF, draw_roof, given_words
from tourapp.authoring import Badge, Beat, Frame, Picture, Rect, scene
from tourapp.figures.lab_page import draw_lab_page

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]
ROWS = Rect(ROOF.right + 28.0, ROOF.y + 6.0, 710.0, ROOF.h - 12.0)


@scene(
    id="lab_phases",
    title="Two phases, two bounds",
    lab="phases",
    beats=BEATS,
    badge=Badge(
        "computed from specs",
        "ideal: peak arithmetic, full bandwidth; memory for the batch is not asked for",
        "your boxes are held against the cost model, as every other figure of the tour",
    ),
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """The roof at the left, the boxes beside it, the sheet at the right."""
    lab = f.lab
    if lab is None:
        return
    fill_captions(f, p)
    draw_lab_page(p, f, ROWS, lambda: draw_roof(f, p, lab), given_words(lab))
