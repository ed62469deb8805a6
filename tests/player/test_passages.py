"""From scene to scene: shapes start where one scene drew them and land where the next one does; nothing goes dark."""

from __future__ import annotations

import numpy as np
import pytest

from tests.helpers import make_offline
from tourapp.authoring import Picture, Shapes, draw_handover, ops, shapes_of
from tourapp.authoring.handover import MOST
from tourapp.player.passage import COMES, GOES, LAID, NEEDED, WORDS, draw_passage
from tourapp.player.resting import RestingStages
from tourapp.player.tour import TourPlace

ROW = Shapes(np.array([[100.0 + 20 * i, 300, 16, 40] for i in range(8)]), "decode")
TAPE = Shapes(np.array([[400.0 + 5 * i, 500, 5, 90] for i in range(64)]), "prefill")
ONE = Shapes(np.array([[200.0, 200, 320, 80]]), "key")


def boxes(one: Shapes, two: Shapes, share: float) -> np.ndarray:
    p = Picture()
    draw_handover(p, one, two, share)
    return next(op for op in p.ops if isinstance(op, ops.Rects)).boxes


@pytest.mark.parametrize(("one", "two"), [(ROW, TAPE), (TAPE, ROW), (ONE, TAPE), (ROW, ROW), (ONE, ONE)])
def test_they_begin_and_end_where_the_scenes_have_them(one: Shapes, two: Shapes) -> None:
    for share, shapes in ((0.0, one), (1.0, two)):
        drawn = boxes(one, two, share)
        assert drawn[:, 2:].prod(axis=1).sum() == pytest.approx(shapes.boxes[:, 2:].prod(axis=1).sum())
        low, high = drawn[:, :2].min(axis=0), (drawn[:, :2] + drawn[:, 2:]).max(axis=0)
        np.testing.assert_allclose(low, shapes.boxes[:, :2].min(axis=0))
        np.testing.assert_allclose(high, (shapes.boxes[:, :2] + shapes.boxes[:, 2:]).max(axis=0))


def test_no_more_are_on_the_way_than_can_be_seen() -> None:
    many = Shapes(np.tile([[10.0, 20, 4, 4]], (5000, 1)), "key")
    assert len(boxes(many, ROW, 0.5)) == MOST


def test_they_change_colour_on_the_way() -> None:
    for share, roles in ((0.1, {"decode"}), (0.5, {"decode", "prefill"}), (0.9, {"prefill"})):
        p = Picture()
        draw_handover(p, ROW, TAPE, share)
        assert {op.role for op in p.ops if isinstance(op, ops.Rects)} == roles


def test_a_point_is_a_light() -> None:
    light = shapes_of((300.0, 400.0), "decode")
    assert light.role == "decode" and light.boxes.shape == (1, 4)
    assert tuple(light.boxes[0, :2] + light.boxes[0, 2:] / 2) == (300.0, 400.0)


def test_a_passage_is_one_shot() -> None:
    def part(name: str) -> Picture:
        p = Picture()
        p.text((0, 0), name)
        return p

    for mix in np.linspace(0.01, 1.0, 40):
        asked: list[str] = []

        def new(asked: list[str] = asked) -> tuple[Picture, Picture]:
            asked.append("new")
            return part("picture"), part("around")

        p = draw_passage(float(mix), lambda: (part("old picture"), part("old around")), new, lambda _p: None)
        words = [op.words for op in flat(p) if isinstance(op, ops.Words)]
        assert bool(asked) == (mix > NEEDED)
        assert any("around" in each for each in words), "head, rail and caption never go"
        if min(abs(mix - edge) for edge in (*GOES, *COMES)) > 0.03:
            assert ("old picture" in words) == (mix < GOES[1]) and ("picture" in words) == (mix > COMES[0])
    assert WORDS[1] - WORDS[0] < 0.15


def flat(p: Picture) -> list[ops.Op]:
    return [inner for op in p.ops for inner in (op.ops if isinstance(op, ops.Group) else [op])]


def test_every_pair_of_stops_can_follow_each_other() -> None:
    offline = make_offline()
    frames = [
        (stop.scene, offline.frame(i, stop.scene.timeline.duration), offline.frame(i, 0.0))
        for i, stop in enumerate(offline.tour.stops)
    ]
    for one, end, _ in frames:
        leaves = shapes_of(one.leave(end), one.light)
        assert len(leaves.boxes) >= 1 and np.isfinite(leaves.boxes).all() and (leaves.boxes[:, 2:] > 0).all(), one.id
        for two, _, start in frames:
            p = Picture()
            draw_handover(p, leaves, shapes_of(two.enter(start), two.light), 0.5)
            drawn = next(op for op in p.ops if isinstance(op, ops.Rects | ops.Hatch)).boxes
            assert ((drawn[:, 0] > -100) & (drawn[:, 0] < 2020) & (drawn[:, 1] > -100) & (drawn[:, 1] < 1080)).all()


def test_reduced_motion_cuts() -> None:
    offline = make_offline(still=True)
    passing = offline.compose(TourPlace(8, offline.tour.stops[8].duration, 0.4))
    there = offline.compose(TourPlace(9, 0.0))
    assert [type(op) for op in passing.ops] == [type(op) for op in there.ops]


def test_what_leaves_is_painted_as_it_was_before_its_layers_are_laid_down() -> None:
    """Both layers of a whole stage in the first frame of a passage took as long as two frames."""
    still = {name: Picture() for name in ("inner", "around")}
    for name, p in still.items():
        p.text((0, 0), name)
    parts = RestingStages().parts(None, "here", lambda: (still["inner"], still["around"]))
    kinds = {}
    for mix in (0.01, GOES[0] + 0.05, LAID + 0.01):
        p = draw_passage(mix, lambda: parts, lambda: parts, lambda _p: None)
        kinds[mix] = [type(op) for op in flat(p)[1:]]
    early, going, late = kinds.values()
    assert early == [ops.Words, ops.Words], "the very ops of the frame before: nothing has changed"
    assert going == [ops.Bake, ops.Words] and late == [ops.Bake, ops.Bake], "one layer after the other"
