"""What the chip's scene takes and gives, and how long in reality its two moments take."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Frame, Picture, Shapes, flat_ops, ops
from tourapp.world import Inputs

SETTINGS = [{}, {"gpu": "v100-sxm"}, {"gpu": "rtx-3090"}, {"gpu": "tpu-v5e"}, {"gpu": "mi300x"}]
SLANTED = 14.0
"""Stage units that a slanted side may lie beside an upright one."""


@pytest.mark.parametrize("change", SETTINGS, ids=str)
def test_processors_arrive_and_windows_leave(change: dict[str, Any]) -> None:
    scene, first, last = first_and_last("gpu_grid", make_offline(inputs=Inputs().change(**change)))
    assert lies_on(scene, last, scene.leave(last))
    p, given = Picture(), scene.enter(first)
    scene.draw(first, p)
    assert isinstance(given, Shapes)
    alike = [op for op in flat_ops(p) if isinstance(op, ops.Polys) and len(op.points) == len(given.boxes)]
    bright = next(op for op in alike if op.role == given.role and np.max(op.alpha) > 0.5)
    low, high = bright.points.min(1), bright.points.max(1)
    assert (given.boxes[:, :2] > low - 1).all() and (given.boxes[:, :2] + given.boxes[:, 2:] < high + 1).all()
    if len(given.boxes) > 2:
        assert np.abs(given.boxes[:, :2] - low).max() < SLANTED
    for_all = given.boxes[:, 2:].min()
    assert for_all > 4, "each is seen"


def test_each_moment_takes_its_achieved_time() -> None:
    scene, first, _ = first_and_last("gpu_grid")
    costs = first.world.cost
    facts = {"prefill": costs.prefill.achieved_seconds, "decode": costs.decode.achieved_step_seconds}
    for beat in scene.timeline.beats:
        f = Frame(first.world, scene.timeline, scene.timeline.start(scene.timeline.index(beat.name)))
        assert scene.real_time(f) is facts.get(beat.name)
