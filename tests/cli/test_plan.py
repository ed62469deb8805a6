"""`tourapp plan`, `tourapp levers` and the switches of `explain`: documented fields, modes, mistakes in one line."""

import json
from typing import Any

import pytest

from tourapp.cli import main
from tourapp.sim.cost import Scenario, cost

PROTOTYPE = ("--mfu", ".5", "--mbu", ".7", "--comm", "--fixed-ms", ".5", "--usable", ".9")
ANSWER = {
    *("model", "gpu", "gpus_per_replica", "replicas", "gpus", "weight_bits", "kv_bits", "batch", "users_fit"),
    *("prefill_seconds", "ttft_seconds", "wait_seconds", "settled", "itl_seconds", "prefill_share", "capacity_rps"),
    *("month_usd", "usd_per_mtoken_output", "binding"),
}
BAND = {"itl_low", "itl_high", "ttft_low", "ttft_high"}


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == "" and out.count("\n") == 1
    data: dict[str, Any] = json.loads(out)
    return data


def test_fields_of_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    data = told(capsys, "plan", "--models", "llama-3-70b")
    assert set(data) >= {"spec", "assumptions", "feasible", "infeasible", "answer", "rejected", "breaks", "left_out"}
    assert len(data["answer"]) == data["feasible"] and len(data["rejected"]) == data["infeasible"]
    assert all(set(each) >= ANSWER | BAND for each in data["answer"])
    wanted = {"model", "gpu", "gpus_per_replica", "weight_bits", "kv_bits", "constraint", "need", "have", "repair"}
    assert all(set(each) >= wanted for each in data["rejected"])
    assert all(set(each) == {"what", "factor", "becomes"} for each in data["breaks"])
    assert data["assumptions"]["model"] == "achieved" and data["spec"]["itl"] == 0.05
    assert {each["gpu"] for each in data["excluded"]} >= {"b200-sxm", "h200-sxm"}
    assert {each["settled"] for each in data["answer"][:8]} == {True} and data["answer"][-1]["settled"] is None


@pytest.mark.parametrize(
    ("given", "model"),
    [
        (("--mfu", ".4"), {"mfu": 0.4, "mbu": 1, "comm": False, "fixed_seconds": 0}),
        (("--comm",), {"mfu": 1, "mbu": 1, "comm": True, "fixed_seconds": 0}),
        (("--fixed-ms", "0"), {"mfu": 1, "mbu": 1, "comm": False, "fixed_seconds": 0}),
        (PROTOTYPE[:7], {"mfu": 0.5, "mbu": 0.7, "comm": True, "fixed_seconds": 0.0005}),
    ],
)
def test_any_of_four_options_is_the_other_model(
    capsys: pytest.CaptureFixture[str], given: tuple[str, ...], model: dict[str, Any]
) -> None:
    data = told(capsys, "plan", "--models", "llama-3-8b", "--gpus-allowed", "h100-sxm,1", *given)
    assert data["assumptions"] | model == data["assumptions"] and data["assumptions"]["model"] == "what_if"
    assert not BAND & set(data["answer"][0])


def test_a_row_of_the_prototype_by_command(capsys: pytest.CaptureFixture[str]) -> None:
    data = told(capsys, "plan", "--rate", "10", "--models", "llama-3-70b", *PROTOTYPE)
    row = next(
        each
        for each in data["answer"]
        if (each["gpus_per_replica"], each["kv_bits"], each["weight_bits"]) == (4, 16, 8)
    )
    assert (row["batch"], row["replicas"], row["gpus"], row["month_usd"]) == (96, 3, 12, 26280)


