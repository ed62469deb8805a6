"""Truths of `s_levers`: the stage prints the command's numbers, gives its reasons, and pulls one lever at a time."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tests.scenes.spine_stages.spine_stage import BEATS, IDS, SCENES, spine_stage, stages, stages_with
from tourapp.authoring import Tag, flat_ops, ops, say_words, sizes, text_width
from tourapp.cli import main
from tourapp.export.offline import Moment
from tourapp.quantity import format_quantity
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.levers import Beside, levers
from tourapp.world.lever_words import LETTERS, NAMES, NOTHING

S70: dict[str, Any] = {"model": "llama-3-70b", "gpus": 2, "weight_bits": 8, "usable": 0.95}
PULLED = ("table", "bytes", "cache", "share", "machine")


def board(**change: Any) -> Any:
    return stages_with(**{**S70, **change}).view(0).world.levers


def told(*more: str) -> dict[str, Any]:
    """What the command prints."""
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["levers", *more, "--json"]) == 0
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("more", "change"),
    [
        ((), {}),
        (("--batch", "64"), {"batch": 64}),
        (("--context", "32768", "--model", "mixtral-8x7b"), {"context": 32_768, "model": "mixtral-8x7b"}),
        (("--comm",), {"lever_comm": True}),
        (("--mfu", "0.5", "--mbu", "0.7"), {"mfu": 0.5, "mbu": 0.7}),
    ],
)
def test_the_stage_prints_the_command_s_numbers(more: tuple[str, ...], change: dict[str, Any]) -> None:
    command, shown = told(*more), board(**change)
    assert float(shown.step.value) == pytest.approx(command["base"]["step_seconds"])
    assert float(shown.output.value) == pytest.approx(command["base"]["price_output"])
    assert int(shown.users.value) == command["base"]["users"]
    assert [row.id for row in shown.rows] == [lever["id"] for lever in command["levers"]]
    for row, lever in zip(shown.rows, command["levers"], strict=True):
        assert row.here == lever["applies"] and float(row.faster.value) == pytest.approx(lever["speedup"]), row.id
        assert float(row.step.value) == pytest.approx(lever["step_seconds"])
        assert float(row.cheaper.value) == pytest.approx(command["base"]["price_output"] / lever["price_output"])
        assert int(row.users_fit.value) == lever["users"]
        assert say_words(row.nothing) == lever["nothing_when"]
        assert (row.why_not is None) == (lever["why_not"] is None)


def test_the_live_table_of_the_specification() -> None:
    shown = board()
    want = {
        "weights_4": (1.87, 178),
        "weights_16": (0.518, 16),
        "kv_8": (1.04, 248),
        "mha": (0.62, 13),
        "mqa": (1.08, 1008),
        "batch": (0.67, 124),
        "gpu_h200": (1.43, 301),
        "gpu_b200": (2.39, 414),
        "model_smaller": (7.78, 549),
        "speculation": (2.31, 124),
        "tp_double": (2.00, 356),
    }
    for id, (faster, users) in want.items():
        row = shown.row(id)
        assert float(row.faster.value) == pytest.approx(faster, abs=0.0051) and int(row.users_fit.value) == users, id
    assert float(shown.row("batch").cheaper.value) == pytest.approx(5.37, abs=0.005)
    double = shown.row("tp_double")
    assert float(double.for_user.value) == pytest.approx(1.65, abs=0.005)
    assert float(double.for_dollar.value) == pytest.approx(0.823, abs=0.001)


def test_every_lever_has_words_a_letter_and_a_place_where_it_does_nothing() -> None:
    ids = {lever.id for lever in levers(Scenario()).levers}
    assert set(NAMES) == set(LETTERS) == set(NOTHING) == ids
    assert set(LETTERS.values()) <= {"W", "κ", "s", "B", "β", "t", "U", ""}
    chosen = {value for value, _ in SCENES[IDS.index("s_levers")].controls[0].choices} - {""}
    assert chosen <= ids


@pytest.mark.parametrize("model", ["gpt2", "smollm2-135m", "mistral-7b", "deepseek-v3", "gpt-oss-120b"])
@pytest.mark.parametrize("context", [128, 20_000])
def test_a_reason_means_what_the_command_s_reason_means(model: str, context: int) -> None:
    shown = board(model=model, context=context)
    table = {lever.id: lever for lever in levers(Scenario(model=model, context=context)).levers}
    for row in shown.rows:
        why = table[row.id].why_not
        assert (row.why_not is None) == (why is None)
        if row.why_not is None or why is None:
            continue
        words = [word for word in say_words(row.why_not).replace(",", "").split() if len(word) > 4]
        assert any(word in why.replace(",", "") for word in words), (row.id, why, words)


def test_levers_together_are_the_full_model_not_a_product() -> None:
    together = told("--pull", "weights_4,kv_8")["base"]["step_seconds"]
    alone = [float(board().row(id).faster.value) for id in ("weights_4", "kv_8")]
    base = float(board().step.value)
    assert base / together == pytest.approx(
        base / float(cost(Scenario(weight_bits=4, kv_bits=8)).decode.step_seconds.value)
    )
    assert base / together != pytest.approx(np.prod(alone), rel=1e-2), "both are terms of one sum"
    pair = [float(board().row(id).faster.value) for id in ("weights_4", "gpu_h200")]
    both = told("--pull", "weights_4,gpu_h200")["base"]["step_seconds"]
    assert base / both == pytest.approx(np.prod(pair), rel=1e-2), "sum and bandwidth are different terms"


@pytest.mark.parametrize(("batch", "context", "speed"), [(256, 2_000, 0.82), (8, 128_000, 1.09)])
def test_fewer_bits_do_nothing_in_a_crowd(batch: int, context: int, speed: float) -> None:
    row = board(batch=batch, context=context).row("weights_4")
    assert float(row.faster.value) == pytest.approx(speed, abs=0.0051)


@pytest.mark.parametrize(("context", "speed"), [(32_000, 1.38), (128_000, 1.71)])
def test_a_smaller_cache_helps_long_contexts(context: int, speed: float) -> None:
    assert float(board(context=context).row("kv_8").faster.value) == pytest.approx(speed, abs=0.0051)


def test_a_line_over_the_batch_is_the_table_at_each_batch() -> None:
    fades = stages_with(**S70).view(0).world.lever_fades
    assert float(fades.line("weights_4").crowded.value) == pytest.approx(0.823, abs=0.001)
    for id in ("weights_4", "kv_8", "mqa", "tp_double"):
        line = fades.line(id)
        for place in (0, 20, len(fades.batches) - 1):
            asked = Scenario(batch=int(fades.batches[place]))
            table = levers(asked, Beside(comm=id == "tp_double"))
            found = next(lever for lever in table.levers if lever.id == id)
            assert line.factors[place] == pytest.approx(table.speedup(found)), (id, place)


@pytest.mark.parametrize("beat", PULLED)
def test_the_bar_is_the_bytes_of_the_step_to_scale(beat: str) -> None:
    stage = spine_stage("s_levers", beat, at=0.0, **S70)
    letters = stage.world.letters
    weights = next(op.boxes[0] for op in stage.of(ops.Rects, "ink") if op.boxes[0][0] == 196.0)
    cache = next(op.boxes[0] for op in stage.of(ops.Rects, "key") if 196.0 < op.boxes[0][0] < 960.0)
    ratio = float(letters.weights.value) / float(letters.cache.value)
    assert weights[2] / cache[2] == pytest.approx(ratio, rel=1e-6)


def test_a_pulled_lever_rewrites_its_letter_and_the_time() -> None:
    stage = spine_stage("s_levers", "bytes", **S70)
    assert {"34.8\u2009GB", "was 69.5\u2009GB", "5.97\u2009ms", "11.2\u2009ms →"} <= set(stage.words)
    moe = spine_stage("s_levers", "bytes", own={"lever": "model_smaller"}, **S70)
    assert "1.43\u2009ms" in moe.words
    faster = spine_stage("s_levers", "machine", own={"lever": "gpu_h200"}, **S70)
    assert "7.79\u2009ms" in faster.words and "9.60\u2009TB/s" in faster.words


def test_two_levers_are_told_by_their_own_simulations() -> None:
    stage = spine_stage("s_levers", "share", **S70)
    policies, paging = stage.world.batching_numbers.policies, stage.world.paging_numbers
    said = " | ".join(stage.words)
    assert format_quantity(policies["static"].busy) in said and format_quantity(policies["continuous"].busy) in said
    assert format_quantity(paging.gained) in said


def test_a_click_on_a_row_pulls_it() -> None:
    stage = spine_stage("s_levers", "cache", **S70)
    tags = [tag for op in stage.of(ops.Hot) for tag in op.tags]
    assert Tag("lever", "kv_8") in tags and Tag("lever", "mqa") in tags


def test_verdicts_follow_the_numbers() -> None:
    assert "weighs little" in spine_stage("s_levers", "cache", **S70).caption
    assert "Most of the step is cache" in spine_stage("s_levers", "cache", **S70, context=131_072, batch=64).caption
    assert "not twice as fast" in spine_stage("s_levers", "machine", **S70).caption
    assert "not even faster" in spine_stage("s_levers", "machine", **{**S70, "model": "gpt2"}).caption
    assert "for the dollar" in spine_stage("s_levers", "share", **S70).caption
    assert "Memory is full" in spine_stage("s_levers", "share", **S70, batch=512).caption
    joined = spine_stage("s_levers", "table", **{**S70, "gpu": "l40s", "lever_comm": True})
    assert "not known" in joined.caption and "{" not in joined.note


def test_the_best_lever_is_asked_for_and_not_told_before_the_lock() -> None:
    stage = spine_stage("s_levers", "table", at=0.0, **S70)
    ask = SCENES[IDS.index("s_levers")].asks["table"]
    options, truth = ask.options_at(stage.frame), ask.answer(stage.frame)
    assert len(options) == 4 and options[ask.right(truth, options)].number == float(truth.value)
    assert max(option.number for option in options) == float(truth.value)
    place = IDS.index("s_levers")
    picture = stages().picture(Moment(place, BEATS["s_levers"].index("table"), 0.0))
    words = [op.words for op in flat_ops(picture) if isinstance(op, ops.Words)]
    assert format_quantity(truth) not in words
    for option in options:
        for line in (option.words, option.tempts, option.line):
            assert "{" not in say_words(line)
        assert text_width(say_words(option.words), sizes.LABEL) <= 330
        assert text_width(say_words(option.line), sizes.TAG) <= 320
