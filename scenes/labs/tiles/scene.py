"""A page to work on: into which tiles a product is best cut."""

from __future__ import annotations

from scenes.labs.tiles.captions import fill_captions
from scenes.labs.tiles.cut import CUT, draw_cut, given_words
from tourapp.authoring import Badge, Beat, Frame, Picture, Rect, scene
from tourapp.figures.lab_page import draw_lab_page

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]
ROWS = Rect(CUT.right + 40.0, CUT.y + 6.0, 660.0, CUT.h - 12.0)


@scene(
    id="lab_tiles",
    title="The best tile",
    lab="tiles",
    beats=BEATS,
    badge=Badge(
        "computed from specs",
        "equal tile times, no second-level cache; reading and math overlap",
        "your boxes are held against exact counts of numbers and tiles",
    ),
    light="weights",
)
def draw(f: Frame, p: Picture) -> None:
    """The result cut into tiles at the left, the boxes beside it, the sheet at the right."""
    lab = f.lab
    if lab is None:
        return
    fill_captions(f, p)
    draw_lab_page(p, f, ROWS, lambda: draw_cut(f, p, lab), given_words(lab))
