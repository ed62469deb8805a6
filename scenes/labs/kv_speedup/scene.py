"""A page to work on: what an answer costs that forgets everything after each token."""

from __future__ import annotations

from scenes.labs.kv_speedup.badge import speedup_badge
from scenes.labs.kv_speedup.captions import fill_captions
from scenes.labs.kv_speedup.race import draw_race, given_words
from scenes.labs.kv_speedup.stair import STAIR, draw_stair
from tourapp.authoring import Beat, Frame, Picture, Rect, scene
from tourapp.figures.lab_page import draw_lab_page

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]
ROWS = Rect(STAIR.right + 56.0, STAIR.y + 6.0, 660.0, STAIR.h - 12.0)


@scene(
    id="lab_kv_speedup",
    title="The cost of forgetting",
    lab="kv_speedup",
    beats=BEATS,
    badge=speedup_badge,
    needs=("kv_race",),
    light="key",
)
def draw(f: Frame, p: Picture) -> None:
    """The stair of passes at the left, once it runs the race; the boxes beside it, the sheet at the right."""
    lab = f.lab
    if lab is None:
        return
    fill_captions(f, p)
    picture = draw_race if lab.state.runs else draw_stair
    draw_lab_page(p, f, ROWS, lambda: picture(f, p, lab), given_words(f, lab))
