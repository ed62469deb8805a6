"""The walls and the light of the hall are what the real run says, slot by slot, at the same cost for any length."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scenes.kv_hall.camera import COLUMNS, CX, HALL, HORIZON, Camera, panes
from scenes.kv_hall.flight import hall_moment, written_tokens
from scenes.kv_hall.wall_maps import cover
from scenes.kv_hall.walls import draw_walls
from scenes.kv_hall.zone import zone
from scenes.kv_hall.zones import FLOOR_LIGHT, PANES, TOP_LIGHT, norm_levels, shown_layers, zones_now
from tests.helpers import make_offline
from tests.scenes.kv_hall.helpers import BEATS, drawn, frame, words
from tourapp.authoring import Picture, flat_ops, ops
from tourapp.export.offline import Moment, Offline
from tourapp.world import World


def test_light_is_the_real_norm(offline: Offline) -> None:
    recording = World(cache=offline.worlds.cache).recording
    layers = list(shown_layers(recording))
    levels = norm_levels(recording)
    assert layers == [9, 10, 11] and levels.shape == (recording.slots, 2, 9) == (86, 2, 3 * recording.kv_heads)
    for wall, norms in enumerate((recording.key_norms[layers], recording.value_norms[layers])):
        for row, of_row in enumerate(norms.reshape(9, -1)):
            light = levels[:, wall, row]
            assert (np.diff(light[np.argsort(of_row)]) >= -1e-12).all(), "a larger norm must never be darker"
            assert light.max() == pytest.approx(TOP_LIGHT) and light.min() == pytest.approx(FLOOR_LIGHT)
            assert len(np.unique(light.round(6))) > 0.9 * len(light)


def test_keys_are_teal_and_values_violet_in_every_beat(offline: Offline, index: int) -> None:
    for beat in BEATS:
        for at in (0.05, 0.3, 0.6, 0.99):
            f = frame(offline, index, beat, at)
            for z in zones_now(f, hall_moment(f)):
                assert "key" in z.roles[0] and "value" in z.roles[1]
                assert not {"prefill", "decode", "waste"} & {*z.roles[0], *z.roles[1]}


def test_prefill_writes_all_slots_in_the_same_moment(offline: Offline, index: int) -> None:
    seen = set()
    for at in np.linspace(0.0, 1.0, 60):
        f = frame(offline, index, "prefill", float(at))
        s = hall_moment(f)
        written = [z for z in zones_now(f, s) if z.roles == PANES]
        seen.add(len(written))
        assert all((z.start, z.end) == (0, s.prompt) for z in written), "no answer before decode"
    assert seen == {0, 1}


def test_decode_appends_one_slot_after_another(offline: Offline, index: int) -> None:
    recording = World(cache=offline.worlds.cache).recording
    before, n = 0.0, recording.slots - recording.prompt_count
    assert n == len(recording.ids) - 1 == 52
    steps = []
    for at in np.linspace(0.0, 1.0, 400):
        now = written_tokens(frame(offline, index, "decode", float(at)), n)
        assert now >= before
        steps.append(now - before)
        before = now
    assert before == n and max(steps) < 1.0, "no slot is skipped"


def test_a_million_slots_cost_no_more_than_a_thousand() -> None:
    sizes = []
    for tokens in (1_000.0, 32_000.0, 1_000_000.0):
        length = 8.0 / tokens
        p = Picture()
        held = zone(0, tokens, (("ground", "key"), ("ground", "value")), 0.5, 0.4)
        draw_walls(p, Camera(-1.45 / length, length), [held], 3)
        sizes.append((len(p.ops), sum(op.data.size for op in p.ops)))
        assert 1 < panes(length)[0] < tokens, "slots are drawn in groups"
    assert len(set(sizes)) == 1
    assert sizes[0][1] <= 2 * COLUMNS * HALL.h


def test_cover_is_an_exact_average() -> None:
    assert cover(np.array([0.5]), np.array([1.0]), 0.1)[0] == pytest.approx(0.8)
    assert cover(np.array([0.5]), np.array([0.2]), 0.1)[0] == pytest.approx(1.0)
    fine = np.linspace(0.0, 7.3, 100_001)
    inside = (fine % 1 > 0.1) & (fine % 1 < 0.9)
    assert cover(np.array([3.65]), np.array([7.3]), 0.1)[0] == pytest.approx(inside.mean(), abs=1e-3)


def test_slots_answer_the_pointer(offline: Offline, index: int) -> None:
    f = frame(offline, index, "prefill", 1.0)
    tags = [tag for op in flat_ops(drawn(offline, f, index)) if isinstance(op, ops.Hot) for tag in op.tags]
    slots = [tag for tag in tags if tag.kind == "slot"]
    assert {letter for _, letter in (tag.key for tag in slots)} == {"K", "V"}
    told = words(drawn(offline, replace(f, hover=slots[0]), index))
    assert any("norm of its keys" in line for line in told)


def test_every_moment_of_a_long_prompt_is_drawn(offline: Offline, index: int) -> None:
    real = World(cache=offline.worlds.cache).recording
    stretched = replace(
        real,
        prompt_ids=np.tile(real.prompt_ids, 20),
        prompt_texts=real.prompt_texts * 20,
        key_norms=np.tile(real.key_norms, 11),
        value_norms=np.tile(real.value_norms, 11),
    )
    assert stretched.key_norms.shape[2] >= stretched.slots
    inputs = offline.settings.inputs.change(prompt="x " * 200, context=128)
    tried = make_offline(tour=offline.tour, inputs=inputs)
    World(inputs, tried.worlds.cache).adopt("recording", stretched)
    for beat in range(len(BEATS)):
        for at in (0.1, 0.5, 0.99):
            assert tried.picture(Moment(index, beat, at)).ops


def test_spark_is_the_brightest_and_ends_at_the_halls_axis(offline: Offline, index: int) -> None:
    f = frame(offline, index, "heads", 1.0)
    sprites = [op for op in flat_ops(drawn(offline, f, index)) if isinstance(op, ops.Sprites)]
    lights = [op for op in sprites if op.role in ("decode", "white")]
    spark = [op for op in lights if np.allclose(op.at[0], (CX, HORIZON)) and op.kind == "glow"]
    assert len(spark) == 2 and max(float(np.max(op.alpha)) for op in spark) == 1.0
    assert all(float(np.max(op.alpha)) < 0.7 for op in lights if op.kind == "soft")
