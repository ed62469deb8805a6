"""Truths of the towers' stage: areas are parameters, rooms that light are counted, doors lead on."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from scenes.paths.model_overview.experts import expert_cells, lit_rooms
from scenes.paths.model_overview.facade import facade_of
from scenes.paths.model_overview.facts import lights
from scenes.paths.model_overview.line_up import areas, line_up
from scenes.paths.model_overview.places import PLAN, TOWER
from scenes.paths.model_overview.plan import plan_of
from scenes.paths.model_overview.stack import stack_boxes
from scenes.paths.model_overview.zoom import OPENS
from tests.scenes.beat_stage import BeatStage, SceneTour
from tourapp.authoring import Tag, ops
from tourapp.tours import all_scenes
from tourapp.tours.explore import behind

SCENE = SceneTour("model_overview")
MODELS = ("llama-3-8b", "gpt2", "mixtral-8x7b", "deepseek-v3", "gemma-2-9b")


def stage(beat: str, own: dict[str, Any] | None = None, **change: Any) -> BeatStage:
    return SCENE.stage("model_overview", beat, own=own, **change)


@pytest.mark.parametrize("model", MODELS)
def test_areas_of_a_tower_are_parameters_within_a_pixel(model: str) -> None:
    told = stage("tower", model=model).world.towers
    tower, facade = told.ours, facade_of(told.ours, TOWER)
    unit = TOWER.w * TOWER.h / float(tower.params.value)
    for kind, boxes in facade.rooms.items():
        wide = float(tower.room(kind).params.value) * unit / (boxes[0, 3] * len(boxes))
        assert boxes[0, 2] == pytest.approx(wide, abs=1.0), kind
    table = tower.room("embedding").params.value * unit / TOWER.w
    assert facade.entrance.h == pytest.approx(float(table), abs=1e-6)
    assert facade.floors[:, 3].sum() + facade.entrance.h + facade.roof.h == pytest.approx(TOWER.h)
    assert (facade.roof.h == 0.0) == tower.tied and len(facade.floors) == tower.floors.value
    stack = stack_boxes({room.kind: float(room.share.value) for room in tower.rooms}, 0.0)
    assert sum(box.h for box in stack.values()) == pytest.approx(TOWER.h, abs=1.0)


@pytest.mark.parametrize("model", MODELS)
def test_rooms_of_a_floor_fill_it_in_proportion(model: str) -> None:
    told = stage("enter", model=model).world.towers
    rooms = plan_of(told, PLAN)
    per = [each.box.w * each.box.h / float(each.params.value) for each in rooms]
    np.testing.assert_allclose(per, per[0], rtol=1e-9)
    assert sum(each.box.w * each.box.h for each in rooms) == pytest.approx(PLAN.w * PLAN.h)


def test_five_towers_have_one_scale_and_one_ground() -> None:
    models = stage("scale").world.towers.line_up
    per, boxes = areas(models), line_up(models)
    np.testing.assert_allclose(per, per[0], rtol=1e-9)
    assert len({round(box.bottom, 6) for box in boxes}) == 1 and boxes[-1].right < 1440.0
    assert [box.right < after.x for box, after in pairwise(boxes)] == [True] * 4
    assert "3,260" in stage("scale").caption and "126" in stage("scale").note


def test_what_lights_a_room_is_its_share_of_the_work() -> None:
    plain = lights(stage("tower").frame)
    assert len(set(plain.values())) == 1
    flops = lights(stage("tower", {"tower_by": "flops", "tower_phase": "prefill"}).frame)
    assert flops["embedding"] < 0.2 and flops["head"] < 0.2 and flops["ffn"] > 0.75
    step = lights(stage("tower", {"tower_by": "bytes", "tower_phase": "decode"}).frame)
    assert step["head"] > 0.75 > step["embedding"]


def test_a_token_lights_k_of_e_rooms_on_every_floor_and_a_batch_more() -> None:
    shown = stage("moe", model="deepseek-v3")
    told = shown.world.towers.experts
    assert "8 of 256" in shown.caption and "37.6" in shown.note
    chosen = lit_rooms(told, 3, told.lit)
    assert chosen.shape == (58, 8) and all(len(set(row.tolist())) == 8 for row in chosen)
    assert expert_cells(told).shape == (58, 256, 4)
    assert shown.of(ops.Rects, "decode") == [] and stage("moe", model="deepseek-v3", batch=8).of(ops.Rects, "decode")
    assert "Mixtral" in stage("moe").note


def test_doors_lead_on_with_the_model() -> None:
    assert set(OPENS.values()) <= set(all_scenes())
    assert set(behind("model_overview")) >= {"layer_detail", "atlas"}
    assert set(behind("layer_detail")) >= {"atlas", "gpu_grid", "prefill_decode", "model_overview"}
    scene = SCENE.scenes[0]
    assert scene.zoom is not None and "model" in scene.zoom.takes
    floors = [op for op in stage("enter").of(ops.Hot) if Tag("operator", "layer") in op.tags]
    assert floors and ("tower_zoom", 2) in floors[0].acts[0].values


def test_the_tower_is_the_maps_farthest_zoom_and_leads_back_to_it() -> None:
    zoom = all_scenes()["atlas"].zoom
    assert zoom is not None and zoom.whole == "model_overview" and OPENS["pass"] == "atlas"
    ways = [op for op in stage("tower").of(ops.Hot) if Tag("operator", "pass") in op.tags]
    assert ways and ("tower_part", "pass") in ways[0].acts[0].values and ("tower_zoom", 2) in ways[0].acts[0].values
