"""Without a rail, as a class sees it: the picture is larger, and still ends above the sentence."""

from __future__ import annotations

import pytest

from tests.toys import make_scene
from tourapp.authoring import Frame, Picture, Rect, ops
from tourapp.authoring.layout import CAPTION, STAGE, WIDTH
from tourapp.player.composer import compose
from tourapp.player.state import opening
from tourapp.player.tour import tour_of
from tourapp.player.view import PlainWorlds
from tourapp.player.without_rail import UP, WIDER


def whole(f: Frame, p: Picture) -> None:
    p.rects([Rect(*f.stage)], "line")
    p.text((f.stage.x, f.stage.bottom), "the foot of the picture", size=20)


def test_the_picture_ends_above_the_sentence_and_below_the_head() -> None:
    assert STAGE.y + UP + STAGE.h * WIDER <= CAPTION.y - 4.0, "nothing touches the sentence"
    assert STAGE.y + UP >= 110.0, "nor the passport"
    assert WIDER > 1.02 and WIDER * STAGE.w < WIDTH - 2 * STAGE.x


def test_it_stands_in_the_middle() -> None:
    tour = tour_of((make_scene("whole", whole),))
    found = {}
    for rail in (True, False):
        state = opening(rail_visible=rail)
        picture = compose(state, tour, tour.place(0, 1.0), PlainWorlds())
        found[rail] = [op for op in picture.ops if isinstance(op, ops.Group) and op.transform is not None]
    (group,) = [op for op in found[False] if op not in found[True]]
    scale, _, _, _, x, y = group.transform or ()
    assert scale == WIDER
    assert x + scale * STAGE.cx == pytest.approx(WIDTH / 2) and y + scale * STAGE.y == pytest.approx(STAGE.y + UP)
