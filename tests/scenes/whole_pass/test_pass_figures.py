"""The figures that the whole pass shares with its cards: walls of real lengths, streams that only move, words apart."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.atlas.whole.memory_bar import BETWEEN, bar_spans, spread
from tests.scenes.whole_pass.pass_stage import whole_tour
from tourapp.authoring import Picture, Rect, ops
from tourapp.figures.kv_walls import DIMMEST, WallsLook, draw_kv_walls, kv_lights, row_box
from tourapp.figures.streams import Stream, draw_streams

KEYS, VALUES = Rect(100.0, 200.0, 120.0, 200.0), Rect(240.0, 200.0, 120.0, 200.0)
ROOM = Rect(50.0, 100.0, 400.0, 120.0)
STREAMS = [Stream((60.0, 120.0), (80.0, 200.0)), Stream((120.0, 260.0), (210.0, 300.0))]


def levels(clock: float, lit: tuple[float, float] = (1.0, 0.3)) -> np.ndarray:
    p = Picture()
    draw_streams(p, STREAMS, lit, ROOM, clock)
    (image,) = [op for op in p.ops if isinstance(op, ops.Picture2D)]
    return image.data


def test_a_cell_is_as_bright_as_its_vector_is_long() -> None:
    recording = whole_tour().view(0).world.recording
    lights = kv_lights(recording)
    assert lights.keys.shape == lights.values.shape == (recording.slots, recording.layers)
    assert lights.prompt == recording.prompt_count and lights.keys.min() >= DIMMEST and lights.keys.max() <= 1.0
    length = recording.key_norms.astype(np.float32).mean(1)[3]
    order = np.argsort(length)
    assert (np.diff(lights.keys[order, 3]) >= -1e-6).all()


def test_rows_stand_below_one_another_and_only_those_written_are_lit() -> None:
    lights = kv_lights(whole_tour().view(0).world.recording)
    boxes = [row_box(lights, KEYS, row) for row in range(lights.rows)]
    assert boxes[0].y == KEYS.y and boxes[-1].bottom == pytest.approx(KEYS.bottom)
    p = Picture()
    draw_kv_walls(p, lights, KEYS, VALUES, WallsLook(rows=10.0))
    for image in [op for op in p.ops if isinstance(op, ops.Picture2D)]:
        assert image.data[:10].min() >= 0 and image.data[:10].any(axis=1).all() and not image.data[10:].any()


def test_streams_move_within_their_edges_and_a_frame_is_pure() -> None:
    one, again, later = levels(0.0), levels(0.0), levels(0.5)
    assert (one == again).all() and (one != later).any()
    assert ((one > 0) == (later > 0)).all(), "the same pixels, in another light"
    lit, dim = levels(0.0, (1.0, 1.0)), levels(0.0, (1.0, 0.3))
    assert lit[60, 220 - 50] > dim[60, 220 - 50] > 0 and not dim[:, 350:].any()
    assert levels(0.0, (0.0, 1.0))[:, : 80 - 50].max() == 0


def test_words_below_the_bar_stand_apart_and_inside() -> None:
    wide = [120.0, 90.0, 150.0, 200.0]
    for lefts in ([100.0] * 4, [700.0] * 4, [0.0, 50.0, 60.0, 900.0]):
        found = spread(lefts, wide, Rect(50.0, 0.0, 900.0, 10.0))
        ends = [left + w for left, w in zip(found, wide, strict=True)]
        assert found[0] >= 50.0 and ends[-1] <= 950.0 + 1e-9
        assert all(b - a >= BETWEEN - 1e-9 for a, b in zip(ends, found[1:], strict=False))


def test_the_bar_is_to_scale() -> None:
    room = whole_tour().view(0).world.cost.capacity
    spans = bar_spans(room, Rect(0.0, 0.0, 1600.0, 40.0))
    assert spans.edge == spans.weights[1] == pytest.approx(1600.0) and spans.unit * 160e9 == pytest.approx(1600.0)
    for name, value in (("cache", room.kv_bytes), ("reserve", room.reserve_bytes), ("weights", room.weight_bytes)):
        low, high = getattr(spans, name)
        assert high - low == pytest.approx(float(value.value) * spans.unit)
    grown = bar_spans(room, Rect(0.0, 0.0, 1600.0, 40.0), grown=10e9)
    assert grown.cache[1] == pytest.approx(spans.cache[1] + 100.0) and grown.weights == pytest.approx(spans.weights)
