"""What is said in a bundle fits a bundle: no package can be put into it, and its processes are its own program."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from tourapp.cli import doctor, main
from tourapp.engine import model_store, peer
from tourapp.errors import MissingError
from tourapp.export import film
from tourapp.itself import COMMAND, OWN_MODULE, UNPACK, own_process


@pytest.fixture(autouse=True)
def bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program that is one."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "One Request"))
    return tmp_path


def test_its_processes_are_its_own_command(bundle: Path) -> None:
    assert own_process("tourapp.qt.probe", "x") == [str(bundle / COMMAND), OWN_MODULE, "tourapp.qt.probe", "x"]


def test_no_remedy_asks_for_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks() -> tuple[bool, str, str]:
        return False, "not there", "pip install something"

    monkeypatch.setattr(doctor, "CHECKS", {"one": lacks, "two": lambda: 1 / 0, "three": lambda: (False, "x", "wait")})
    assert [each.remedy for each in doctor.examine()] == [UNPACK, UNPACK, "wait"]
    assert model_store.both_commands() == UNPACK


def test_what_a_bundle_does_without_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    for needs in (film._needs_encoder, peer.require_peer):
        with pytest.raises(MissingError, match="bundle"):
            needs()


def test_licences_are_listed_with_qt_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["licences"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "LGPL-3.0" in lines[0] and lines[2].startswith("pyside6-essentials")
    assert any(line.startswith("SmolLM2") for line in lines)


def test_a_library_of_the_system_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(name: str) -> None:
        raise ImportError("libGL.so.1: cannot open shared object file")

    monkeypatch.setattr(doctor.importlib, "import_module", cannot)
    monkeypatch.setattr(doctor.preflight, "missing", lambda libraries: list(libraries)[:1])
    ok, _, remedy = doctor.check_module("pyqtgraph", "pyqtgraph")()
    assert (
        not ok
        and "pip" not in remedy
        and doctor.preflight.packages(list(doctor.preflight.QT_LIBRARIES)[:1])[0] in remedy
    )
