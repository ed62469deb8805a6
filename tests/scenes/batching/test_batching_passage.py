"""What batching takes and gives, and how long in reality its steps take."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.batching.clock import locked_step
from scenes.batching.facts import compare
from scenes.batching.handover import our_bar_leaves
from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Frame, Scene, Shapes
from tourapp.world import Inputs

SETTINGS = [{}, {"slots": 16}, {"slots": 2, "policy_b": "chunked"}, {"variance": 0.0}]


@pytest.mark.parametrize("change", SETTINGS, ids=str)
def test_units_arrive_and_our_bar_leaves(change: dict[str, Any]) -> None:
    scene, first, last = first_and_last("batching", make_offline(inputs=Inputs().change(**change)))
    assert lies_on(scene, first, scene.enter(first)) and lies_on(scene, last, scene.leave(last))
    ours = our_bar_leaves(last)
    assert isinstance(ours, Shapes) and len(ours.boxes) == 1


def real(scene: Scene, f: Frame, beat: str) -> float:
    told = scene.real_time(Frame(f.world, f.timeline, f.timeline.start(f.timeline.index(beat)), controls=f.controls))
    assert told is not None
    return float(told.to("s").value)


@pytest.mark.parametrize("slots", [8, 16])
def test_a_run_takes_its_printed_steps(slots: int) -> None:
    scene, f, _ = first_and_last("batching", make_offline(inputs=Inputs().change(slots=slots)))
    facts = compare(f.world)
    costs = make_offline(inputs=Inputs().change(batch=slots)).frame(0, 0.0).world.cost
    alone = make_offline(inputs=Inputs().change(batch=1)).frame(0, 0.0).world.cost
    step = float(costs.decode.achieved_step_seconds.value)
    assert real(scene, f, "share") == pytest.approx(float(alone.decode.achieved_step_seconds.value) + step)
    assert real(scene, f, "door") == pytest.approx(int(locked_step(facts)) * step)
    assert real(scene, f, "door") + real(scene, f, "slowest") == pytest.approx(
        float(facts.a_numbers.steps.value) * step
    )
    assert real(scene, f, "refill") == pytest.approx(float(facts.b_numbers.steps.value) * step)
    assert "gap" not in scene.real
