"""`tourapp tokens` as a program: the fields it prints and the exit statuses of wrong arguments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tourapp.cli import main
from tourapp.engine.byte_pairs import Merge, replay

NASTY: list[str] = json.loads((Path(__file__).parent.parent / "data" / "nasty_prompts.json").read_text("ascii"))


def tokens(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main(["tokens", "--json", *words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 1
    return json.loads(out)


def test_default_prompt(capsys: pytest.CaptureFixture[str]) -> None:
    data = tokens(capsys, "What is photosynthesis?")
    assert data["ids"] == [1780, 314, 19173, 47]
    assert data["pieces"] == ["What", "Ġis", "Ġphotosynthesis", "?"]
    assert data["texts"] == ["What", " is", " photosynthesis", "?"]
    assert data["special"] == [False] * 4
    assert data["text"] == "What is photosynthesis?"
    assert len(data["merges"]) == len(data["text"]) - 4
    assert set(data["merges"][0]) == {"left", "right", "merged", "rank", "position"}


def test_chat(capsys: pytest.CaptureFixture[str]) -> None:
    data = tokens(capsys, "--chat", "What is photosynthesis?")
    assert (len(data["ids"]), sum(data["special"])) == (34, 5)
    assert data["text"].endswith("<|im_start|>user\nWhat is photosynthesis?<|im_end|>\n<|im_start|>assistant\n")
    assert replay(data["start"], [Merge(**m) for m in data["merges"]]) == data["pieces"]


@pytest.mark.parametrize("index", range(len(NASTY)))
def test_nasty_texts(capsys: pytest.CaptureFixture[str], index: int) -> None:
    data = tokens(capsys, "--", NASTY[index])
    assert not any(data["special"])
    assert replay(data["start"], [Merge(**m) for m in data["merges"]]) == data["pieces"]
    if not data["dropped_bytes"] and not data["replaced_surrogates"]:
        assert data["text"] == NASTY[index]
    assert main(["tokens", "--", NASTY[index]]) == 0


def test_what_is_left_out_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokens", "a\x13b\ud800"]) == 0
    out = capsys.readouterr().out
    assert "1 bytes are not in the vocabulary" in out
    assert "1 lone surrogates" in out


@pytest.mark.parametrize(
    ("words", "named"), [([], "TEXT"), (["a" * 4_001], "4000"), (["a", "b"], "b"), (["--chatt", "a"], "--chatt")]
)
def test_wrong_arguments(capsys: pytest.CaptureFixture[str], words: list[str], named: str) -> None:
    assert main(["tokens", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert named in err
