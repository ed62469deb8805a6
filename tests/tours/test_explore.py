"""The explore map: both ends of every way are scenes that a tour stops at, and each way leads back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tourapp.tours import all_scenes, explore, shipped


def test_every_way_leads_to_a_scene_of_a_tour_and_back() -> None:
    ways = explore.explore_ways()
    toured = {stop.scene.id for tour in shipped().values() for stop in tour.stops}
    assert ways
    for way in ways:
        assert {way.scene, way.leads} <= toured & set(all_scenes())
        assert explore.behind(way.scene) == way.leads and explore.behind(way.leads) == way.scene


def test_no_scene_is_in_two_ways() -> None:
    ends = [end for way in explore.explore_ways() for end in (way.scene, way.leads)]
    assert len(ends) == len(set(ends))
    assert explore.behind("nowhere") is None


def test_a_damaged_map_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explore, "asset_path", lambda *_parts: tmp_path / "explore.json")
    for text in (None, "{", '{"ways": [{"scene": "pricing"}]}'):
        if text is not None:
            (tmp_path / "explore.json").write_text(text)
        explore.explore_ways.cache_clear()
        assert explore.explore_ways() == ()
    explore.explore_ways.cache_clear()
