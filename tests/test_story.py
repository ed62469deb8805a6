"""One story through all scenes: a new prompt, model or GPU shows up everywhere it should."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import make_offline
from tourapp.authoring import flat_ops, ops
from tourapp.engine.model_store import is_installed
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment, Offline
from tourapp.world import Inputs, Work, World

PROMPT = "Why do trees grow tall?"


@pytest.fixture(scope="module")
def changed() -> Offline:
    ensure_qt()
    if not is_installed():
        pytest.skip("the small model is not installed: run `tourapp model install`")
    return make_offline(inputs=Inputs().change(prompt=PROMPT, answer_tokens=10, temperature=0))


def words_of(offline: Offline, scene_id: str) -> str:
    index = offline.tour.index(scene_id)
    seen = []
    for beat in offline.tour.stops[index].kept:
        for op in flat_ops(offline.picture(Moment(index, beat, 0.9))):
            if isinstance(op, ops.Words):
                seen.append(op.words)
    return " ".join(seen).replace("·", "").replace("Ġ", "")


@pytest.mark.parametrize(
    "scene_id", ["network", "tokenization", "sampling", "kv_hall", "attention", "paging", "finale"]
)
def test_a_new_prompt_is_in_every_scene_that_shows_words(scene_id: str, changed: Offline) -> None:
    assert "trees" in words_of(changed, scene_id)


def test_lengths_follow_the_new_request(changed: Offline) -> None:
    world = changed.view(0).world
    recording, paging = world.recording, world.paging
    assert recording.prompt == PROMPT and recording.badge == "live"
    assert paging.workload.requests[0].prompt == len(world.plain_tokens)
    assert [line.tokens.value for line in world.bill.lines][2] == len(recording.ids)
    assert world.head_overview.recording.prompt == PROMPT


def test_our_request_in_the_batch_has_no_length_of_its_own() -> None:
    usual, other = World(work=Work(wait=False)), World(Inputs().change(prompt=PROMPT), work=Work(wait=False))
    assert usual.key("batching") == other.key("batching") and usual.batching.workload == other.batching.workload
    assert usual.batching_numbers.ours.value == 64
    assert usual.with_inputs(variance=0.0).batching_numbers.ours.value == usual.inputs.mean_output == 28


@pytest.mark.parametrize("change", [{"model": "llama-3-8b"}, {"gpu": "l40s"}])
def test_meters_hall_and_grid_follow_model_and_gpu(change: dict[str, Any]) -> None:
    ensure_qt()
    usual = make_offline(work=Work(wait=False))
    other = make_offline(inputs=Inputs().change(**change), work=Work(wait=False))
    for scene_id in ("kv_hall", "gpu_grid", "quantization", "pricing", "finale"):
        assert words_of(usual, scene_id) != words_of(other, scene_id), scene_id
    if "gpu" in change:
        assert "142" in words_of(other, "gpu_grid") and "L40S" in words_of(other, "gpu_grid")
