"""The short prompt waits for memory, and every point of the two phases lies under its roof."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.prefill_decode.roofline import Roof, decode_point, prefill_point, roof_of
from tests.helpers import make_offline
from tests.scenes.prefill_decode.stage import alone, at
from tourapp.authoring import show
from tourapp.export.offline import Offline
from tourapp.world import Inputs


def test_our_own_prompt_waits_for_memory() -> None:
    world = alone()
    own = world.own_cost
    assert own.scenario.prompt_tokens == world.recording.prompt_count == 34
    assert own.prefill.bound == "memory" and 60 < own.prefill.intensity.value < 70
    assert own.decode.ridge.value == pytest.approx(590.7, abs=0.1)
    assert own.prefill.compute_busy.value < 0.2 < 0.99 < own.prefill.memory_busy.value


def test_the_words_follow_the_machine(offline: Offline) -> None:
    assert "waits for memory" in show(at(offline, "ridge").fields["verdict"])
    other = make_offline(offline, inputs=Inputs().change(weight_bits=4, gpu="rtx-3090"))
    assert other.view(other.tour.index("prefill_decode")).world.own_cost.prefill.bound == "compute"
    assert "busy" in show(at(other, "ridge").fields["verdict"])


@pytest.mark.parametrize(
    "changes",
    [{}, {"prompt_tokens": 1}, {"prompt_tokens": 32768}, {"gpu": "l4"}, {"model": "mixtral-8x7b", "weight_bits": 4}],
)
def test_points_lie_under_their_roof(changes: dict[str, Any]) -> None:
    world = alone(**changes)
    roof = roof_of(world.cost, "machine")
    assert roof.ridge == pytest.approx(world.cost.decode.ridge.value)
    for point in (decode_point(world.cost, ""), prefill_point(world.cost, ""), prefill_point(world.own_cost, "")):
        limit = float(roof.attainable(point.intensity.value))
        assert point.achieved is not None
        assert 0 < point.achieved < point.rate <= limit * (1 + 1e-9)


def test_the_prompt_climbs_the_roof() -> None:
    track = alone().prompt_track.prefill
    assert (np.diff(track.intensity.value) > 0).all()
    assert track.intensity.value[0] < track.ridge.value < track.intensity.value[-1]
    for n in (1, 2000):
        k = int(np.argmin(np.abs(alone().prompt_track.scenario.prompt_tokens - n)))
        near = alone(prompt_tokens=int(alone().prompt_track.scenario.prompt_tokens[k])).cost.prefill
        assert track.intensity.value[k] == pytest.approx(near.intensity.value)


def test_attainable_has_two_sides() -> None:
    roof = Roof("m", 100.0, 10.0)
    assert roof.ridge == 10 and roof.attainable(np.array([1.0, 10.0, 50.0])).tolist() == [10.0, 100.0, 100.0]
