"""`tourapp class`, `tourapp learner ready` and marked answers: what a class and a learner can do, without guessing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tourapp.cli import main
from tourapp.learning.before_after import LETTERS, items
from tourapp.learning.quiz import quiz_of

ALL = "".join(LETTERS[each.right] for each in items().items)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def learner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A name whose progress goes to a folder of the test."""
    monkeypatch.setattr("tourapp.player.progress_file.data_dir", lambda: tmp_path / "data")
    return "Ada"


def test_a_class_from_asking_to_counting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = told(capsys, "class")["items"]
    assert len(asked) == 10 and all(len(each["choices"]) == 4 for each in asked) and "right" not in json.dumps(asked)
    place = str(tmp_path / "one.json")
    told(capsys, "class", place, "--path", "napkin", "--before", "." * 10)
    written = json.loads(Path(place).read_text())
    assert written == {"path": "napkin", "version": 1, "before": "." * 10, "after": None}
    told(capsys, "class", place, "--after", ALL)
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "half.json").write_text(json.dumps(written))
    found = told(capsys, "class", str(tmp_path))
    assert (found["n"], found["before"], found["after"], found["gain"]) == (1, 0, 1, 1)
    assert [each["id"] for each in found["by_item"]] == [each["id"] for each in asked]
    assert {each["file"] for each in found["skipped"]} == {"bad.json", "half.json"}
    assert main(["class", str(tmp_path)]) == 0 and "bad.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["nowhere"],
        ["x.json", "--before", "abcdabcdab"],
        ["x.json", "--path", "napkin", "--before", "abc"],
        ["x.json", "--after", "abcdabcdab"],
        ["x.txt", "--path", "napkin", "--before", "abcdabcdab"],
        ["--before", "abcdabcdab"],
        ["-o", "x.txt"],
        ["."],
    ],
)
def test_what_is_wrong_is_one_line(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["class", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1 and not list(tmp_path.iterdir())


def test_a_result_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "one.json")
    told(capsys, "class", place, "--path", "napkin", "--before", ALL, "--after", ALL)
    assert main(["class", place, "--path", "napkin", "--before", "." * 10]) == 2
    assert main(["class", place, "--after", "." * 10]) == 2
    assert json.loads(Path(place).read_text())["after"] == ALL


def test_the_questions_on_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "class", "-o", str(tmp_path / "x.pdf"), "--language", "es")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_marked_answers_become_evidence(learner: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = quiz_of(learner, 2, ("price",)).questions
    paper = tmp_path / "answers.txt"
    paper.write_text("\n".join(repr(each.answer) for each in questions))
    words = ["--learner", learner, "--skills", "price", "--count", "2", "--answers", str(paper)]
    found = told(capsys, "quiz", *words)
    assert found["right"] == 2 and told(capsys, "learner", "ready", learner)["done"] == 0
    told(capsys, "quiz", *words, "--keep")
    boxes = told(capsys, "learner", "ready", learner)["boxes"]
    assert {each["id"]: each["by"] for each in boxes if each["ok"]} == {"price": "questions"}


def test_wrong_answers_are_told_the_usual_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = quiz_of("", 1, ("price",)).questions[0]
    paper = tmp_path / "answers.txt"
    paper.write_text(f"{question.wrong[0][0]!r}\n")
    found = told(capsys, "quiz", "--skills", "price", "--count", "1", "--answers", str(paper))
    assert found["right"] == 0 and found["marked"][0]["words"] == question.wrong[0][1]
    assert main(["quiz", "--count", "1", "--answers", str(paper), "--keep"]) == 2
    paper.write_text("1\n2\n")
    assert main(["quiz", "--count", "1", "--answers", str(paper)]) == 2


def test_a_teacher_vouches(learner: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "learner", "ready", learner, "--vouch", "rules")
    assert [each["by"] for each in found["boxes"] if each["ok"]] == ["teacher"] and found["done"] == 1
    assert told(capsys, "learner", "ready", learner, "--retract", "rules")["done"] == 0
    assert main(["learner", "ready", learner, "--vouch", "magic"]) == 2
