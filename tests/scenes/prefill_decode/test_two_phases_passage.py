"""What the two phases take and give, and how long in reality what they show takes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tests.scenes.prefill_decode.stage import at, measured
from tourapp.authoring import Shapes, flat_ops, ops
from tourapp.world import Inputs


def changed(**changes: Any) -> Any:
    return make_offline(inputs=Inputs().change(**changes))


@pytest.mark.parametrize("change", [{}, {"prompt_tokens": 1}, {"prompt_tokens": 32_000}], ids=str)
def test_the_slab_arrives_and_tokens_leave(change: dict[str, Any]) -> None:
    scene, first, last = first_and_last("prefill_decode", changed(**change))
    slab, tokens = scene.enter(first), scene.leave(last)
    assert lies_on(scene, first, slab) and lies_on(scene, last, tokens)
    rate = last.world.default_recording.decode_tokens_per_second
    assert isinstance(tokens, Shapes) and abs(len(tokens.boxes) - rate) <= 1, "the whole recorded second"


def test_after_a_measurement_a_light_leaves() -> None:
    tour = measured(changed())
    scene, _, last = first_and_last("prefill_decode", tour)
    spot = scene.leave(last)
    lights = [op for op in flat_ops(at(tour, "computer")) if isinstance(op, ops.Sprites) and len(op.at) == 1]
    assert not isinstance(spot, Shapes) and any(abs(op.at[0] - spot).max() < 1.0 for op in lights)


def test_beats_take_the_achieved_times() -> None:
    scene, f, _ = first_and_last("prefill_decode")
    times = f.world.request_times
    assert scene.real["sweep"](f) is times.achieved_first
    loop, line, lanes = (scene.real[beat](f) for beat in ("loop", "clock", "computer"))
    assert loop is not None and float(loop.value) == pytest.approx(3 * float(times.achieved_between.value))
    assert line is not None and float(line.value) >= float(times.achieved_first.value)
    assert lanes is not None and float(lanes.value) == pytest.approx(8.0 / 3.0), "one second, played in three"
    assert set(scene.real) == {"sweep", "loop", "clock", "computer"}


def test_one_token_has_no_steps() -> None:
    scene, f, _ = first_and_last("prefill_decode", changed(output_tokens=1))
    assert scene.real["loop"](f) is None


def test_this_computer_plays_as_fast_as_it_is() -> None:
    scene, f, _ = first_and_last("prefill_decode", measured(changed()))
    lanes = scene.real["computer"](f)
    assert lanes is not None and float(lanes.value) == scene.timeline.beats[-1].seconds
