"""The long division: the answer keys, what each wrong box is told, and what counts as doubling."""

from __future__ import annotations

import pytest

from tests.learning.labs.trial import Trial
from tourapp.learning.labs.intents import LabEnter, SetKnob
from tourapp.learning.labs.kv_calculator.case import KvCase

KEYS = (
    (KvCase("llama-3-8b", "rtx-4090", 16, 2000), 22.8, 16.06, 131_072, 262.144, 25.709, 25),
    (KvCase("llama-3-8b", "a100-80gb-sxm", 16, 8000), 76.0, 16.06, 131_072, 1048.6, 57.16, 57),
    (KvCase("llama-3-70b", "h200-sxm", 8, 2000), 133.95, 70.55, 327_680, 655.36, 96.7, 96),
    (KvCase("mistral-7b", "l4", 8, 4000), 22.8, 7.242, 131_072, 524.3, 29.68, 29),
    (KvCase("qwen2.5-7b", "rtx-3090", 16, 8000), 22.8, 15.23, 57_344, 458.75, 16.5, 16),
)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key[0].model} {key[0].gpu}")
def test_the_answer_keys(key: tuple[KvCase, float, float, int, float, float, int]) -> None:
    case, usable, weights, token, user, fit, users = key
    held, costs = case.costs.capacity, case.costs
    found = [
        *(float(each.to("GB").value) for each in (held.usable_bytes, held.weight_bytes, case.room)),
        float(costs.kv_bytes_per_sequence.to("MB").value),
        float(held.users_exact.value),
    ]
    assert found == pytest.approx([usable, weights, usable - weights, user, fit], rel=0.003)
    assert costs.kv_bytes_per_token.value == token
    assert case.users == users


def test_formulas_with_the_names_of_the_page() -> None:
    trial = Trial("kv_calculator").to_task("80")
    for box, text in (
        ("usable", "95 % * memory"),
        ("weights", "params * 2 B"),
        ("room", "usable - weights"),
        ("token", "2 × layers × kv_heads × head_width × 2 B"),
        ("user", "token * context"),
        ("fit", "room / user"),
        ("users", "floor(fit)"),
    ):
        assert trial.said(box, text) == "Right.", box
    assert trial.state.phase == "check" and trial.view.revealed


@pytest.mark.parametrize(
    ("box", "text", "words"),
    [
        ("token", "2*32*32*128*2", "Count KV heads, not query heads: these share them."),
        ("usable", "24", "That is all of it: some stays free for the engine itself."),
        ("usable", "22800", "The digits are right, the unit is not: the box is in GB."),
        ("weights", "8.03 * 16", "8 times too much: are those bits?"),
        ("room", "24 - 16.06", "That uses all the memory: begin with the first box."),
        ("user", "0.131072", "That is one token: a user has many."),
        ("user", "250", "That counts in 1,024s: GB is a billion bytes, GiB is more."),
        ("fit", "22800 / 262.144", "That is all usable memory: take the weights off first."),
        ("users", "26", "Rounded up: the last one fits only in part."),
        ("users", "3", "Too small, by a factor of 8.3."),
        ("users", "25.7", "Whole users only: drop what stands behind the point."),
        ("fit", "25 GB", "This is in GB, and the box is a plain number."),
        ("token", "", "Write a number or a formula first."),
    ],
)
def test_what_a_wrong_box_is_told(box: str, text: str, words: str) -> None:
    trial = Trial("kv_calculator").to_task("80").solve_boxes(box)
    assert trial.said(box, text) == words
    assert box not in trial.state.right and trial.state.focus == box
    verdict = trial.state.verdict
    assert verdict is not None and verdict.want is None and verdict.got == text, "the answer is not told"


def test_one_per_cent_counts_and_two_do_not() -> None:
    for share, right in ((1.009, True), (0.991, True), (1.02, False), (0.98, False)):
        trial = Trial("kv_calculator").to_task("80").fill("usable", repr(22.8 * share))
        assert ("usable" in trial.state.right) is right, share


@pytest.mark.parametrize(
    ("knobs", "ok", "words"),
    [
        ({}, False, "Nothing is changed yet: turn one knob."),
        ({"context": 1000, "kv_bits": 8}, False, "2 things are changed: put all but one back."),
        ({"context": 4000}, False, "12 users now, 50 are asked for."),
        ({"context": 1000}, True, "51 users: at least twice as many."),
        ({"kv_bits": 8}, True, "51 users: at least twice as many."),
        ({"bits": 8}, True, "56 users: at least twice as many."),
        ({"gpu": "a100-80gb-sxm"}, True, "228 users: at least twice as many."),
    ],
)
def test_the_goal_is_one_change_that_doubles(knobs: dict[str, object], ok: bool, words: str) -> None:
    trial = Trial("kv_calculator").to_task("80").solve_boxes()
    trial.do(*(SetKnob(name, value) for name, value in knobs.items()), LabEnter())
    verdict = trial.state.verdict
    assert verdict is not None and (verdict.ok, str(verdict.what)) == (ok, words)
    assert trial.state.phase == ("note" if ok else "check")


def test_the_note_names_the_knob_and_its_price() -> None:
    trial = Trial("kv_calculator").to_task("80").solve_boxes().do(SetKnob("bits", 8), LabEnter())
    words = str(trial.view.note)
    assert "25 users" in words and "fewer bits in the weights" in words and "the price: weights are rounded" in words
