"""`tourapp quiz`: tests of a learner's own numbers, on paper and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tourapp.cli import main
from tourapp.learning.questions import skills
from tourapp.learning.quiz import quiz_of


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["quiz", *words, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_same_learner_gets_the_same_test(capsys: pytest.CaptureFixture[str]) -> None:
    one, two = asked(capsys, "--learner", "Ada"), asked(capsys, "--learner", "Ada")
    assert one == two and len(one["questions"]) == 10  # type: ignore[arg-type]
    assert asked(capsys, "--learner", "Ada", "--attempt", "2") != one
    assert "answer" not in json.dumps(one["questions"])


def test_the_key_has_answers_and_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "--key", "--count", "40", "--aloud", "6")
    questions, aloud = found["questions"], found["aloud"]
    assert isinstance(questions, list) and isinstance(aloud, list)
    assert all("answer" in each and each["wrong"] for each in questions)
    assert len(aloud) == 6 and all(len(each["points"]) == 4 for each in aloud)


def test_skills_are_chosen_and_no_question_comes_twice_before_its_time() -> None:
    quiz = quiz_of("Bob", 8, ("softmax", "passes"))
    assert {each.skill for each in quiz.questions} == {"softmax", "passes"}
    assert len({each.id for each in quiz.questions}) == 8
    everything = quiz_of("Bob", len(skills()))
    assert {each.skill for each in everything.questions} == set(skills())


@pytest.mark.parametrize(
    "words",
    [
        ["--count", "0"],
        ["--count", "x"],
        ["--skills", "magic"],
        ["--skills", ","],
        ["--learner", "x" * 61],
        ["-o", "a.txt"],
    ],
)
def test_what_is_wrong_is_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quiz", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "test.pdf"
    assert main(["quiz", "--count", "5", "--key", "--aloud", "1", "-o", str(target), "--language", "es"]) == 0
    assert target.read_bytes().startswith(b"%PDF") and [path.name for path in tmp_path.iterdir()] == ["test.pdf"]
    assert "6" in capsys.readouterr().out


def test_fewer_spoken_questions_than_asked_for_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quiz", "--count", "1", "--skills", "users", "--aloud", "3"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("(1 to be answered aloud: of these skills there are no more)")
    assert main(["quiz", "--count", "1", "--skills", "users", "--aloud", "1"]) == 0
    assert "no more" not in capsys.readouterr().out
