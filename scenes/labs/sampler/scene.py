"""A page to work on: temperature, top-k and top-p on one row, and a chain of them that does what the engine does."""

from __future__ import annotations

from scenes.labs.sampler.badge import sampler_badge
from scenes.labs.sampler.captions import fill_captions
from scenes.labs.sampler.row import ROW, draw_row, given_words
from tourapp.authoring import Beat, Frame, Picture, Rect, scene
from tourapp.figures.lab_boxes import draw_boxes
from tourapp.figures.lab_large import draw_large_lab
from tourapp.figures.lab_sheet import draw_sheet

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]
ROWS = Rect(ROW.right + 40.0, ROW.y + 40.0, 640.0, ROW.h - 160.0)


@scene(id="lab_sampler", title="The order of the cuts", lab="sampler", beats=BEATS, badge=sampler_badge, light="decode")
def draw(f: Frame, p: Picture) -> None:
    """The row at the left, the boxes beside it, the sheet at the right."""
    if f.lab is None:
        return
    fill_captions(f, p)
    lab = f.lab
    if draw_large_lab(p, f, lab, given_words(lab), lambda: draw_row(f, p, lab)):
        return
    draw_row(f, p, lab)
    draw_boxes(p, f, lab, ROWS)
    draw_sheet(p, f, lab)
