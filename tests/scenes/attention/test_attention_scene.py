"""Truths of the attention scene: weights are the model's own, every row is whole, nothing looks ahead, and the pencil
case is the engine's function."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from scenes.attention.asking_slider import place_of, slider_of
from scenes.attention.chips import light_at
from scenes.attention.facts import attention_facts
from scenes.attention.head_kinds import NAMES, head_kinds
from scenes.attention.layout import POINTS, stage_look
from scenes.attention.look_back import THREADS, printed, share_out
from scenes.attention.looking import hand_look, look
from scenes.attention.places import BED, CHIP_Y, STRIP_H, VALUES_Y
from scenes.attention.small_heads import BARS, head_rows
from tests.helpers import make_offline, request_scenes
from tourapp.authoring import SetControls, flat_ops, middle_of, ops
from tourapp.engine.attention import attend, by_hand
from tourapp.export.offline import Moment, Offline
from tourapp.world import World

INDEX = next(i for i, scene in enumerate(request_scenes()) if scene.id == "attention")
SCENE = request_scenes()[INDEX]
BEATS = [beat.name for beat in SCENE.timeline.beats]


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def tour(qt_app: Any) -> Offline:
    return Offline()


def shown(tour: Offline, beat: str, at: float = 0.95, **controls: Any) -> Any:
    tried = make_offline(tour, views={"attention": controls})
    return tried.picture(Moment(INDEX, BEATS.index(beat), at))


def words(picture: Any) -> list[str]:
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words) and op.alpha > 0.1]


CASES = [
    ("head_overview", None, None, None),
    ("river_overview", None, None, None),
    ("head_overview", 0, 0, 85),
    ("head_overview", 29, 8, 1),
    ("head_overview", 9, 5, 0),
    ("river_overview", 3, 8, 19),
    ("head_overview", 7, 0, 60),
]


@pytest.mark.parametrize(("part", "layer", "head", "asking"), CASES)
def test_columns_hold_the_whole_recorded_row(part: str, layer: Any, head: Any, asking: Any, world: World) -> None:
    o = getattr(world, part)
    layer, head, asking = o.pick(layer, head, asking)
    seen = look(o, layer, head, asking)
    row = o.recording.attention_row(layer, head, asking).astype(float)
    every = sorted(t for c in seen.columns for t in c.tokens)
    assert every == list(range(asking + 1)), "every token up to the asking one stands in exactly one column"
    for c in seen.columns:
        assert c.weight == pytest.approx(row[list(c.tokens)].sum() / row.sum(), abs=1e-9)
    assert seen.total == pytest.approx(1.0, abs=2e-3) and sum(c.weight for c in seen.columns) == pytest.approx(1.0)
    assert sum(c.threads for c in seen.columns) == THREADS
    assert round(sum(float(text) for text in printed(seen)), 9) == 1.0
    assert all(abs(c.threads - THREADS * c.weight) < 1.0 for c in seen.columns)


def test_recorded_weights_are_what_queries_and_keys_give(world: World) -> None:
    o = world.head_overview
    layer, head, asking = o.pick(None, None, None)
    seen = look(o, layer, head, asking)
    queries, keys, values = o.recording.qkv(layer)
    shared = head * o.recording.kv_heads // o.recording.heads
    steps = attend(queries[head][: asking + 1], keys[shared][: asking + 1], values[shared][: asking + 1])
    assert o.recording.attention_row(layer, head, asking) == pytest.approx(steps.weights[asking], abs=2e-3)
    assert seen.output == pytest.approx(steps.output[asking], abs=5e-3)
    blend = sum(c.weight * value for c, value in zip(seen.columns, seen.values, strict=True))
    assert blend == pytest.approx(seen.output, abs=1e-6)


def test_nothing_looks_ahead_unless_the_mask_is_off(world: World) -> None:
    o = world.head_overview
    layer, head, asking = o.pick(None, None, None)
    assert np.triu(o.recording.attention(layer, head), 1).max() == 0.0
    assert not any(c.late for c in look(o, layer, head, asking).columns)
    ahead = look(o, layer, head, asking, masked=False)
    later = sum(c.weight for c in ahead.columns if c.tokens[-1] > asking)
    assert ahead.count == o.recording.positions and later > 0.0
    assert sum(c.threads for c in ahead.columns) == THREADS
    lost = next(layer for layer in range(30) if layer not in o.recording.qkv_layers)
    assert look(o, lost, 0, asking, masked=False).query is None


def test_the_default_look_follows_its_rule(world: World) -> None:
    o = world.head_overview
    layer, head, asking = o.pick(None, None, None)
    kept = o.clear[o.recording.qkv_layers]
    best = np.unravel_index(int(kept.argmax()), kept.shape)
    assert (layer, head, asking) == (int(o.recording.qkv_layers[best[0]]), int(best[1]), int(o.asking[best[2]]))
    target = int(o.targets[best[2]])
    assert target in o.own and asking - target >= 4 and asking >= o.recording.prompt_count
    seen = look(o, layer, head, asking)
    assert seen.columns[seen.top].tokens == (target,) and seen.first_share < 0.2
    assert o.pick(4, 7, 50) == (4, 7, 50)


def test_by_hand_is_the_engine(world: World, tour: Offline) -> None:
    steps, seen = by_hand(), hand_look(world.by_hand, 2, True)
    assert [c.score for c in seen.columns] == steps.scores[2].tolist() == [1.0, 0.0, 1.0]
    assert [c.weight for c in seen.columns] == steps.weights[2].tolist()
    assert printed(seen) == [".401", ".198", ".401"] and np.round(seen.output, 2).tolist() == [6.02, 3.98]
    told = words(shown(tour, "blend", text="hand"))
    for wanted in ("0.401", "0.198", "6.02", "3.98", "= 6.02", "= 3.98", "1 ÷ √2 = 0.707", "0 ÷ √2 = 0.000"):
        assert wanted in told, wanted
    assert "1×1 + 0×0 = 1" in words(shown(tour, "query", text="hand"))
    masked = words(shown(tour, "blend", text="hand", asker=0.1))
    assert masked.count("−∞") == 2 and "1.000" in masked
    opened = words(shown(tour, "blend", text="hand", asker=0.1, mask=False))
    assert "−∞" not in opened and "0.504" in opened


@pytest.mark.parametrize("part", ["head_overview", "river_overview"])
def test_a_hundred_threads_run_from_the_asking_token_and_into_the_output(part: str, world: World) -> None:
    o = getattr(world, part)
    seen = look(o, *o.pick(None, None, None))
    staged = stage_look(seen, 1.0)
    lay = staged.layout
    assert lay.arcs.shape == lay.flows.shape == (THREADS, POINTS, 2)
    own = staged.asking_x
    assert np.abs(lay.arcs[:, 0, 0] - own).max() < 30 and np.allclose(lay.arcs[:, 0, 1], CHIP_Y - 2)
    assert np.abs(lay.arcs[:, -1, 0] - lay.xs[lay.owner]).max() <= lay.widths.max() / 2
    assert np.allclose(lay.flows[:, 0, 1], VALUES_Y + STRIP_H + 6) and np.allclose(lay.flows[:, -1, 0], BED.x)
    ends = np.sort(lay.flows[:, -1, 1])
    assert BED.y <= ends[0] and ends[-1] <= BED.bottom and (np.diff(ends) > 0.3).all()


def test_overview_counts_the_sink(world: World, tour: Offline) -> None:
    o = world.head_overview
    asking = o.pick(None, None, None)[2]
    rows = head_rows(o, asking)
    bars, order, first = rows.bars, rows.order, rows.first
    assert bars.shape == (270, BARS) and bars.sum(axis=1) == pytest.approx(np.ones(270))
    sinks = sum(
        float(o.recording.attention_row(layer, head, asking)[0]) > 0.5 for layer in range(30) for head in range(9)
    )
    assert (first > 0.5).sum() == pytest.approx(sinks, abs=1)
    assert sorted(order.tolist()) == list(range(270)) and (first[order[-sinks + 1 :]] > 0.5).all()
    picture = shown(tour, "heads", 1.0)
    assert str(int((first > 0.5).sum())) in words(picture) and "the first token" in words(picture)
    cells = next(op for op in flat_ops(picture) if isinstance(op, ops.Hot) and len(op.tags) == 270)
    assert SetControls((("layer", 1), ("head", 1))) in cells.acts and len(set(cells.acts)) == 270


@pytest.mark.parametrize("asking", [0, 1, 4, 41, 85])
def test_every_head_is_of_one_kind(asking: int, world: World) -> None:
    rows = head_rows(world.head_overview, asking)
    kinds = head_kinds(rows)
    assert sorted(code for each in kinds.ranked for code in each.tolist()) == list(range(270))
    assert len(kinds.ranked) == len(NAMES) and len(kinds.ranked[0]) == rows.sinks
    for kind, heads in enumerate(kinds.ranked):
        assert set(kinds.kind[heads].tolist()) <= {kind}
        for code in heads[:5].tolist():
            row = world.head_overview.rows(asking)[divmod(code, 9)]
            near, far = row[max(1, asking - 3) :].sum(), row[1 : max(1, asking - 3)]
            most = float(far.max()) if len(far) else 0.0
            assert (row[0] > 0.5, near > 0.5, most > 0.25, True)[kind]


def test_a_small_picture_sets_layer_and_head() -> None:
    from tourapp.qt.commands import Commands

    asked: list[Any] = []
    pane = SimpleNamespace(dispatch=asked.append, stop=SimpleNamespace(key="attention"))
    act = SetControls((("layer", 12), ("head", 3)))
    Commands(pane, {}).click(SimpleNamespace(act=act, value=None))  # type: ignore[arg-type]
    assert [(each.control, each.value) for each in asked] == [("layer", 12), ("head", 3)]


def test_sharing_out_and_slider_places() -> None:
    assert share_out([0.401, 0.198, 0.401]) == [40, 20, 40] and sum(share_out([1 / 3] * 3)) == 100
    for count in (1, 2, 21, 98, 256):
        assert [place_of(slider_of(t, count), count) for t in range(count)] == list(range(count))
    assert place_of(0, 98) is None


@pytest.mark.parametrize(
    "controls", [{}, {"layer": 5}, {"text": "river"}, {"text": "hand"}, {"mask": False, "asker": 50}]
)
def test_rows_are_printed_whole(controls: dict[str, Any], tour: Offline) -> None:
    told = words(shown(tour, "blend", **controls))
    assert "1.00" in told
    weights = [float(text) for text in told if re.fullmatch(r"0\.\d{2,3}|1\.000", text)]
    assert sum(weights) == pytest.approx(1.0, abs=1e-9)


def test_light_rests_on_the_asking_token_and_the_output_leaves(tour: Offline) -> None:
    x, y = light_at(attention_facts(tour.frame(INDEX, 0.0)).staged)
    lights = [tuple(op.at[0]) for op in flat_ops(shown(tour, "cache", 0.0)) if isinstance(op, ops.Sprites)]
    assert any(abs(a - x) < 1 and abs(b - y) < 1 for a, b in lights)
    out = [tuple(op.at[0]) for op in flat_ops(shown(tour, "heads", 1.0)) if isinstance(op, ops.Sprites)]
    assert any(abs(a - BED.cx) < 1 and abs(b - BED.cy) < 1 for a, b in out)
    assert BED.holds(*middle_of(SCENE.leave(tour.frame(INDEX, SCENE.timeline.duration))))
