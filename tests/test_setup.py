"""The set-up of a source tree: what is skipped, what is asked of apt and pip, one line on failure."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tourapp.preflight import Library

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="make is the way on Linux")


@pytest.fixture
def prepare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up script, working on an empty folder; every command it would run fails the test."""
    spec = importlib.util.spec_from_file_location("prepare", ROOT / ".setup" / "prepare.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    kept = sys.path.copy(), sys.dont_write_bytecode
    spec.loader.exec_module(module)
    sys.path[:], sys.dont_write_bytecode = kept
    venv = tmp_path / ".venv"
    for name, value in {
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "STAMPS": venv / "setup",
        "LOG": venv / "setup" / "log.txt",
    }.items():
        monkeypatch.setattr(module, name, value)

    def refuse(command: list[str], *_: Any, **__: Any) -> None:
        pytest.fail(f"ran {command}")

    monkeypatch.setattr(module.subprocess, "run", refuse)
    return module


def finish(prepare: ModuleType, tmp_path: Path, profile: str = "run") -> None:
    """Leave everything a finished set-up leaves."""
    for name in ("python", "tourapp"):
        (prepare.VENV / "bin").mkdir(parents=True, exist_ok=True)
        (prepare.VENV / "bin" / name).touch()
    header = tmp_path / "header.json"
    header.touch()
    prepare.set_stamp("venv", str(ROOT))
    prepare.set_stamp(f"package-{profile}", prepare.package_key())
    prepare.set_stamp("model", f"{prepare.model_key()}\n{header}")


def record(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the stages only note that they were asked for."""
    asked: list[str] = []
    monkeypatch.setattr(prepare, "provide_venv", lambda: asked.append("venv"))
    monkeypatch.setattr(prepare, "provide_package", lambda profile, key: asked.append(f"package {profile}"))
    monkeypatch.setattr(prepare, "provide_model", lambda: asked.append("model"))
    monkeypatch.setattr(prepare.preflight, "missing", lambda libraries: [])
    return asked


def apt_word(command: list[str]) -> str:
    return "update" if "update" in command else "install"


def test_first_run_does_everything_in_order(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = record(prepare, monkeypatch)
    prepare.prepare("run")
    assert asked == ["venv", "package run", "model"]


@pytest.mark.parametrize(
    ("done", "wanted", "expected"),
    [("run", "run", []), ("test", "test", []), ("test", "run", []), ("run", "test", ["package test"])],
)
def test_second_run_sets_nothing_up(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, done: str, wanted: str, expected: list[str]
) -> None:
    finish(prepare, tmp_path, done)
    asked = record(prepare, monkeypatch)
    prepare.prepare(wanted)
    assert asked == expected


def test_changed_dependencies_install_again(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    finish(prepare, tmp_path)
    asked = record(prepare, monkeypatch)
    monkeypatch.setattr(prepare, "package_key", lambda: "another")
    prepare.prepare("run")
    assert asked == ["package run"]


def test_a_moved_tree_gets_a_new_environment(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    finish(prepare, tmp_path)
    prepare.set_stamp("venv", "another place")
    asked = record(prepare, monkeypatch)
    prepare.prepare("run")
    assert asked[0] == "venv"


def test_a_removed_model_is_converted_again(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    finish(prepare, tmp_path)
    (tmp_path / "header.json").unlink()
    asked = record(prepare, monkeypatch)
    prepare.prepare("run")
    assert asked == ["model"]


def test_libraries_without_rights_are_one_line(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    finish(prepare, tmp_path)
    monkeypatch.setattr(prepare.preflight, "missing", lambda libraries: [Library("libEGL.so.1", "libegl1")])
    monkeypatch.setattr(prepare, "apt_prefix", lambda: None)
    monkeypatch.setattr(sys, "argv", ["prepare.py", "run"])
    assert prepare.main() == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "libegl1" in said


def test_everything_missing_is_named_in_the_same_line(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare.preflight, "missing", lambda libraries: [Library("libEGL.so.1", "libegl1")])
    monkeypatch.setattr(prepare, "can_make_venv", lambda: False)
    monkeypatch.setattr(prepare, "apt_prefix", lambda: None)
    with pytest.raises(prepare.LackingError) as caught:
        prepare.prepare("run")
    venv = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert f"{venv} libegl1" in str(caught.value)


def test_apt_updates_only_empty_lists(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[str] = []
    monkeypatch.setattr(prepare, "APT_LISTS", tmp_path)
    monkeypatch.setattr(prepare, "apt_prefix", lambda: [])
    monkeypatch.setattr(prepare, "logged", lambda command: ran.append(apt_word(command)))
    prepare.apt_install(["libegl1"])
    assert ran == ["update", "install"]
    (tmp_path / "debian_main_Packages.lz4").touch()
    ran.clear()
    prepare.apt_install(["libegl1"])
    assert ran == ["install"]


def test_apt_tries_again_when_lists_are_old(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[str] = []

    def old_lists(command: list[str]) -> str | None:
        ran.append(apt_word(command))
        return "404 Not Found" if len(ran) == 1 else None

    (tmp_path / "debian_main_Packages").touch()
    monkeypatch.setattr(prepare, "APT_LISTS", tmp_path)
    monkeypatch.setattr(prepare, "apt_prefix", lambda: [])
    monkeypatch.setattr(prepare, "logged", old_lists)
    prepare.apt_install(["libegl1"])
    assert ran == ["install", "update", "install"]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("NewConnectionError: Failed to establish a new connection", "package index cannot be reached"),
        ("a\nERROR: No matching distribution found for x\n\n", "No matching distribution found for x"),
        ("", "no message"),
    ],
)
def test_pip_failures_are_one_line(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, output: str, expected: str
) -> None:
    monkeypatch.setattr(prepare, "logged", lambda command: output)
    with pytest.raises(prepare.LackingError, match=expected):
        prepare.pip_install("the package", ["-e", "."])


def test_without_the_model_the_set_up_goes_on(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "logged", lambda command: "Connection refused")
    prepare.provide_model()
    assert "recordings are shown instead" in capsys.readouterr().err
    assert not prepare.model_ready()


def test_a_wrong_word_is_refused() -> None:
    done = subprocess.run([ROOT / ".setup" / "prepare", "fly"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "usage: .setup/prepare run|test\n")


def test_no_python_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    done = subprocess.run(
        ["/bin/sh", ROOT / ".setup" / "prepare", "run"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path)},
    )
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1 and "python3-venv" in done.stderr
