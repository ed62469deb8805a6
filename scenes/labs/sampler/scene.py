"""A page to work on: temperature, top-k and top-p on one row, and a chain of them that does what the engine does."""

from __future__ import annotations

from scenes.labs.sampler.badge import sampler_badge
from scenes.labs.sampler.captions import fill_captions
from scenes.labs.sampler.row import ROW, draw_row, given_words
from tourapp.authoring import Beat, Frame, Picture, Rect, scene
from tourapp.figures.lab_page import draw_lab_page

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]
ROWS = Rect(ROW.right + 40.0, ROW.y + 40.0, 640.0, ROW.h - 160.0)


@scene(id="lab_sampler", title="The order of the cuts", lab="sampler", beats=BEATS, badge=sampler_badge, light="decode")
def draw(f: Frame, p: Picture) -> None:
    """The row at the left, the boxes beside it, the sheet at the right."""
    lab = f.lab
    if lab is None:
        return
    fill_captions(f, p)
    draw_lab_page(p, f, ROWS, lambda: draw_row(f, p, lab), given_words(lab))