def test_models_gpus_and_prices(capsys: pytest.CaptureFixture[str]) -> None:
    data = told(
        capsys, "plan", "--price", "b200-sxm=5", "--price", "l40s=", "--gpus-allowed", "b200-sxm,l40s,8", "--top", "1"
    )
    assert {each["gpu"] for each in data["answer"] + data["rejected"]} == {"b200-sxm"}
    assert {each["gpus_per_replica"] for each in data["answer"] + data["rejected"]} == {8}
    assert [each["gpu"] for each in data["excluded"]] == ["l40s"]
    assert "llama-2-70b" not in data["spec"]["models"] and "qwen2.5-72b" in data["spec"]["models"]
    assert told(capsys, "plan", "--gpus-allowed", "h200-sxm", "--gpu-hour", "4")["spec"]["prices"] == {"h200-sxm": 4}


def test_nothing_feasible_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    data = told(capsys, "plan", "--models", "llama-3-70b", "--ttft", "0.05", "--itl", "2")
    assert data["answer"] == [] and data["breaks"] == [] and data["feasible"] == 0
    assert main(["plan", "--models", "llama-3-70b", "--ttft", "0.05", "--prompt", "8000"]) == 0
    out = capsys.readouterr().out
    assert "nearest misses" in out and "mends it" in out
    assert main(["plan", "--price", "h100-sxm=0"]) == 0
    assert "give --price GPU=USD" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("plan --rate nan", "--rate"),
        ("plan --rate 2 --users 5", "not both"),
        ("plan --think 4", "--users"),
        ("plan --itl 1", "2 to 500"),
        ("plan --pct 80", "50, 90, 95, 99"),
        ("plan --models ,", "--models"),
        ("plan --models lama", "--models"),
        ("plan --gpus-allowed 3", "1, 2, 4, 8"),
        ("plan --price h100=3", "did you mean h100-sxm"),
        ("plan --price h100-sxm=x", "GPU=USD"),
        ("plan --fixd-ms 1", "did you mean --fixed-ms"),
        ("levers --pull weight_4", "did you mean weights_4"),
        ("levers --batch 0", "1 to 1,000,000"),
        ("explain --fixed-ms -1", "0 to 1000"),
        ("explain --cached 1", "0 to 0.95"),
        ("explain --why ledger.decode.ffn.gat.flops", "not known"),
    ],
)
def test_a_mistake_is_one_line_with_a_remedy(capsys: pytest.CaptureFixture[str], words: str, says: str) -> None:
    assert main(words.split()) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and says in err


def test_levers_by_command(capsys: pytest.CaptureFixture[str]) -> None:
    data = told(capsys, "levers", "--comm")
    assert set(data) >= {"scenario", "base", "levers"}
    wanted = {
        "id",
        "group",
        "term",
        "step_seconds",
        "speedup",
        "users",
        "price_output",
        "price_input",
        "applies",
        "why_not",
    }
    assert all(set(each) >= wanted for each in data["levers"])
    rows = {each["id"]: each for each in data["levers"]}
    assert data["base"]["price_output"] == pytest.approx(2.605, abs=0.001) and rows["mha"]["params"] == 79_948_947_456
    assert rows["tp_double"]["price_output"] == pytest.approx(3.17, abs=0.005)
    both = told(capsys, "levers", "--pull", "weights_4,kv_8")["base"]
    assert both["step_seconds"] == cost(Scenario(weight_bits=4, kv_bits=8)).decode.step_seconds.value
    assert main(["levers", "--gpu", "l40s", "--comm"]) == 0
    assert "as it is" in capsys.readouterr().out


def test_switches_of_explain_change_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    plain = told(capsys, "explain")
    more = told(capsys, "explain", "--parts", "--comm", "--fixed-ms", "0.5")
    for group in ("prefill", "decode", "capacity", "price"):
        assert more[group] | plain[group] == more[group]
    assert more["achieved"] == plain["achieved"]
    for row, other in zip(more["ledger"], plain["ledger"], strict=True):
        assert row | other == row
        for field in ("flops", "weight_bytes", "kv_bytes"):
            assert sum(part[field] for part in row["parts"]) == row[field]
    assert {each["op"] for each in more["uncounted"]} == {"rope", "softmax", "activation", "residual", "sampling"}
    step = more["decode"]
    assert step["communication_seconds"] == pytest.approx(160 * (8e-6 + 8 * 8192 * 2 / 316e9))
    total = step["step_seconds"] + step["communication_seconds"] + step["fixed_seconds"]
    assert step["step_seconds_with_communication"] == pytest.approx(total) and step["fixed_seconds"] == 0.0005
    assert more["step_seconds_with_communication"] == step["step_seconds_with_communication"]
    assert not {"parts", "uncounted", "communication_seconds"} & (set(plain) | set(plain["decode"]))


