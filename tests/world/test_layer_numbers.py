"""The world part of the layers' insides: the specification's figures, named facts, and recordings without them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tourapp.engine.shipped import shipped_recording
from tourapp.errors import UsageError
from tourapp.quantity import Quantity
from tourapp.world import Work, World
from tourapp.world.parts.layer_numbers import LayerNumbers


@pytest.fixture(scope="module")
def numbers() -> LayerNumbers:
    return World(work=Work(wait=False)).layer_numbers


def test_the_stream(numbers: LayerNumbers) -> None:
    n = numbers
    assert (n.here, n.layers, n.lanes, n.last, n.sampled) == (True, 30, 1536, 33, (0, 10, 29))
    first, last = n.rms(0, n.last), n.rms(60, n.last)
    assert (first.value, last.value) == (pytest.approx(0.124, rel=0.01), pytest.approx(35.0, rel=0.01))
    growth = n.growth(n.last)
    assert growth.value == pytest.approx(283, rel=0.01) and growth.id == "layer_numbers.growth(token=34)"
    assert growth.formula == "r_61 / r_1" and [each.id for each in growth.inputs] == [
        "layer_numbers.rms(norm=61, token=34)",
        "layer_numbers.rms(norm=1, token=34)",
    ]
    assert n.largest_at == (24, 0) and n.largest_rms.value == pytest.approx(1046, rel=0.01)
    assert n.norm_rms.shape == (61, 86)


def test_the_lanes(numbers: LayerNumbers) -> None:
    lanes = numbers.token_lanes(10)
    assert (lanes.carrying.value, lanes.carrying.id) == (353, "layer_numbers.carrying(layer=11, token=34)")
    assert str(lanes.carrying.name) == "lanes that hold most of the energy, layer 11, token 34"
    assert lanes.closed.value == pytest.approx(0.73, rel=0.01)
    assert lanes.closed.value == lanes.below.value / lanes.count.value == (lanes.gates < 0).mean()
    energy = np.square(lanes.products[lanes.order], dtype=np.float64)
    assert energy[:353].sum() >= 0.9 * energy.sum() > energy[:352].sum()
    sizes = np.abs(lanes.products)
    assert lanes.small.value == pytest.approx((sizes < 0.05 * sizes.max()).mean())
    assert numbers.token_lanes(10) is lanes


def test_the_lanes_over_the_layers(numbers: LayerNumbers) -> None:
    n = numbers
    assert n.closed_mean.value == pytest.approx(0.61, rel=0.01) and n.small_mean.value == pytest.approx(0.71, rel=0.01)
    low, high = n.closed_ends
    assert (low.value, high.value) == (pytest.approx(0.31, rel=0.015), pytest.approx(0.78, rel=0.01))
    assert (low.id, high.id) == ("layer_numbers.prompt.closed(layer=1)", "layer_numbers.prompt.closed(layer=6)")
    assert n.closed_mean.value == pytest.approx(np.mean([n.prompt_lanes(i).closed.value for i in range(30)]), rel=1e-6)
    assert n.carrying_median.value == pytest.approx(317, rel=0.01) and n.carrying_least.value == 4
    assert [n.token_lanes(i).carrying.value for i in range(30)] == n.carrying_by_layer.tolist()
    for layer in range(30):
        stats = n.prompt_lanes(layer)
        assert 0 < stats.closed.value < 1 and 1 <= stats.carrying.value <= 1536 and stats.largest.value > 0


def test_which_lanes_are_kept(numbers: LayerNumbers) -> None:
    n = numbers
    assert n.has_lanes(5, n.last) and not n.has_lanes(5, 0) and n.has_lanes(10, 0) and n.has_lanes(29, 85)
    assert not n.has_lanes(10, 86) and not n.has_lanes(30, n.last) and not n.has_lanes(0, -1)
    assert n.lane_tokens == range(86)
    with pytest.raises(UsageError, match="token 1, layer 6: its lanes are not in this recording"):
        n.token_lanes(5, 0)


def test_a_token_on_its_way(numbers: LayerNumbers) -> None:
    s = numbers.sample(10)
    np.testing.assert_allclose(s.stream + s.attention_out, s.middle, atol=1e-5)
    assert (s.after == s.middle + s.ffn_out).all()
    assert (s.queries.shape, s.keys.shape, s.values.shape, s.heads.shape) == ((9, 64), (3, 64), (3, 64), (9, 64))
    np.testing.assert_allclose(np.linalg.norm(s.queries, axis=1), np.linalg.norm(s.queries_flat, axis=1), rtol=1e-5)
    assert np.abs(s.queries - s.queries_flat).max() > 1
    with pytest.raises(UsageError, match="layer: 6, sampled in this recording: 1, 11, 30"):
        numbers.sample(5)
    assert numbers.final(52).shape == (576,)
    with pytest.raises(UsageError, match="step: 54, kept in this recording: 1 to 53"):
        numbers.final(53)


def test_turns(numbers: LayerNumbers) -> None:
    assert numbers.turns.shape == (32,) and (np.diff(numbers.turns) < 0).all() and numbers.turns[0] == 1
    angle = numbers.angle(0, 2)
    assert angle.value == pytest.approx(2 * 180 / np.pi) and angle.id == "layer_numbers.angle(pair=1, tokens=2)"


def test_rows(numbers: LayerNumbers) -> None:
    table = numbers.table
    assert table is not None
    found = [float(each.value) for each in (table.shortest, table.longest, table.median)]
    assert found == [pytest.approx(1.79, rel=0.01), pytest.approx(7.49, rel=0.01), pytest.approx(3.15, rel=0.01)]
    ids = numbers.recording.all_ids
    assert len(numbers.row_norms) == len(ids) == 87
    np.testing.assert_allclose(numbers.row_norms, table.norms[ids], rtol=1e-5)
    assert numbers.row_norm(3).value == pytest.approx(table.norms[ids[3]], rel=1e-5)


def test_a_recording_without_them_says_so() -> None:
    old = LayerNumbers(replace(shipped_recording("default"), layer_record=None))
    assert not old.here and old.table is not None and len(old.row_norms) == 87
    with pytest.raises(UsageError, match="made before the numbers from inside the layers were kept"):
        old.rms(0, 0)
    other = LayerNumbers(replace(shipped_recording("default"), model="own"))
    assert other.here and other.table is None


def test_every_number_says_where_it_comes_from(numbers: LayerNumbers) -> None:
    n, lanes = numbers, numbers.token_lanes(0)
    table, stats = n.table, n.prompt_lanes(3)
    assert table is not None
    found: list[Quantity] = [n.rms(1, 2), n.growth(0), n.closed_mean, n.small_mean, n.carrying_median, n.row_norm(0)]
    found += [lanes.count, lanes.below, lanes.closed, lanes.small, lanes.carrying, n.angle(3, 7)]
    found += [table.shortest, table.longest, table.median, stats.closed, stats.small, stats.carrying, stats.largest]
    assert all(each.id.startswith("layer_numbers.") and each.name and each.formula for each in found if each.formula)
    assert len({each.id for each in found}) == len(found)
    assert all(each.source is not None or each.inputs for each in found)
