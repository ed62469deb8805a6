"""Sprites of marks: shapes of one weight, filled with a darker edge or hollow, whole inside their square."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.authoring.mark_shapes import HOLLOW, MARK_SHAPES
from tourapp.qt.painter.mark_sprites import is_mark, mark_layer

TINT = np.array([1.0, 0.76, 0.29])
SIZE = 40


@pytest.mark.parametrize("name", MARK_SHAPES)
def test_a_mark_is_filled_or_hollow(name: str) -> None:
    full, hollow = (mark_layer(f"{kind}{name}", TINT, True, SIZE) for kind in ("", HOLLOW))
    assert is_mark(name) and is_mark(f"{HOLLOW}{name}") and not is_mark("glow")
    middle = SIZE // 2
    assert full[middle, middle, 3] == 1.0 and hollow[middle, middle, 3] == 0.0
    assert 0.2 < full[..., 3].mean() < 0.6 and hollow[..., 3].sum() < full[..., 3].sum()
    border = np.concatenate([full[0, :, 3], full[-1, :, 3], full[:, 0, 3], full[:, -1, 3]])
    assert border.max() < 0.6, "nothing is cut off"


def test_on_a_light_ground_hollow_marks_are_darker() -> None:
    dark, light = (mark_layer(f"{HOLLOW}circle", TINT, ground, SIZE) for ground in (True, False))
    assert light[..., :3].sum() < dark[..., :3].sum() and np.array_equal(light[..., 3], dark[..., 3])
