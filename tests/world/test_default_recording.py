"""The answer at the usual settings: one per prompt and template, and the model runs once for it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tourapp.engine.recording import Recording
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.shipped import shipped_recording
from tourapp.world import PartCache, Work, World
from tourapp.world.part import parts
from tourapp.world.parts import request

CATS = "Why do cats purr?"


class Runs(list[tuple[str, SamplingParams, int]]):
    """Stands in for the model and keeps what it was asked for."""

    finish = "length"

    def record(
        self, _model: Any, prompt: str, chat: bool, params: SamplingParams, limit: int, **_more: Any
    ) -> Recording:
        self.append((prompt, params, limit))
        made = shipped_recording("default").clipped(min(limit, 20))
        return dataclasses.replace(made, prompt=prompt, chat=chat, params=params, max_tokens=limit, finish=self.finish)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    found = Runs()
    monkeypatch.setattr(request, "record", found.record)
    monkeypatch.setattr(request, "shared_model", lambda: None)
    monkeypatch.setattr(request, "is_installed", lambda: True)
    monkeypatch.setattr(request, "_answers", PartCache())
    return found


@pytest.mark.parametrize(
    "settings", [{}, {"temperature": 1.5}, {"top_k": 0}, {"top_p": 0.5}, {"seed": 9}, {"answer_tokens": 20}]
)
@pytest.mark.parametrize("live", [False, True])
def test_the_shipped_answer_is_that_of_the_default_prompt(runs: Runs, settings: dict[str, Any], live: bool) -> None:
    world = World(work=Work(live=live)).with_inputs(**settings)
    assert world.default_recording is shipped_recording("default")
    assert world.frozen_step.step == 46
    assert world.default_recording.texts[46].strip() == "sustain"


def test_no_setting_but_prompt_and_template_makes_another(runs: Runs) -> None:
    world = World(work=Work(live=True)).with_inputs(prompt=CATS)
    usual = world.default_recording
    assert usual is world.recording and len(runs) == 1
    for settings in ({"temperature": 1.5}, {"seed": 7}, {"top_p": 0.4, "top_k": 3}):
        moved = world.with_inputs(**settings)
        assert moved.recording is not usual and moved.default_recording is usual
    assert [params == SamplingParams() for _, params, _ in runs] == [True, False, False, False]
    assert world.with_inputs(chat=False).default_recording is not usual
    assert world.with_inputs(prompt="Why?").default_recording is not usual


def test_the_model_runs_once_for_it_even_if_the_settings_came_first(runs: Runs) -> None:
    world = World(work=Work(live=True)).with_inputs(prompt=CATS, temperature=1.5)
    usual = world.default_recording
    assert (usual.params, usual.max_tokens) == (SamplingParams(), 64) and len(runs) == 2
    assert world.with_inputs(temperature=0.8).recording is usual and len(runs) == 2


def test_a_longer_answer_is_cut_to_the_usual_limit(runs: Runs) -> None:
    world = World(work=Work(live=True)).with_inputs(prompt=CATS, answer_tokens=200)
    assert world.default_recording.max_tokens == 64 and len(runs) == 1
    short = World(work=Work(live=True)).with_inputs(prompt=CATS, answer_tokens=8)
    assert short.default_recording.max_tokens == 64 and [limit for *_, limit in runs] == [200, 8, 64]


def test_an_answer_that_was_stopped_is_not_kept_for_later(runs: Runs) -> None:
    runs.finish = "cancelled"
    world = World(work=Work(live=True)).with_inputs(prompt=CATS)
    assert world.default_recording.finish == "cancelled"
    runs.finish = "length"
    assert World(work=Work(live=True)).with_inputs(prompt=CATS).default_recording.finish == "length"


def test_without_the_model_it_is_the_answer_on_stage(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request, "is_installed", lambda: False)
    world = World().with_inputs(prompt=CATS, temperature=1.5)
    assert world.default_recording is world.recording is shipped_recording("default") and not runs


def test_a_growing_answer_never_runs_the_model_a_second_time(runs: Runs) -> None:
    world = World().with_inputs(prompt=CATS, temperature=1.5)
    draft = dataclasses.replace(
        shipped_recording("default").clipped(9), finish="writing", params=SamplingParams(temperature=1.5)
    )
    world.adopt("recording", draft)
    assert world.default_recording is draft and not runs


def test_what_it_reads_is_declared() -> None:
    item = parts()["default_recording"]
    assert item.reads == ("prompt", "chat") and item.slow and item.stand_in is not None
    assert item.stand_in() is shipped_recording("default")