def test_what_explain_is_asked_beyond(capsys: pytest.CaptureFixture[str]) -> None:
    data = told(capsys, "explain", "--cached", ".8", "--chunk", "512", "--pass-tokens", "8192")
    assert data["prefix"]["prefill_seconds"] == pytest.approx(14.9e-3, rel=5e-3)
    assert data["mixing"]["chunk_tokens"] == 512 and data["memory"]["activation_bytes"] == 536_870_912
    lone = told(capsys, "explain", "--gpu", "l40s", "--comm")
    assert lone["decode"]["communication_seconds"] is None
    assert any("joined is not known" in note for note in lone["notes"])


@pytest.mark.parametrize("name", ["ledger.decode.ffn.gate.flops", "ledger.prefill.attention.scores.kv_bytes"])
def test_why_a_part_is_what_it_is(capsys: pytest.CaptureFixture[str], name: str) -> None:
    data = told(capsys, "explain", "--why", name)
    assert data["why"]["number"] == name


def test_where_nothing_holds_three_misses_and_ways_out_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("plan", "--models", "llama-3-70b", "--budget", "1000")
    data = told(capsys, *words)
    assert data["answer"] == [] and len(data["nearest"]) == 3 and data["breaks"] == []
    assert data["relax"]["budget"]["to"] == 4380 and data["relax"]["itl"] is None
    assert main(list(words)) == 0
    text = capsys.readouterr().out
    assert "the nearest misses" in text and "relax one target: --budget 4380" in text
    assert told(capsys, "plan", "--models", "llama-3-70b")["relax"] is None


def test_a_load_beyond_all_replicas_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "plan",
        "--models",
        "llama-3.1-405b",
        "--rate",
        "1000",
        "--prompt",
        "60000",
        "--ttft",
        "60",
        "--itl",
        "500",
    ]
    assert main(words) == 0
    assert "load needs beyond 10,000 replicas" in capsys.readouterr().out


def test_prompts_in_chunks_by_command(capsys: pytest.CaptureFixture[str]) -> None:
    base = ("plan", "--models", "llama-3-70b", "--gpus-allowed", "h100-sxm,2", *PROTOTYPE)
    cut, whole = told(capsys, *base, "--chunk", "512"), told(capsys, *base)
    assert cut["spec"]["chunk"] == 512 and whole["spec"]["chunk"] is None and "chunk" in cut["assumptions"]
    assert cut["answer"][0]["itl_seconds"] != whole["answer"][0]["itl_seconds"]
    assert main(["plan", "--chunk", "512"]) == 2
    assert "chunk: the fitted model has no such pass" in capsys.readouterr().err
    for wrong in ("0", "nan", "x", "1.5"):
        assert main(["plan", "--mfu", ".5", "--chunk", wrong]) == 2
        assert "--chunk" in capsys.readouterr().err


def test_percentiles_of_the_simulated_wait(capsys: pytest.CaptureFixture[str]) -> None:
    data = told(capsys, "plan", "--models", "llama-3-70b")
    for row in data["answer"]:
        shown = row["wait_percentiles"]
        if row["settled"] is None:
            assert shown is None
        else:
            assert list(shown) == ["50", "90", "95", "99"] and shown["95"] == pytest.approx(row["wait_seconds"])
            assert list(shown.values()) == sorted(shown.values())
