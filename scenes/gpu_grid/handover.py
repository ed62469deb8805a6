"""What the scene takes and gives: the processors of the chip, and the windows of its tower."""

from __future__ import annotations

import numpy as np

from scenes.gpu_grid.chip_stage import processor_fields
from scenes.gpu_grid.facts import chip_at_work
from scenes.gpu_grid.generations import tower_front, tower_of, tower_windows
from tourapp.authoring import Frame, Shapes


def processors_arrive(f: Frame) -> Shapes:
    """Every processor, upright: as wide as its field is in the middle of its height."""
    corners = processor_fields(chip_at_work(f.world))
    left, right = corners[:, [0, 3], 0].mean(1), corners[:, [1, 2], 0].mean(1)
    top, foot = corners[:, :2, 1].mean(1), corners[:, 2:, 1].mean(1)
    return Shapes(np.stack([left, top, right - left, foot - top], 1), "weights", 0.0)


def windows_leave(f: Frame) -> Shapes:
    """The windows of the chosen GPU's tower; its front where it is too low for one."""
    facts = chip_at_work(f.world)
    tower = tower_of(facts, facts.chip)
    windows = tower_windows(*tower)
    if len(windows):
        return Shapes(windows, "ink", 0.0)
    return Shapes(np.array([tower_front(*tower)]), "prefill", 0.0)
