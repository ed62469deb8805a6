"""Truths of the fifth question: the specification's figures, the command's answer, verdicts that follow the plan, and
settings that are refused by name."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.night import some
from tests.scenes.beat_stage import BeatStage
from tests.scenes.s_plan.plan_stage import BEATS, SCENE, alone_with, plan_stage
from tourapp.authoring import Quantity, fill
from tourapp.cli import main
from tourapp.errors import UsageError
from tourapp.quantity.formula import evaluate
from tourapp.sim.plan.told import as_data
from tourapp.world import Inputs, World
from tourapp.world.parts.plan import plan_spec

PROTOTYPE: dict[str, Any] = {"mfu": 0.5, "mbu": 0.7, "usable": 0.9, "plan_fixed": 0.5}
OPTIONS = {
    "plan_rate": "--rate",
    "plan_users": "--users",
    "plan_think": "--think",
    "plan_prompt": "--prompt",
    "plan_answer": "--answer",
    "plan_cv": "--cv",
    "plan_ttft": "--ttft",
    "plan_itl": "--itl",
    "plan_pct": "--pct",
    "plan_budget": "--budget",
    "plan_headroom": "--headroom",
    "plan_spares": "--spares",
    "plan_cached": "--cached",
    "usable": "--usable",
    "model": "--models",
    "mfu": "--mfu",
    "mbu": "--mbu",
    "plan_fixed": "--fixed-ms",
}
ASKED: tuple[dict[str, Any], ...] = (
    {},
    {"plan_rate": 10, "plan_itl": 20, "plan_headroom": 0.1},
    {"model": "mixtral-8x7b", "plan_prompt": 700, "plan_answer": 90, "plan_spares": 1},
    {"plan_budget": 9000, "plan_ttft": 0.3, "plan_pct": 99},
    {"model": "deepseek-v3", "plan_rate": 4},
    {**PROTOTYPE, "plan_rate": 2},
    {**PROTOTYPE, "plan_cached": 0.5, "plan_cv": 1},
    {"plan_itl": 3},
    {"plan_by": "users", "plan_users": 500, "plan_think": 20},
)


def cell(stage: BeatStage, kind: tuple[int, int, int]) -> Any:
    return next(each for each in stage.world.plan.cells if (each.gpus, each.weight_bits, each.kv_bits) == kind)


@pytest.mark.parametrize(
    ("kind", "batch", "users", "replicas", "month"),
    [
        ((2, 8, 8), 53, 194, 1, 4380),
        ((2, 8, 16), 47, 97, 1, 4380),
        ((1, 4, 16), 15, 48, 3, 6570),
        ((1, 8, 16), 1, 1, 27, 59130),
        ((4, 16, 16), 50, 194, 1, 8760),
    ],
)
def test_figures_of_the_specification(
    kind: tuple[int, int, int], batch: int, users: int, replicas: int, month: int
) -> None:
    found = cell(plan_stage("answer", **PROTOTYPE), kind)
    assert (found.batch.value, found.fit.users.value, found.replicas.value) == (batch, users, replicas)
    assert found.month.value == month and found.month.printed == f"${month:,}"


@pytest.mark.parametrize("asked", some(ASKED, 5), ids=lambda asked: " ".join(map(str, asked)) or "as it opens")
def test_the_command_gives_the_same_answer(asked: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    settings = {"model": "llama-3-70b", **asked}
    words = ["plan", "--gpus-allowed", "h100-sxm", "--json"]
    for name, value in settings.items():
        if name in OPTIONS:
            words += [OPTIONS[name], str(value)]
    if "mfu" in asked:
        words.append("--comm")
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    plan = World(Inputs().change(**settings)).plan.plan
    assert json.loads(json.dumps(as_data(plan))) == told


def test_the_stage_shows_what_the_command_says() -> None:
    for asked in ASKED:
        stage = plan_stage("answer", **asked)
        data = as_data(stage.world.plan.plan)
        if not data["answer"]:
            assert stage.caption == "Nothing that was searched meets this." and "nothing holds" in stage.words
            continue
        first, numbers = data["answer"][0], stage.world.plan.subject.numbers
        assert float(numbers.month.value) == first["month_usd"] and numbers.month.printed in stage.words
        assert (numbers.batch.value, numbers.cards.value) == (first["batch"], first["gpus"])
        for name, there in (("between", "itl_seconds"), ("first", "ttft_seconds"), ("share", "prefill_share")):
            assert float(getattr(numbers, name).value) == pytest.approx(first[there]), name
        assert float(numbers.million.value) == pytest.approx(first["usd_per_mtoken_output"])
        if "itl_low" in first:
            ends = stage.world.plan.subject.between_ends
            assert ends is not None and float(ends[0].value) == pytest.approx(first["itl_low"])
            first_ends = stage.world.plan.subject.first_ends
            assert first_ends is not None and float(first_ends[1].value) == pytest.approx(first["ttft_high"])


def holds_all_the_way(number: Quantity) -> None:
    """Every formula below a number gives its value, down to a source."""
    if not number.inputs:
        assert number.source is not None, number.name
        return
    if number.formula.startswith("sum of "):
        value = sum(part.value for part in number.inputs)
    else:
        value = evaluate(number.formula, {part.symbol: part.value for part in number.inputs})
    assert value == pytest.approx(number.value, rel=1e-9), (number.name, number.formula)
    for part in number.inputs:
        holds_all_the_way(part)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: " ".join(map(str, asked)) or "as it opens")
def test_every_number_answers_why(asked: dict[str, Any]) -> None:
    subject = plan_stage("answer", **asked).world.plan.subject
    assert subject is not None
    numbers = [getattr(subject.numbers, name) for name in subject.numbers.__dataclass_fields__ if name != "fit"]
    fit = subject.numbers.fit
    for number in [*numbers, *(getattr(fit, name) for name in fit.__dataclass_fields__), *subject.limits.values()]:
        holds_all_the_way(number)


def test_lines_of_arithmetic_add_up_as_printed() -> None:
    from scenes.spine.s_plan.facts import PlanFacts

    for asked in ASKED:
        facts = PlanFacts(plan_stage("speed", **asked).world.plan)
        for parts in (facts.gap_sum, facts.machine_sum, facts.first_sum):
            texts = [part.printed.replace(",", "").split("\u2009") for part in parts]
            unit = {"ms": 1.0, "s": 1e3, "µs": 1e-3}
            told = [float(text[0]) * unit[text[1]] for text in texts]
            assert sum(told[:-1]) == pytest.approx(told[-1], abs=1e-6), texts


def test_verdicts_follow_the_plan() -> None:
    assert "gap between tokens binds, not memory" in plan_stage("speed").caption
    assert "Memory binds" in plan_stage("speed", plan_itl=500, plan_prompt=8000).caption
    assert "first token binds" in plan_stage("speed", plan_ttft=0.25, plan_rate=4, plan_itl=200).caption
    assert "Even one conversation" in plan_stage("speed", plan_itl=3).caption
    huge = plan_stage("load", model="llama-3.1-405b", plan_rate=1000, plan_prompt=60_000, plan_ttft=60, plan_itl=500)
    assert huge.world.plan.subject.cell.why == "load" and "beyond ten thousand replicas" in huge.caption
    money = plan_stage("answer", plan_budget=1000)
    assert money.caption == "Nothing that was searched meets this." and "$4,380" in money.note
    assert len(money.world.plan.nearest) == 3 and all(each.mend is not None for each in money.world.plan.nearest)
    assert "holds the weights" in plan_stage("fit", model="deepseek-v3", gpu="l4").caption


def test_the_binding_constraint_is_asked_and_not_given_away() -> None:
    ask = SCENE.asks["speed"]
    for asked in ASKED:
        stage = plan_stage("speed", at=0.0, **asked)
        options = ask.options_at(stage.frame)
        truth = ask.answer(stage.frame)
        assert len(options) == 4 and options[ask.right(truth, options)].number == float(truth.value)
        assert not any(words.startswith(("batch", "a step:")) for words in stage.words)
    told = [fill(ask.question, {}), *(str(option.tempts) for option in options)]
    assert all(words.endswith((".", "?")) for words in told)


def test_the_wait_is_that_of_the_simulated_line() -> None:
    stage = plan_stage("wait", plan_rate=4, plan_pct=90)
    subject = stage.world.plan.subject
    assert subject is not None and subject.first_spread is not None and len(subject.first_spread) == 101
    assert subject.first_spread[90] == pytest.approx(float(subject.numbers.first.value))
    assert (np.diff(subject.first_spread) >= 0).all() and "90" in stage.caption


def test_what_breaks_first_is_named_and_drawn_first() -> None:
    stage = plan_stage("break")
    first = stage.world.plan.breaks[0]
    assert first.what in ("rate", "prompt") and fill("{v}", {"v": first.change}) in stage.caption
    far = [max(each.factor, 1 / each.factor) for each in stage.world.plan.breaks]
    assert far == sorted(far)


def test_a_second_gpu_with_a_price_is_searched_and_without_one_is_left_out() -> None:
    with_price = plan_stage("fit", plan_second="b200-sxm")
    assert {each.gpu for each in with_price.world.plan.cells} >= {"H100 SXM", "B200 SXM"}
    without = plan_stage("fit", plan_second="b200-sxm", plan_second_hour=0)
    assert len({each.gpu for each in without.world.plan.cells}) == 1 and without.world.plan.excluded == ("B200 SXM",)
    assert "without a price, left out: B200 SXM" in without.words


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("plan_rate", "nan"),
        ("plan_rate", -1),
        ("plan_rate", 1e9),
        ("plan_users", 0),
        ("plan_prompt", 0.5),
        ("plan_answer", "many"),
        ("plan_ttft", "inf"),
        ("plan_itl", 1),
        ("plan_pct", 80),
        ("plan_budget", -5),
        ("plan_headroom", 0.7),
        ("plan_spares", 3),
        ("plan_cached", 0.99),
        ("plan_cv", float("nan")),
        ("plan_second", "abacus"),
        ("plan_second_hour", -3),
    ],
)
def test_settings_that_cannot_be_are_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(UsageError, match=rf"^{name}: .*(use|one of)"):
        Inputs().change(**{name: value})
    assert main(["snapshot", "s_plan", "--set", f"{name}={value}", "--json"]) == 2


def test_a_plan_can_be_stopped_and_its_question_follows_the_settings() -> None:
    from tourapp.sim.plan import PlanStoppedError
    from tourapp.world import Work

    world = World(work=Work(cancelled=lambda: True))
    with pytest.raises(PlanStoppedError):
        _ = world.plan
    spec = plan_spec(Inputs().change(plan_rate=7, plan_itl=33))
    assert (spec.rate, spec.itl, spec.what_if) == (7, 0.033, None)


def test_every_beat_keeps_its_ops_few() -> None:
    for beat in BEATS:
        assert len(plan_stage(beat).ops) < 200, beat
    assert alone_with() is not None
