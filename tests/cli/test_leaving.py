"""The menu's entry comes and goes; uninstalling takes what the product wrote and leaves what a person made."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tourapp import places
from tourapp.cli import main
from tourapp.engine.installer import uninstall_command


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's folders, with settings, a model and a lesson in them."""
    for name in ("CONFIG", "CACHE", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("TOURAPP_CACHE", raising=False)
    for place in ("config/one-request/settings.json", "cache/one-request/models/m/weights.f32", "Lessons/mine.lesson"):
        file = tmp_path / place
        file.parent.mkdir(parents=True)
        file.write_bytes(b"x" * 1000)
    return tmp_path


def test_nothing_goes_without_a_yes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["uninstall"]) == 2
    assert "add --yes" in capsys.readouterr().err
    assert (home / "config/one-request/settings.json").exists()


def test_what_was_written_goes_and_what_was_made_stays(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["uninstall", "--yes", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["bytes"] for each in told["removed"]] == [1000, 1000]
    left = sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())
    assert left == ["Lessons/mine.lesson"]
    assert main(["uninstall", "--yes"]) == 0
    assert "nothing was kept here" in capsys.readouterr().out


def test_one_folder_may_hold_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "one-request"
    for name, folder in {"config_dir": home, "cache_dir": home / "Cache", "log_dir": home / "Logs"}.items():
        folder.mkdir(parents=True)
        monkeypatch.setattr(places, name, lambda folder=folder: folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert main(["uninstall", "--yes"]) == 0 and not home.exists()


def test_the_menu_entry_goes_with_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desktop", "add"]) == 0
    assert main(["uninstall", "--yes"]) == 0
    left = sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())
    assert left == ["Lessons/mine.lesson"]
    assert "app.onerequest.tour.desktop" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("mark", "wanted"),
    [("pipx_metadata.json", "pipx uninstall"), ("uv-receipt.toml", "uv tool uninstall"), ("", "pip")],
)
def test_the_package_goes_the_way_it_came(tmp_path: Path, mark: str, wanted: str) -> None:
    if mark:
        (tmp_path / mark).write_text("")
    assert wanted in uninstall_command(tmp_path)


def test_a_bundle_goes_with_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert uninstall_command().startswith("delete the folder")


def test_the_menu_entry_names_this_program_and_goes_whole(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desktop", "add", "--json"]) == 0
    written = [Path(path) for path in json.loads(capsys.readouterr().out)["written"]]
    assert len(written) == 11 and all(path.is_file() for path in written)
    entry = (home / "data/applications/app.onerequest.tour.desktop").read_text()
    assert 'Exec="' in entry and " open %f" in entry and "MimeType=application/vnd.one-request.lesson" in entry
    assert main(["desktop", "remove"]) == 0
    assert not any(path.exists() for path in written)
    assert main(["desktop", "remove"]) == 0 and "nothing to do" in capsys.readouterr().out


def test_elsewhere_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert main(["desktop", "add"]) == 3
    assert "pin" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["snapshot", "samplng"], "did you mean sampling?"),
        (["snapshot", "queue", "--beet", "load"], "did you mean --beat?"),
        (["snapshto", "queue"], "did you mean snapshot?"),
        (["--tour", "request10"], "did you mean request_10?"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    words: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.strip().endswith(meant)


def test_far_words_are_not_guessed_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["snapshot", "zzzzzz"]) == 2
    assert "did you mean" not in capsys.readouterr().err
