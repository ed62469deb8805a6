"""A page to work on: how many users one card holds, by the long division, and what doubles them."""

from __future__ import annotations

from scenes.labs.kv_calculator.captions import fill_captions
from scenes.labs.kv_calculator.memory import CARD, draw_memory
from tourapp.authoring import Badge, Beat, Frame, Picture, Rect, scene
from tourapp.figures.lab_page import draw_lab_page

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]
DIVISION = Rect(CARD.right + 140.0, CARD.y - 24.0, 766.0, CARD.h + 44.0)


@scene(
    id="lab_kv_calculator",
    title="How many users on one card?",
    lab="kv_calculator",
    beats=BEATS,
    badge=Badge(
        "computed from specs",
        "a ceiling: blocks, fragments and the engine's own memory are left out",
        "your boxes are held against the cost model, as every other figure of the tour",
    ),
    light="key",
)
def draw(f: Frame, p: Picture) -> None:
    """The card's memory, the division beside it, the sheet at the right."""
    lab = f.lab
    if lab is None:
        return
    fill_captions(f, p)
    draw_lab_page(p, f, DIVISION, lambda: draw_memory(f, p, lab))
