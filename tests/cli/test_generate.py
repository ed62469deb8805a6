"""`tourapp generate`, `model` and `record` as programs: fields, exit statuses, and life without the model."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path

import numpy as np
import pytest

from tourapp.cli import main
from tourapp.engine import model_store
from tourapp.engine.recording_file import load_recording

FIELDS = {
    "model",
    "badge",
    "prompt_ids",
    "ids",
    "text",
    "steps",
    "prefill_tokens_per_s",
    "decode_tokens_per_s",
    "acceptance",
    "finish",
    "stop",
}
needs_model = pytest.mark.skipif(
    not model_store.is_installed(), reason="needs the real model: run `tourapp model install`"
)


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main([*words, "--json"]) == 0
    out, _ = capsys.readouterr()
    return json.loads(out)


def check_steps(data: dict, count: int) -> None:
    assert set(data) >= FIELDS
    assert [step["id"] for step in data["steps"]] == data["ids"]
    assert len(data["ids"]) == count
    for step in data["steps"]:
        chances = [p for _, p in step["top"]]
        assert len(chances) == 10
        assert chances == sorted(chances, reverse=True)
        assert sum(chances) <= 1 + 1e-9
        listed = dict(step["top"])
        if step["id"] in listed:
            assert math.exp(step["logprob"]) == pytest.approx(listed[step["id"]], rel=1e-5)
    assert data["prefill_tokens_per_s"] > 0


@needs_model
def test_fields(capsys: pytest.CaptureFixture[str]) -> None:
    data = run_json(capsys, "generate", "--max-tokens", "6")
    check_steps(data, 6)
    assert (data["model"], data["badge"], data["acceptance"]) == ("SmolLM2-135M-Instruct", "live", None)
    assert len(data["prompt_ids"]) == 34
    assert data["decode_tokens_per_s"] > 0
    again = run_json(capsys, "generate", "--max-tokens", "6")
    assert (again["ids"], again["steps"]) == (data["ids"], data["steps"])


@needs_model
def test_greedy_answer_of_the_peer(capsys: pytest.CaptureFixture[str]) -> None:
    reference = np.load(Path(__file__).parent.parent / "data" / "reference.npz")
    words = ("generate", "--temperature", "0", "--max-tokens", "200")
    data = run_json(capsys, *words)
    assert data["ids"] == reference["greedy_0"].tolist()
    assert (data["finish"], data["stop"]["id"]) == ("stop", 2)
    assert data["stop"]["logprob"] < 0
    assert data["text"].startswith("Photosynthesis is a vital biological process")


@needs_model
@pytest.mark.parametrize("draft", ["early-exit", "ngram"])
def test_speculation(capsys: pytest.CaptureFixture[str], draft: str) -> None:
    prompt = "Repeat: red green blue red green blue"
    words = ("generate", "--temperature", "0", "--max-tokens", "16", "--prompt", prompt)
    plain = run_json(capsys, *words)
    data = run_json(capsys, *words, "--speculate", draft, "--gamma", "3")
    check_steps(data, len(plain["ids"]))
    assert (data["ids"], data["text"], data["finish"]) == (plain["ids"], plain["text"], plain["finish"])
    if plain["stop"] is None:
        assert data["stop"] is None
    else:
        assert data["stop"]["id"] == plain["stop"]["id"]
        assert data["stop"]["logprob"] == pytest.approx(plain["stop"]["logprob"], abs=1e-3)
    assert data["acceptance"] is None or 0 <= data["acceptance"] <= 1
    extra = data["speculation"]
    assert (extra["draft"], extra["gamma"]) == (draft, 3)
    assert extra["accepted"] <= extra["checked"] <= extra["guessed"]
    for mine, theirs in zip(data["steps"], plain["steps"], strict=True):
        assert mine["logprob"] == pytest.approx(theirs["logprob"], abs=1e-3)


@needs_model
def test_plain_text_and_one_token(capsys: pytest.CaptureFixture[str]) -> None:
    data = run_json(
        capsys,
        "generate",
        "--no-chat",
        "--prompt",
        "The capital of France is",
        "--temperature",
        "0",
        "--max-tokens",
        "1",
    )
    check_steps(data, 1)
    assert data["text"] == " Paris"
    assert data["decode_tokens_per_s"] is None
    assert main(["generate", "--no-chat", "--prompt", "", "--max-tokens", "1"]) == 2
    assert "prompt" in capsys.readouterr().err
    assert main(["generate", "--max-tokens", "2"]) == 0
    assert "live: 34 prompt tokens, 2 new" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--temperature", "nan"], "--temperature"),
        (["--temperature", "-1"], "--temperature"),
        (["--temperature", "2.5"], "--temperature"),
        (["--temperature", "hot"], "--temperature"),
        (["--top-k", "-1"], "--top-k"),
        (["--top-k", "1.5"], "--top-k"),
        (["--top-k", "٣"], "--top-k"),
        (["--top-p", "0"], "--top-p"),
        (["--top-p", "inf"], "--top-p"),
        (["--seed", "-1"], "--seed"),
        (["--seed", "9" * 50], "--seed"),
        (["--max-tokens", "0"], "--max-tokens"),
        (["--max-tokens", "1e3"], "--max-tokens"),
        (["--gamma", "0"], "--gamma"),
        (["--prompt", "x" * 4_001], "--prompt"),
        (["--speculate", "oracle"], "--speculate"),
        (["--unknown"], "--unknown"),
    ],
)
def test_wrong_arguments(capsys: pytest.CaptureFixture[str], words: list[str], named: str) -> None:
    assert main(["generate", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert named in err


def test_without_the_model(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path))
    data = run_json(capsys, "generate", "--max-tokens", "20")
    check_steps(data, 20)
    assert data["badge"] == "recorded"
    assert (data["finish"], data["stop"]) == ("length", None)
    whole = run_json(capsys, "generate")
    check_steps(whole, 52)
    assert (whole["finish"], whole["stop"]["id"]) == ("stop", 2)
    for words in (
        ["generate", "--seed", "8"],
        ["generate", "--speculate", "ngram"],
        ["model", "path"],
        ["model", "remove"],
    ):
        assert main(words) == 3
        out, err = capsys.readouterr()
        assert out == ""
        assert "model" in err


@needs_model
def test_model_path(capsys: pytest.CaptureFixture[str]) -> None:
    data = run_json(capsys, "model", "path")
    assert Path(data["path"]).stat().st_size == data["bytes"]
    assert data["sha256"] == hashlib.sha256(Path(data["path"]).read_bytes()).hexdigest()
    assert run_json(capsys, "model", "install") == data


def test_model_wrong_arguments(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    junk = tmp_path / "junk.gguf"
    junk.write_bytes(b"GGUF")
    for words in (
        ["model"],
        ["model", "sell"],
        ["model", "install", str(junk)],
        ["model", "install", str(tmp_path / "no")],
    ):
        assert main(words) == 2
        assert capsys.readouterr().err.count("\n") == 1


@needs_model
def test_record(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.npz"
    words = ("record", "-o", str(path), "--no-chat", "--prompt", "One two three", "--max-tokens", "3")
    data = run_json(capsys, *words)
    assert data == {"files": [str(path)], "bytes": [path.stat().st_size]}
    made = load_recording(path)
    assert (made.prompt, made.chat, len(made.ids)) == ("One two three", False, 3)
    for bad in (["record"], ["record", "-o", "x.txt"], ["record", "-o", str(tmp_path / "no" / "x.npz")]):
        assert main([*bad, "--max-tokens", "1"]) == 2
        assert capsys.readouterr().err.count("\n") == 1
