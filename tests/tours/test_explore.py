"""The explore map: both ends of every way are scenes that a tour stops at, and each way leads back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tourapp.tours import all_scenes, explore, shipped
from tourapp.tours.shelf import toured, ways_from

LACKING = frozenset(
    {
        "atlas",
        *("op_ids", "op_embedding", "op_lm_head", "op_pick", "op_rmsnorm", "op_placing"),
        *("op_qkv", "op_rope", "op_scores", "op_softmax", "op_blend", "op_out"),
        *("op_gate_up", "op_down", "op_experts", "op_state", "op_loop"),
        *("s_price", "s_plan"),
    }
)
"""Scenes that a way may name before a tour stops at them: none is needed once atlas and spine are whole."""
CARDS = {name for name in LACKING if name.startswith("op_")}
WAYS = {
    "tokenization": ("embedding", "op_ids", "op_embedding"),
    "sampling": ("embedding", "op_lm_head", "op_pick", "generation_loop", "softmax"),
    "prefill_decode": ("op_loop", "layer_detail"),
    "kv_hall": ("op_state", "cost_estimator", "generation_loop"),
    "attention": ("shapes", "vectors_matmul", "op_scores", "op_blend", "op_qkv", "op_rope", "op_out", "position"),
    "gpu_grid": ("gemm_tiling", "op_gate_up", "layer_detail"),
    "batching": ("op_blend", "generation_loop"),
    "flash_attention": ("gemm_tiling", "op_softmax", "softmax"),
    "quantization": ("op_down",),
    "speculation": ("op_loop",),
    "pricing": ("cost_estimator", "held_against", "s_price"),
    "queue": ("s_plan",),
}


@pytest.fixture
def fresh() -> Iterator[None]:
    """What is remembered of the map is forgotten before and after."""
    known = (explore.explore_ways, ways_from)
    for each in known:
        each.cache_clear()
    yield
    for each in known:
        each.cache_clear()


def test_every_way_leads_to_a_scene_of_a_tour_and_back() -> None:
    ways = explore.explore_ways()
    assert ways
    for way in ways:
        assert {way.scene, way.leads} <= toured() | LACKING
        assert way.leads in explore.behind(way.scene) and way.scene in explore.behind(way.leads)


def test_nothing_lacks_once_the_tours_are_whole() -> None:
    tours = shipped()
    stops = {name: {stop.scene.id for stop in tours[name].stops} for name in ("atlas", "spine") if name in tours}
    atlas, spine = stops.get("atlas", set()), stops.get("spine", set())
    for way in explore.explore_ways():
        for end in (way.scene, way.leads):
            lacks = end not in toured()
            assert not (lacks and len(atlas) == 18 and end not in ("s_price", "s_plan")), f"{end} is not in a tour"
            assert not (lacks and len(spine) == 5 and end.startswith("s_")), f"{end} is not in a tour"


def test_the_map_is_the_one_that_was_drawn() -> None:
    assert {scene: explore.behind(scene) for scene in WAYS} == WAYS
    assert set(explore.behind("atlas")) == CARDS | {"model_overview", "layer_detail"} and len(CARDS) == 17
    for card in CARDS:
        assert "atlas" in explore.behind(card)
    assert explore.behind("op_blend") == ("attention", "batching", "atlas")
    assert max(Counter((way.scene, way.leads) for way in explore.explore_ways()).values()) == 1, "no way twice"
    assert explore.behind("nowhere") == ()


def test_a_way_to_a_scene_that_no_tour_has_is_none(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    ways = tuple(explore.ExploreWay(scene="pricing", leads=name) for name in ("op_nowhere", "held_against", "queue"))
    monkeypatch.setattr(explore, "explore_ways", lambda: ways)
    assert [scene.id for scene in ways_from("pricing")] == ["held_against", "queue"]
    assert [scene.id for scene in ways_from("queue")] == ["pricing"] and ways_from("op_nowhere")[0].id == "pricing"
    assert ways_from("network") == () and set(toured()) <= set(all_scenes())


def test_a_damaged_map_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    monkeypatch.setattr(explore, "asset_path", lambda *_parts: tmp_path / "explore.json")
    for text in (None, "{", '{"ways": [{"scene": "pricing"}]}'):
        if text is not None:
            (tmp_path / "explore.json").write_text(text)
        explore.explore_ways.cache_clear()
        assert explore.explore_ways() == () and explore.behind("pricing") == ()
