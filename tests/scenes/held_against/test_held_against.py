"""Truths of `held_against`: every run is a mark at its own two times, misses are crossed, verdicts follow the data."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.held_against.held_stage import BEATS, SCENE, HeldStage, truth, truth_with
from tourapp import specs
from tourapp.authoring import HOLLOW, MARK_SHAPES, Quantity, Tag, Why, ops
from tourapp.sim.cost.achieved import TERMS, Achieved, achieved
from tourapp.sim.cost.achieved.run import foretold, scenario_of
from tourapp.world import World
from tourapp.world.parts.held_against import STEPS

SOME = (0, 7, 40, 101, 230, 333)
LEGEND = 20.0
"""Size of a mark from which on it stands among the names."""


@pytest.fixture(scope="module")
def world() -> World:
    return truth().view(0).world


def marks(stage: HeldStage) -> int:
    """How many marks stand in the chart."""
    names = (*MARK_SHAPES, *(f"{HOLLOW}{name}" for name in MARK_SHAPES))
    found = [op for op in stage.of(ops.Sprites) if op.kind in names and (len(op.at) > 1 or op.size < LEGEND)]
    return int(sum((np.broadcast_to(op.alpha, len(op.at)) > 0.3).sum() for op in found))


def test_every_run_that_has_a_time_is_held(world: World) -> None:
    runs = specs.measured_runs().runs
    assert len(world.held_runs.runs) + world.held_runs.queued == len(runs)
    for beat in ("ideal", "terms", "unseen"):
        assert marks(HeldStage(beat)) == len(world.held_runs.runs), beat
    judged = sum(run.ttft_ms is not None for run in world.held_runs.runs)
    assert marks(HeldStage("first")) == judged


def test_what_is_said_of_a_run_is_what_the_product_says_of_it(world: World) -> None:
    many, held = world.held_runs, world.held
    for place in SOME:
        run, told = many.runs[place], foretold(many.runs[place])
        assert held.token is not None and held.first is not None and held.ideal is not None
        assert held.token.said[place] == pytest.approx(told.tpot) and held.ideal.said[place] == pytest.approx(
            told.ideal_tpot
        )
        assert held.first.said[place] == pytest.approx(told.ttft)
        assert many.measured[place] == pytest.approx(run.tpot_ms / 1e3)
        numbers = held.numbers(place)
        assert float(numbers.said.value) == pytest.approx(told.tpot)
        assert float(numbers.low.to("s").value) == pytest.approx(told.tpot_low)


def test_the_steps_are_the_terms_switched_on_one_after_another(world: World) -> None:
    assert {term for step in STEPS for term in step.terms} == set(TERMS)
    counted: list[str] = []
    for step, times in zip(STEPS, world.held.steps, strict=True):
        counted += step.terms
        for place in SOME:
            run = world.held_runs.runs[place]
            done = achieved(scenario_of(run), run.answer, [term for term in TERMS if term not in counted])
            assert isinstance(done, Achieved) and times[place] == pytest.approx(float(done.step_seconds.value))
    assert [ratio.value for ratio in world.held.ratios[1:]] == pytest.approx(
        [np.median(world.held_runs.measured / times) for times in world.held.steps]
    )


def test_a_term_that_is_left_out_is_left_out_of_the_prompts_of_others_too(world: World) -> None:
    without = truth_with(held_without="all_reduce").view(0).world
    for place in SOME:
        run = world.held_runs.runs[place]
        done = achieved(scenario_of(run), run.answer, ["all_reduce"])
        assert isinstance(done, Achieved)
        assert without.held.steps[-1][place] == pytest.approx(float(done.step_seconds.value))


@pytest.mark.parametrize("beat", ["unseen", "first"])
def test_misses_are_crossed_and_counted(beat: str, world: World) -> None:
    stage = HeldStage(beat)
    cloud = world.held.first if beat == "first" else world.held.token
    assert cloud is not None
    ratio, band = cloud.measured / cloud.said, world.held.first_band if beat == "first" else world.held.token_band
    with np.errstate(invalid="ignore"):
        out = np.isfinite(ratio) & ((ratio < band.least.value) | (ratio > band.most.value))
    crosses = [op for op in stage.of(ops.Lines, "waste") if len(op.ends) == out.sum()]
    assert int(cloud.outside.value) == out.sum() > 0 and len(crosses) == 2


def test_no_run_is_faster_than_the_ideal(world: World) -> None:
    stage = HeldStage("ideal")
    assert world.held.ideal is not None and int(world.held.ideal.faster.value) == 0
    assert stage.caption == "No measured run was faster than the ideal time."


def test_verdicts_come_from_the_runs_shown() -> None:
    assert "add up" in HeldStage("terms").caption
    assert "do not reach" in HeldStage("terms", held_without="launch").caption
    none = {"held_model": "llama-3-8b", "held_gpu": "b200-sxm"}
    for beat in ("ideal", "terms", "first"):
        stage = HeldStage(beat, **none)
        assert stage.caption == "No run of these models was measured on these machines.", beat
        assert "no such run was measured" in stage.words and marks(stage) == 0
    told = HeldStage("unseen").caption
    assert told != HeldStage("unseen", held_unseen="model").caption != HeldStage("unseen", held_time="first").caption


def test_a_mark_that_is_pointed_at_says_what_it_is_and_can_be_asked(world: World) -> None:
    for place in SOME:
        run = world.held_runs.runs[place]
        stage = HeldStage("unseen", hover=Tag("run", place))
        told = " ".join(stage.words)
        assert f"batch {run.batch:,}, prompt {run.prompt:,}, answer {run.answer:,}" in told
        assert (run.version or "not given") in told and (run.date or "not given") in told
        asked = [op for op in stage.of(ops.Hot) if op.acts and isinstance(op.acts[0], Why)]
        value = asked[-1].values[0]
        assert isinstance(value, Quantity) and value is world.held.numbers(place).said
        measured = world.held.numbers(place).measured
        assert measured.source is not None and run.run in measured.source.where


def test_the_nearest_run_is_the_most_like_the_scenario(world: World) -> None:
    names = ("model", "gpu", "gpus", "batch", "prompt")
    for place in SOME:
        run = world.held_runs.runs[place]
        wanted = {name: getattr(run, name) for name in names[:4]}
        held = truth_with(**wanted, prompt_tokens=run.prompt).view(0).world.held
        assert [getattr(held.runs[held.nearest[0]], name) for name in names] == [getattr(run, name) for name in names]


def test_shares_of_the_first_token_are_whole(world: World) -> None:
    shares = [float(part.share.printed.split("\u2009")[0]) for part in world.held.first_parts]
    assert sum(shares) == pytest.approx(100.0)


def test_peers_stand_with_metric_and_source_and_no_rank(world: World) -> None:
    stage, file = HeldStage("peers"), specs.peers()
    for row in file:
        assert row.source in stage.words and row.error().printed in stage.words
    printed = [row.error().printed for row in file]
    shown = [words for words in stage.words if words in printed]
    assert shown == printed and printed != sorted(printed)


def test_the_class_is_asked_for_the_median(world: World) -> None:
    stage = HeldStage("ideal")
    answer = SCENE.asks["ideal"].answer(stage.frame)
    assert answer is world.held.ideal.ratio if world.held.ideal else False


def test_it_is_drawn_before_its_runs_are_there() -> None:
    from tests.helpers import STILL, make_offline
    from tests.scenes.held_against.held_stage import TRUTH
    from tourapp.export.offline import Moment

    waiting = make_offline(tour=TRUTH, work=STILL)
    for beat in range(len(BEATS)):
        assert waiting.picture(Moment(0, beat, 0.9)).ops
