"""Where things stand in the amphitheatre: on the stage, and each in a place of its own."""

from __future__ import annotations

import numpy as np

from scenes.sampling.column_shapes import COLUMNS, faces, places, tops
from scenes.sampling.heights import height_of
from scenes.sampling.seat_places import TIERS, seats
from scenes.sampling.text_layout import BLOCK
from tourapp.authoring import STAGE


def test_every_token_has_a_seat_of_its_own_on_the_stage() -> None:
    points, tiers = seats(49_152)
    assert points.shape == (49_152, 2) and len(np.unique(np.round(points, 3), axis=0)) == 49_152
    assert points[:, 0].min() >= STAGE.x and points[:, 0].max() <= STAGE.right
    assert points[:, 1].min() >= STAGE.y and points[:, 1].max() <= STAGE.bottom
    assert np.all(np.diff(tiers) >= 0) and set(tiers) == set(range(TIERS))


def test_a_certain_column_leaves_room_for_its_label() -> None:
    every = np.arange(COLUMNS)
    highest = tops(every, height_of(np.ones(COLUMNS)))
    front = places().arc == 0
    assert highest[front, 1].min() - 62 > STAGE.y
    feet = np.concatenate([face.reshape(-1, 2) for face in faces(every, 0 * every, 0 * every)])
    assert feet[:, 0].min() > STAGE.x and feet[:, 0].max() < STAGE.right and feet[:, 1].max() < BLOCK.y
