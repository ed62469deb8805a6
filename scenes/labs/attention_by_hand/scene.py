"""A page to work on: attention for three tokens, every number by hand."""

from __future__ import annotations

from scenes.labs.attention_by_hand.captions import fill_captions
from scenes.labs.attention_by_hand.given import TABLE, draw_given, draw_tokens, given_words
from tourapp.authoring import Badge, Beat, Frame, Picture, Rect, scene
from tourapp.figures.lab_boxes import columns_of
from tourapp.figures.lab_page import draw_lab_page

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]
ROWS = Rect(TABLE.right + 104.0, TABLE.y + 34.0, 748.0, TABLE.h - 34.0)


@scene(
    id="lab_attention_by_hand",
    title="Attention by hand",
    lab="attention_by_hand",
    beats=BEATS,
    badge=Badge(
        "live on this computer",
        "two numbers for each token; no mask, no projections",
        "your boxes are held against the same arithmetic that the model does",
    ),
    light="key",
)
def draw(f: Frame, p: Picture) -> None:
    """Query, keys and values at the left, the five rows beside them, the sheet at the right."""
    lab = f.lab
    if lab is None:
        return
    fill_captions(f, p)
    if draw_lab_page(p, f, ROWS, lambda: draw_given(f, p, lab), given_words(lab)):
        draw_tokens(p, columns_of(ROWS, len(lab.case.keys)))
