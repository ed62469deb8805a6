"""The tiled-attention scene tells the truth: a real loop on the request's own head, bytes counted and checked, fair
bars."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from scenes.flash_attention import memory
from scenes.flash_attention.facts import TileLoop, compared, power
from scenes.flash_attention.ledger import TRIPS, moved
from scenes.flash_attention.row_step import RowStep, row_step
from scenes.flash_attention.tile import so_far
from tests.helpers import request_scenes
from tests.scenes.handed import lies_on
from tourapp.authoring import Frame, Picture, Scene, flat_ops, middle_of, ops
from tourapp.engine.flash import flash_bytes, naive_bytes, plain
from tourapp.engine.shipped import shipped_recording
from tourapp.world import World
from tourapp.world.parts.flash import ROWS, FlashHead, clearest_raise, flash_head
from tourapp.world.parts.flash_traffic import count_traffic, traffic

REAL = shipped_recording()
SIZES = ((64, 32, 8), (64, 128, 8), (1024, 64, 100), (1000, 64, 37), (8192, 128, 8), (8192, 32, 228))


@pytest.fixture(scope="module")
def scene() -> Scene:
    return next(one for one in request_scenes() if one.id == "flash_attention")


@pytest.fixture(scope="module")
def head() -> FlashHead:
    return flash_head(REAL, 8)


def world(**inputs: object) -> World:
    made = World().with_inputs(**inputs)
    made.adopt("recording", REAL)
    return made


def frame(scene: Scene, beat: str, at: float, where: World, **controls: object) -> Frame:
    index = scene.timeline.index(beat)
    t = scene.timeline.start(index) + at * scene.timeline.beats[index].seconds * 0.999
    return Frame(where, scene.timeline, t, controls={**scene.view_defaults, **controls})


def words(scene: Scene, f: Frame) -> list[str]:
    p = Picture()
    scene.draw(f, p)
    side = flat_ops(p.side) if p.side is not None else []
    return [op.words for op in [*flat_ops(p), *side] if isinstance(op, ops.Words)]


@pytest.mark.parametrize("causal", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_counted_bytes_are_the_closed_form(size: tuple[int, int, int], causal: bool) -> None:
    t = traffic(*size, causal)
    assert t.counted == t.flash.value == flash_bytes(size[0], size[1], int(t.side.value), causal)
    assert float(t.once.value) + float(t.again.value) == t.flash.value
    assert float(t.in_use.value) <= size[2]
    assert sum(float(item.value) for item in t.passes) == t.naive.value
    assert float(t.share.value) == pytest.approx(float(t.matrix.value) / float(t.naive.value))


@pytest.mark.parametrize("causal", [True, False])
def test_walk_over_tiles_moves_what_the_real_loop_moves(head: FlashHead, causal: bool) -> None:
    run = head.runs[causal]
    assert count_traffic(head.count, head.queries.shape[1], head.side, causal) == (run.flash_bytes, len(run.tiles))


def test_naive_is_counted_with_the_same_mask() -> None:
    n, d = 1024, 64
    whole, masked = traffic(n, d, 100, False), traffic(n, d, 100, True)
    assert whole.naive.value == naive_bytes(n, d)
    assert masked.naive.value == naive_bytes(n, d) - 4 * 2 * (n * n - n * (n + 1) // 2)
    assert float(whole.share.value) == pytest.approx(n / (n + d)) == float(masked.whole_share.value)


@pytest.mark.parametrize("d", [32, 64, 128])
def test_share_passes_nine_tenths_only_beyond_nine_widths(d: int) -> None:
    assert float(traffic(9 * d, d, 100, False).whole_share.value) == pytest.approx(0.9)
    assert float(traffic(9 * d + 1, d, 100, False).whole_share.value) > 0.9
    assert float(traffic(9 * d - 1, d, 100, False).whole_share.value) < 0.9


@pytest.mark.parametrize("rows", [1, 5, 8, 500])
def test_loop_agrees_with_float64_on_real_data(rows: int) -> None:
    head = flash_head(REAL, rows)
    assert len(head.edges()) - 1 <= ROWS
    for causal, run in head.runs.items():
        exact = plain(head.queries, head.keys, head.values, causal, np.float64)
        assert run.error == pytest.approx(float(np.abs(run.output - exact).max()))
        assert run.error <= 1e-5 * max(1.0, float(np.abs(exact).max()))


def test_the_head_is_one_of_the_recording(head: FlashHead) -> None:
    queries, keys, values = REAL.qkv(head.layer)
    group = head.head * REAL.kv_heads // REAL.heads
    for mine, theirs in ((head.queries, queries[head.head]), (head.keys, keys[group]), (head.values, values[group])):
        assert np.array_equal(mine, theirs)
    shown = np.exp(np.where(np.tri(head.count, dtype=bool), head.scores, -np.inf))
    shown /= shown.sum(axis=1, keepdims=True)
    assert shown == pytest.approx(REAL.attention(head.layer, head.head), abs=4e-3)


@pytest.mark.parametrize("causal", [True, False])
def test_numbers_of_the_row_are_the_online_softmax(head: FlashHead, causal: bool) -> None:
    seen = head.scores[head.row].astype(np.float64)
    seen = seen[: head.row + 1] if causal else seen
    loop = TileLoop(head, causal)
    for step in range(len(loop.row_tiles)):
        found = row_step(loop, step)
        q = {field.name: float(getattr(found, field.name).value) for field in fields(RowStep)}
        until = seen[: (step + 1) * head.side]
        assert q["after"] == pytest.approx(until.max(), rel=1e-5)
        assert q["total"] == pytest.approx(np.exp(until - until.max()).sum(), rel=1e-4)
        assert q["old"] * q["rescale"] + q["added"] == pytest.approx(q["total"], rel=1e-4)
    best = row_step(loop, loop.raised)
    assert float(best.after.value) > float(best.before.value)


def test_the_output_so_far_ends_as_the_output(head: FlashHead) -> None:
    for tile in head.runs[True].tiles:
        if tile.columns.stop == tile.rows.stop:
            got = so_far(TileLoop(head, True), tile.index)
            assert got == pytest.approx(head.runs[True].output[tile.rows.start : tile.rows.stop], abs=1e-5)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_tiny_requests_have_a_row_too(count: int) -> None:
    scores = np.arange(count * count, dtype=np.float32).reshape(count, count)
    worth, row, step = clearest_raise(scores, 1, True)
    assert np.isfinite(worth) and row < count and step <= row


def test_a_row_never_raised_is_no_row_to_correct() -> None:
    falling = np.tile(-np.arange(6, dtype=np.float32), (6, 1))
    assert clearest_raise(falling, 2, True) == (0.0, 5, 0)


def test_more_traffic_is_said_so(scene: Scene) -> None:
    small = world(flash_tokens=64, flash_head_dim=128, sram_kb=8)
    t = small.flash_traffic[True]
    assert float(t.gain.value) < 1 and str(compared(t)[1]) == "more traffic"
    assert "more traffic" in words(scene, frame(scene, "output", 1.0, small))
    assert "less traffic" in words(scene, frame(scene, "output", 1.0, world()))


def test_bars_and_words_are_those_of_the_count(scene: Scene) -> None:
    where = world()
    shown = words(scene, frame(scene, "output", 1.0, where))
    t, h = where.flash_traffic[True], where.flash_head
    assert "✓ counted tile by tile: the same bytes" in shown
    assert power(h.errors[True]) in shown and float(h.errors[True].value) == h.runs[True].error
    assert f"{len(h.runs[True].tiles)} of {len(h.runs[True].tiles)}" in shown
    assert len(TRIPS) == len(t.passes)
    assert moved(t, 6.0) is t.naive and float(moved(t, 0.0).value) == 0
    assert float(moved(t, 3.0).value) == sum(float(item.value) for item in t.passes[:3])


def test_the_keys_arrive_and_the_output_leaves(scene: Scene) -> None:
    where = world()
    for gives, beat, at in ((scene.enter, "matrix", 0.0), (scene.leave, "output", 1.0)):
        f = frame(scene, beat, at, where)
        assert lies_on(scene, f, gives(f)), beat
        assert memory.PANEL.holds(*middle_of(gives(f)))
    assert not scene.real, "how long one head takes is not among the facts"


def tiles_done(scene: Scene, where: World, at: float, speed: int) -> int:
    shown = words(scene, frame(scene, "tiles", at, where, step_speed=speed))
    return int(
        next(text for text in shown if text.endswith(f" of {len(where.flash_head.runs[True].tiles)}")).split()[0]
    )


def test_speed_decides_when_the_loop_reaches_the_row(scene: Scene) -> None:
    where = world()
    slow, usual, fast = ([tiles_done(scene, where, at, speed) for at in (0.0, 0.5, 0.8, 1.0)] for speed in (1, 4, 16))
    for done in (slow, usual, fast):
        assert done == sorted(done) and done[-1] == where.flash_head.first_tile(True) + 1
    assert slow[1] > usual[1] > fast[1] and slow[2] > usual[2] > fast[2]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_request_of_few_tokens_can_be_drawn(scene: Scene, count: int) -> None:
    few = replace(REAL, **{name: getattr(REAL, name)[:, :, :count].copy() for name in ("queries", "keys", "values")})
    where = world()
    where.adopt("flash_head", flash_head(few, 8))
    for beat in scene.timeline.beats:
        for causal in (True, False):
            f = frame(scene, beat.name, 0.9, where, causal=causal)
            p = Picture()
            scene.draw(f, p)
            assert all(np.isfinite(op.at).all() for op in flat_ops(p) if isinstance(op, ops.Sprites))
