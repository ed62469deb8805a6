"""A and B: a second world beside the first that differs in one control, on the same clock and seeds."""

from __future__ import annotations

import pytest

from tests.helpers import make_offline, request_scenes
from tourapp.authoring import STAGE, Picture, Scene, ops, sizes
from tourapp.export.offline import Offline
from tourapp.player import intents
from tourapp.player.compare import COMPARABLE, Compare, beside, comparable
from tourapp.player.composer import compose
from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState, control_value
from tourapp.player.step import step
from tourapp.player.view import wishes
from tourapp.world import Work

EACH = [
    ("sampling", 2, "temperature"),
    ("speculation", 3, "temperature"),
    ("batching", 3, "policy_a"),
    ("quantization", 4, "quant_bits"),
    ("gpu_grid", 4, "gpu"),
    ("pricing", 3, "gpu"),
]


@pytest.fixture(scope="module")
def offline() -> Offline:
    return make_offline(work=Work(wait=False))


def at(offline: Offline, scene: str, beat: int) -> PlayerState:
    """The end of a beat."""
    tour = offline.tour
    state = step(PlayerState(), intents.SeekBeat(tour.index(scene), beat), tour)
    mark = marks_of(tour).all[marks_of(tour).place(tour.index(scene), beat)]
    return step(state, intents.Seek(mark.hold), tour)


def compared(offline: Offline, scene: str, beat: int) -> PlayerState:
    """The end of a beat, with another world beside it."""
    return step(at(offline, scene, beat), Compare(), offline.tour)


def drawn(offline: Offline, state: PlayerState) -> Picture:
    return compose(state, offline.tour, offline.tour.place(state.stop, state.t), offline.worlds, True)


def words_of(items: list[object], scale: float = 1.0) -> list[tuple[ops.Words, float]]:
    found: list[tuple[ops.Words, float]] = []
    for op in items:
        if isinstance(op, ops.Group):
            found += words_of(list(op.ops), scale * (op.transform[0] if op.transform else 1.0))
        elif isinstance(op, ops.Words):
            found.append((op, scale))
    return found


@pytest.mark.parametrize(("scene", "beat", "control"), EACH)
def test_one_control_differs_and_all_seeds_are_alike(scene: str, beat: int, control: str, offline: Offline) -> None:
    state = compared(offline, scene, beat)
    assert list(state.compared or {}) == [control]
    asked = wishes(state, offline.tour.stops[state.stop])
    a, b = asked["a"].inputs, asked["b"].inputs
    assert getattr(a, control) != getattr(b, control)
    assert b.change(**{control: getattr(a, control)}) == a


def test_dragging_moves_b_and_a_stays_until_x_closes(offline: Offline) -> None:
    state, tour = compared(offline, "sampling", 2), offline.tour
    stop = tour.stops[state.stop]
    before = state.settings
    state = step(state, intents.SetControl(stop.key, "temperature", 1.2, True), tour)
    assert state.compared == {"temperature": 1.2} and state.settings == before
    assert (control_value(state, stop, "temperature"), beside(state, stop, "temperature")) == (0.8, 1.2)
    both = step(state, intents.SetControl(stop.key, "top_p", 0.5, False), tour)
    assert [wish.inputs.top_p for wish in wishes(both, stop).values()] == [0.5, 0.5]
    assert step(state, Compare(), tour).compared is None


def test_out_of_range_leaves_b_and_says_so(offline: Offline) -> None:
    state, tour = compared(offline, "sampling", 2), offline.tour
    after = step(state, intents.SetControl(tour.stops[state.stop].key, "temperature", 9.0, False), tour)
    assert after.compared == state.compared and "temperature" in after.notice


def test_the_next_stop_has_one_world_and_a_beat_without_such_a_control_says_so(offline: Offline) -> None:
    state = compared(offline, "sampling", 2)
    assert step(state, intents.JumpToStop("queue"), offline.tour).compared is None
    refused = step(at(offline, "queue", 0), Compare(), offline.tour)
    assert refused.compared is None and refused.notice.startswith("Nothing to compare")


@pytest.mark.parametrize("scene", request_scenes(), ids=lambda scene: scene.id)
def test_both_pictures_stand_beside_each_other_and_every_word_is_legible(scene: Scene, offline: Offline) -> None:
    if not any(control.id in COMPARABLE for control in scene.controls):
        pytest.skip("nothing to compare")
    for beat in range(len(scene.timeline.beats)):
        alone = at(offline, scene.id, beat)
        if comparable(alone, offline.tour) is None:
            continue
        picture = drawn(offline, step(alone, Compare(), offline.tour))
        found = words_of(picture.ops)
        names = [op for op, _ in found if op.words.startswith(("A: ", "B: "))]
        assert len(names) == 2 and {op.size for op in names} == {sizes.LINE}
        assert names[0].y == names[1].y and names[1].x > STAGE.cx > names[0].x
        small = {op.words for op, scale in found if op.size * scale < sizes.TAG - 0.5 and op.alpha > 0.2}
        shown = {op.words for op, scale in words_of(drawn(offline, alone).ops) if op.size * scale < sizes.TAG - 0.5}
        assert small <= shown
