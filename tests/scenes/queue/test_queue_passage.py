"""What the queue takes and gives, and how long in reality its beats are."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.queue.play_clock import play_clock
from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Shapes, flat_ops, ops
from tourapp.export.offline import Moment
from tourapp.world import Inputs

CHANGES = [{}, {"mean_service": 1.2, "arrival_rate": 4.0}, {"mean_service": 1.2, "arrival_rate": 0.2}]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_our_key_arrives_and_our_prefill_leaves(change: dict[str, Any]) -> None:
    scene, first, last = first_and_last("queue", make_offline(inputs=Inputs().change(**change)))
    assert lies_on(scene, first, scene.enter(first))
    leaving = scene.leave(last)
    assert not isinstance(leaving, Shapes) or lies_on(scene, last, leaving)
    assert change or isinstance(leaving, Shapes)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_beats_are_as_long_as_the_run_they_play(change: dict[str, Any]) -> None:
    scene, f, _ = first_and_last("queue", make_offline(inputs=Inputs().change(**change)))
    clock = play_clock(f.world.queue.window)
    told = {beat: scene.real[beat](f) for beat in ("gather", "busy", "called")}
    seconds = [float(each.value) for each in told.values() if each is not None]
    assert len(seconds) == 3 and min(seconds) > 0 and sum(seconds) == pytest.approx(clock.ends - clock.begins)
    ours, window = f.world.queue.window.ours, f.world.queue.window
    assert seconds[2] <= float(window.departure[ours] - window.arrival[ours]) + 1e-6, "wait and service of ours"
    assert set(scene.real) == {"gather", "busy", "called", "stack"}


def test_the_stack_takes_the_printed_stay() -> None:
    tour = make_offline()
    scene, f, _ = first_and_last("queue", tour)
    assert scene.real["stack"](f) is f.world.account.stay.total
    place = Moment(tour.tour.index("queue"), scene.timeline.index("stack"), 1.0)
    printed = [op.value for op in flat_ops(tour.picture(place)) if isinstance(op, ops.Words) and op.value is not None]
    assert any(value.id == "account.stay.total" for value in printed)
