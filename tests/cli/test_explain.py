"""`tourapp explain`: the documented fields, trees, and one line for every mistake."""

import json
from typing import Any

import pytest

from tourapp.cli import main
from tourapp.cli.specs_table import specs_tables, specs_text

FIELDS: dict[str, tuple[str, ...]] = {
    "": ("params", "streamed_params", "weight_bytes", "kv_bytes_per_token", "kv_bytes"),
    "decode": (
        *("flops_per_token", "bytes_per_step", "bytes_per_token", "intensity", "ridge", "bound", "step_seconds"),
        "tokens_per_second",
    ),
    "prefill": ("flops", "bytes", "intensity", "bound", "seconds", "tokens_per_second"),
    "capacity": ("usable_bytes", "reserve_bytes", "free_bytes", "users", "fits"),
    "price": ("input", "cached_input", "output"),
}
ROW = {"op", "phase", "flops", "weight_bytes", "kv_bytes", "activation_bytes", "bound", "seconds"}


def explain(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["explain", "--json", *words]) == 0
    out, err = capsys.readouterr()
    assert err == "" and out.count("\n") == 1
    data: dict[str, Any] = json.loads(out)
    return data


def test_fields(capsys: pytest.CaptureFixture[str]) -> None:
    data = explain(capsys)
    for group, names in FIELDS.items():
        part = data[group] if group else data
        assert set(names) <= set(part), group
    assert all(set(row) - {"alone_seconds"} == ROW for row in data["ledger"])
    assert {row["phase"] for row in data["ledger"]} == {"decode", "prefill"}
    assert isinstance(data["weight_bytes"], int) and data["weight_bytes"] == 70_553_706_496
    assert isinstance(data["capacity"]["users"], int) and data["capacity"]["fits"] is True
    assert data["decode"]["bound"] == "memory" and "achieved" not in json.dumps(data["decode"])
    assert set(data["energy"]) == {"joules_per_token_output", "joules_per_token_input"}
    assert data["energy"]["joules_per_token_output"] == pytest.approx(1400 / data["decode"]["tokens_per_second"])
    rows = [row for row in data["ledger"] if row["phase"] == "decode"]
    assert sum(row["seconds"] for row in rows) == pytest.approx(data["decode"]["step_seconds"])


def test_settings_reach_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        "--model llama-3-8b --gpu a100-80gb-sxm --gpus 1 --batch 1 --context 8192 --prompt-tokens 34 --weight-bits 16"
    )
    data = explain(capsys, *words.split(), "--kv-bits", "8", "--usable", "0.9", "--gpu-hour", "1.5")
    assert data["scenario"]["model"] == "llama-3-8b" and data["scenario"]["gpu_hour"] == 1.5
    assert data["kv_bytes_per_token"] == 65_536 and data["capacity"]["usable_bytes"] == 72_000_000_000
    assert data["capacity"]["users"] == 104
    assert data["prefill"]["bound"] == "memory"


def test_achieved_figures_stand_beside_ideal_ones(capsys: pytest.CaptureFixture[str]) -> None:
    ideal, both = explain(capsys), explain(capsys, "--mfu", ".5", "--mbu", "0.8")
    assert both["decode"]["ideal_step_seconds"] == ideal["decode"]["step_seconds"]
    assert both["decode"]["step_seconds"] == pytest.approx(ideal["decode"]["step_seconds"] / 0.8)
    assert both["decode"]["achieved_step_seconds"] == both["decode"]["step_seconds"]
    assert both["decode"]["step_seconds"] == pytest.approx(
        sum(row["seconds"] for row in both["ledger"] if row["phase"] == "decode")
    )
    assert both["price"]["achieved_output"] / both["price"]["achieved_input"] == pytest.approx(24.26, abs=0.05)
    assert "achieved_seconds" in both["ledger"][0]


def test_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--why", "capacity.users"]) == 0
    text = capsys.readouterr().out
    assert "users that fit" in text and "H100 SXM, memory_gb" in text and "Llama 3 70B, kv_heads" in text
    tree = explain(capsys, "--why", "kv_bytes_per_token")["why"]
    assert tree["value"] == 327_680 and {part["symbol"] for part in tree["inputs"]} == {"L", "e_l", "e_kv"}


def test_every_documented_number_has_a_tree(capsys: pytest.CaptureFixture[str]) -> None:
    for group, names in FIELDS.items():
        for name in names:
            assert main(["explain", "--why", f"{group}.{name}".lstrip(".")]) == 0
    assert "ledger" not in capsys.readouterr().err


def test_text_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    text = capsys.readouterr().out.replace("\u2009", " ")
    assert "160.0 GB = weights 70.6 GB + KV 5.2 GB + free 76.2 GB + reserve 8.0 GB" in text
    assert "communication between GPUs is left out" in text
    assert main(["explain", "--gpus", "1", "--weight-bits", "16"]) == 0
    assert "does not fit" in capsys.readouterr().out


MISTAKES = [
    *(
        ("--" + n, bad)
        for n in ("gpus", "batch", "context", "prompt-tokens")
        for bad in ("0", "-3", "1.5", "nan", "x", "")
    ),
    ("--batch", "9" * 400),
    ("--batch", "٣"),
    ("--batch", "1_0"),
    ("--batch", "1e3"),
    ("--context", "inf"),
    ("--weight-bits", "5"),
    ("--weight-bits", "8.0"),
    ("--weight-bits", "3"),
    ("--kv-bits", "32"),
    ("--mfu", "0"),
    ("--mfu", "1.2"),
    ("--mfu", "nan"),
    ("--mbu", "-0.5"),
    ("--mbu", "1e999"),
    ("--usable", "0"),
    ("--usable", "95"),
    ("--gpu-hour", "-1"),
    ("--gpu-hour", "inf"),
    ("--gpu-hour", "three"),
    ("--model", "llama"),
    ("--model", ""),
    ("--gpu", "h100"),
    ("--gpu", "x" * 5000),
    ("--why", "speed"),
    ("--why", ""),
    ("--why", "decode"),
    ("--bat", "3"),
    ("--batch",),
    ("surplus",),
]


@pytest.mark.parametrize("words", MISTAKES, ids=lambda words: " ".join(words)[:30])
def test_one_line_for_every_mistake(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *words]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "Traceback" not in err
    assert len(err) < 2600
    if len(words) == 2 and words[0] in ("--batch", "--context", "--mfu"):
        assert words[0] in err and " to " in err


def test_spec_tables() -> None:
    tables = specs_tables()
    assert set(tables) == {"models", "gpus", "prices", "sources"}
    json.dumps(tables, allow_nan=False)
    by_id = {row["id"]: row for row in tables["models"]}
    assert by_id["deepseek-v3"]["params"] == 671_026_419_200 and by_id["llama-3-8b"]["kv_bytes_per_token"] == 131_072
    text = specs_text()
    for row in (*tables["models"], *tables["gpus"], *tables["prices"], *tables["sources"]):
        assert row["id"] in text
    assert "405,853,388,800" in text and "71?" in text
