"""`--model FILE` and `--gpu FILE` of the commands: read for this run, told, refused in one line."""

import json
from pathlib import Path

import pytest

from tests.own_files import CARD, config_file
from tests.specs.test_own_configurations import BY_NAME, own
from tourapp import specs
from tourapp.cli import main
from tourapp.player.own_rows import keep_own_row

SMALL = ["--size", "320x180"]


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, no_own_rows: None) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def config_json(tmp_path: Path) -> str:
    return str(config_file(tmp_path))


@pytest.fixture
def card_json(tmp_path: Path) -> str:
    path = tmp_path / "card.json"
    path.write_text(json.dumps(CARD))
    return str(path)


def test_explain_counts_an_own_model_on_an_own_gpu(
    config_json: str, card_json: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["explain", "--model", config_json, "--gpu", card_json, "--gpus", "1", "--weight-bits", "4"]
    assert main([*words, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["scenario"]["model"], data["scenario"]["gpu"]) == ("gpt-oss-20b", "my-gpu")
    assert data["params"] == BY_NAME["gpt-oss-20b"]["parameters"]
    assert data["own"][0] == {
        **{"id": "gpt-oss-20b", "file": "config.json", "stored_bits": 4},
        **{"assumed": [], "unread": []},
    }
    assert "No power is given: no energy can be told." in data["own"][1]["unread"]
    assert main(words[:-2]) == 0
    text = capsys.readouterr().out
    assert "config.json: Quantized to 4 bits (mxfp4)." in text and "--weight-bits 4 counts those of the file" in text


def test_a_picture_shows_an_own_row(config_json: str, card_json: str, capsys: pytest.CaptureFixture[str]) -> None:
    own_rows = ["--model", config_json, "--gpu", card_json]
    assert main(["snapshot", "prefill_decode", "--beat", "1", *own_rows, "--json", *SMALL]) == 0
    out = capsys.readouterr().out
    assert "gpt-oss-20b: 24 layers" in out
    assert main(["snapshot", "gpu_grid", "--gpu", card_json, "--json", *SMALL]) == 0
    assert main(["snapshot", "pricing", "--gpu", "l4", "--json", *SMALL]) == 0


def test_validate_judges_runs_of_an_own_model(
    config_json: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = tmp_path / "runs.csv"
    head = "model,gpu,gpus,weight_bits,kv_bits,batch,prompt,answer,ttft_ms,tpot_ms"
    runs.write_text(f"{head}\ngpt-oss-20b,h100-sxm,1,16,16,8,1000,200,,9.5\n")
    assert main(["validate", str(runs)]) == 2
    assert main(["validate", str(runs), "--model", config_json, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["by_model"]["gpt-oss-20b"]


@pytest.mark.parametrize("command", [["explain"], ["snapshot", "pricing", *SMALL], ["export", "x.pdf"], ["open"]])
def test_what_is_no_model_is_one_line(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.json").write_text('{"hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": "32"}')
    for word, words in (
        (str(tmp_path / "bad.json"), '--model bad.json: num_attention_heads: "32"; query heads is a whole number'),
        (str(tmp_path), "is a folder, not a plain file; give the config.json of a language model"),
        ("none.json", "cannot be read (no such file or directory)"),
        ("lama-3", "; or give the config.json of a model"),
    ):
        assert main([*command, "--model", word]) == 2
        out, err = capsys.readouterr()
        assert words in err and len(err.splitlines()) == 1 and out == ""
    (tmp_path / "card.json").write_text('{"bf16_tflops": 400, "memory_gb": 96}')
    assert main([*command, "--gpu", str(tmp_path / "card.json")]) == 2
    assert "--gpu card.json: bandwidth_tb_s: is missing" in capsys.readouterr().err
    (tmp_path / "gpu.json").write_text(json.dumps(CARD))
    assert main([*command, "--model", str(tmp_path / "gpu.json")]) == 2
    assert "a GPU, not a model" in capsys.readouterr().err


def test_rows_that_are_kept_are_found_by_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    keep_own_row(own("Qwen3-8B").row)
    assert main(["list", "--specs", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["models"][-1]["id"] == "qwen3-8b"
    assert main(["list", "--json"]) == 0
    inputs = {each["id"]: each for each in json.loads(capsys.readouterr().out)["inputs"]}
    assert "qwen3-8b" in inputs["model"]["choices"]
    assert main(["snapshot", "pricing", "--set", "model=qwen3-8b", *SMALL]) == 0
    assert main(["explain", "--model", "qwen3-8b"]) == 0


def test_the_window_opens_with_an_own_model_and_keeps_it(
    config_json: str, card_json: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[dict[str, str]] = []
    monkeypatch.setattr("tourapp.preflight.has_screen", lambda: True)
    monkeypatch.setattr("tourapp.app.open_tour", lambda options, tour: asked.append(dict(options.settings)) or 0)
    assert main(["--model", config_json, "--gpu", card_json, "--set", "batch=4"]) == 0
    assert asked == [{"model": "gpt-oss-20b", "gpu": "my-gpu", "batch": "4"}]
    assert "config.json: Quantized to 4 bits (mxfp4)." in capsys.readouterr().err
    specs.forget_own()
    assert main(["--set", "model=gpt-oss-20b"]) == 0 and asked[-1] == {"model": "gpt-oss-20b"}
    assert "gpt-oss-20b" in specs.own_models()
