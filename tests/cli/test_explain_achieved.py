"""The achieved part of `tourapp explain`: fields, terms that add up, switches, queues, what-if."""

import json
from typing import Any

import pytest

from tourapp.cli import main

FIELDS = {"step_seconds", "low", "high", "tokens_per_second", "prefill_seconds", "prefill_low", "prefill_high", "terms"}


def explain(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["explain", "--json", *words]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_terms_add_up_and_say_why(capsys: pytest.CaptureFixture[str]) -> None:
    data = explain(capsys)
    told = data["achieved"]
    assert set(told) >= FIELDS and told["inside"] is True
    assert sum(term["seconds"] for term in told["terms"]) == pytest.approx(told["step_seconds"])
    assert sum(term["seconds"] for term in told["prefill_terms"]) == pytest.approx(told["prefill_seconds"])
    assert data["decode"]["step_seconds"] < told["low"] < told["step_seconds"] < told["high"]
    assert told["tokens_per_second"] == pytest.approx(8 / told["step_seconds"])
    assert {term["phase"] for term in told["terms"]} == {"decode", "prefill"}
    why = {term["name"]: term["why"] for term in told["terms"]}
    assert "fitted on" in why["weights"] and "measured runs" in why["weights"] and "2026-" in why["weights"]


def test_the_prompts_of_the_others_follow_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    told = [explain(capsys, "--answer", n)["achieved"] for n in ("100", "200")]
    others = [next(t["seconds"] for t in each["terms"] if t["name"] == "other_prompts") for each in told]
    assert others[0] == pytest.approx(2 * others[1])
    assert others[1] == pytest.approx(7 / 200 * told[1]["prefill_seconds"])


def test_energy_is_an_upper_bound_or_not_published(capsys: pytest.CaptureFixture[str]) -> None:
    told = explain(capsys)["achieved"]
    assert told["energy"]["joules_per_token_output"] == pytest.approx(1400 * told["decode_seconds"] / 8)
    assert told["energy"]["joules_per_token_input"] == pytest.approx(1400 * told["prefill_seconds"] / 2000)
    words = ("--gpu", "tpu-v5e", "--gpus", "1", "--model", "llama-3-8b")
    assert explain(capsys, *words)["achieved"]["energy"] is None
    assert main(["explain", *words]) == 0
    assert "energy, at most             not published" in capsys.readouterr().out


def test_every_term_has_a_switch(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--model", "deepseek-v3", "--gpu", "h200-sxm", "--gpus", "8"]
    whole = explain(capsys, *words)["achieved"]
    for term in whole["terms"]:
        if term["name"] == "other_prompts" or term["phase"] == "prefill":
            continue
        less = explain(capsys, *words, "--without", term["name"])["achieved"]
        assert term["name"] not in {each["name"] for each in less["terms"]}
        assert less["decode_seconds"] == pytest.approx(whole["decode_seconds"] - term["seconds"])
    less = explain(capsys, *words, "--without", "other_prompts")["achieved"]
    assert less["step_seconds"] == pytest.approx(whole["decode_seconds"])
    assert main(["explain", "--without", "launches"]) == 2
    assert "launch" in capsys.readouterr().err


def test_more_than_fit_queue(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(capsys, "--batch", "500")["achieved"] == {"queues": True}
    assert explain(capsys, "--gpus", "1", "--weight-bits", "16")["achieved"] == {"queues": True}


def test_without_a_known_link_there_is_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    data = explain(capsys, "--gpu", "l40s", "--gpus", "4")
    assert data["achieved"] is None and any("joined is not known" in note for note in data["notes"])
    alone = explain(capsys, "--gpu", "l40s", "--gpus", "1", "--model", "llama-3-8b")["achieved"]
    assert alone["inside"] is False and "no run like this" in alone["band"]


def test_what_if_takes_the_place_of_the_fitted_model(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("--mfu", "0.5"), ("--mbu", "1"), ("--mfu", "0.5", "--mbu", "0.7")):
        assert "achieved" not in explain(capsys, *words)


def test_its_numbers_have_trees(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("step_seconds", "low", "prefill_seconds", "first_token_seconds", "tokens_per_second"):
        assert main(["explain", "--why", f"achieved.{name}"]) == 0
    assert "η_w" in capsys.readouterr().out


def test_math_of_four_bit_weights(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--gpu", "b200-sxm", "--gpus", "1", "--weight-bits", "4", "--batch", "4"]
    four, sixteen = explain(capsys, *words), explain(capsys, *words, "--math", "16")
    assert four["weight_bytes"] == pytest.approx(sixteen["weight_bytes"] * 4.5 / 4)
    assert four["prefill"]["seconds"] < 0.5 * sixteen["prefill"]["seconds"]
    assert four["scenario"]["math"] == 4 and explain(capsys, "--weight-bits", "4")["scenario"]["math"] == 16
    for wrong in (("--math", "4"), ("--math", "4", "--weight-bits", "4"), ("--math", "8")):
        assert main(["explain", *wrong]) == 2
        assert "math" in capsys.readouterr().err
    rows = {row["op"]: row["seconds"] for row in four["ledger"] if row["phase"] == "prefill"}
    old = {row["op"]: row["seconds"] for row in sixteen["ledger"] if row["phase"] == "prefill"}
    assert rows["attention"] == old["attention"]
