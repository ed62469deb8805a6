"""`tourapp rules`: documented fields, the figures of `explain`, mistakes in one line."""

import json
from typing import Any

import pytest

from tourapp.cli import main

PAIR = ("--model", "llama-3-8b", "--gpu", "a100-80gb-sxm", "--gpus", "1", "--weight-bits", "16")


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_fields_and_the_figures_of_explain(capsys: pytest.CaptureFixture[str]) -> None:
    data = told(capsys, "rules", *PAIR, "--batch", "32", "--prompt-tokens", "1000")
    known = told(capsys, "explain", *PAIR, "--batch", "32", "--prompt-tokens", "1000")
    rows = {row["id"]: row for row in data["rules"]}
    assert len(rows) == 8 and all(
        {"text", "rule", "exact", "error", "ok", "fails_when"} <= set(row) for row in rows.values()
    )
    assert rows["flops_per_token"]["exact"] == known["decode"]["flops_per_token"]
    assert rows["weight_bytes"]["exact"] == known["weight_bytes"]
    assert rows["prefill_rate"]["exact"] == known["prefill"]["tokens_per_second"]
    assert rows["decode_intensity"]["exact"] == known["decode"]["intensity"]
    assert rows["kv_bytes"]["exact"] == known["kv_bytes_per_token"]
    assert rows["users"]["exact"] == known["capacity"]["users"]
    for row in rows.values():
        assert row["error"] == pytest.approx(row["rule"] / row["exact"] - 1) and row["ok"] == (abs(row["error"]) <= 0.1)


def test_a_text_of_ones_own_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    row = next(r for r in told(capsys, "rules", "--text", "xqzj vwkq")["rules"] if r["id"] == "words_per_token")
    assert row["exact"] < 0.5 and not row["ok"]


def test_for_people_and_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", *PAIR]) == 0
    assert "FLOP" in (out := capsys.readouterr().out) and "fails" in out
    assert main(["rules", "--batch", "0"]) == 2
    assert "--batch" in capsys.readouterr().err
