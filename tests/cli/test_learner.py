"""`tourapp learner`: what is kept of those who gave a name; lists, hands out, brings in, forgets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tourapp.cli import main
from tourapp.cli.open import _learner
from tourapp.learning.progress import LabAttempt, Progress
from tourapp.player import progress_file
from tourapp.player.learner import GUEST

ADA = Progress("Ada", labs={"phases": [LabAttempt(1, "done"), LabAttempt(2, "task")]})


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(progress_file, "folder", lambda: tmp_path / "learners")
    assert progress_file.save(ADA) == ""
    return tmp_path


def test_everybody_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learner", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["learners"] == [{"name": "Ada", "done": ["phases"], "code": []}]


def test_handed_out_brought_in_and_forgotten(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, data = kept / "ada.txt", kept / "ada.json"
    assert main(["learner", "export", "Ada", str(text)]) == 0 and "phases" in text.read_text("utf-8")
    assert main(["learner", "export", "Ada", str(data)]) == 0
    assert main(["learner", "import", str(data)]) == 2 and "--replace" in capsys.readouterr().err
    assert main(["learner", "import", str(data), "--replace"]) == 0
    assert main(["learner", "forget", "Ada"]) == 0 and progress_file.names() == []
    assert main(["learner", "import", str(data)]) == 0 and progress_file.load("Ada")[0] == ADA


def test_a_name_goes_on_after_its_last_attempt() -> None:
    assert _learner("  Ada ").begun == {"phases": 2} and _learner("Ada").name == "Ada"
    assert _learner(None) is GUEST
