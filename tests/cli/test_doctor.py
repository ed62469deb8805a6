"""`tourapp doctor` on this computer, and on computers with something broken."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from tourapp import preflight, specs
from tourapp.cli import doctor, main
from tourapp.cli.bounds import within
from tourapp.cli.doctor import HealthCheck
from tourapp.engine import model_store, shipped

ROOT = Path(__file__).resolve().parents[2]
NAMES = [
    "python",
    "libraries",
    "qt",
    "charts",
    "numpy",
    "packages",
    "fonts",
    "screens",
    "model",
    "recordings",
    "specs",
    "log",
]


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Qt found well, without a process for it; no model, whose file takes long to check."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "empty"))
    set_probe(monkeypatch, {"platform": "offscreen", "screens": [], "missing_fonts": []})


def set_probe(monkeypatch: pytest.MonkeyPatch, found: dict) -> None:
    def probe() -> dict:
        return found

    probe.cache_clear = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setattr(doctor, "_probe", probe)


def checked(name: str) -> HealthCheck:
    return next(check for check in doctor.examine() if check.name == name)


def test_json_is_one_object_of_the_agreed_form(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["doctor", "--json"])
    out = json.loads(capsys.readouterr().out)
    assert list(out) == ["ok", "checks"]
    assert [check["name"] for check in out["checks"]] == NAMES
    for check in out["checks"]:
        assert list(check) == ["name", "ok", "detail", "remedy"]
        assert check["detail"]
        assert bool(check["remedy"]) == (not check["ok"])
    assert out["ok"] == all(check["ok"] for check in out["checks"])
    assert status == (0 if out["ok"] else 3)


def test_everything_but_the_model_is_well_here() -> None:
    assert [check for check in doctor.examine() if not check.ok and check.name != "model"] == []


def test_no_screen_is_well_and_says_what_happens() -> None:
    check = checked("screens")
    assert (check.ok, check.detail) == (True, "no screen: pictures are rendered to out/")


def test_screens_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "has_screen", lambda: True)
    screen = {"width": 1920, "height": 1080, "scale": 1.5}
    set_probe(monkeypatch, {"platform": "xcb", "screens": [screen], "missing_fonts": []})
    assert checked("screens").detail == "xcb: 1920 x 1080 at 1.5"


def test_qt_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    set_probe(monkeypatch, {"problem": "could not connect to display :0"})
    check = checked("screens")
    assert not check.ok and ":0" in check.detail and "offscreen" in check.remedy


@pytest.mark.parametrize(("content", "ok"), [(b"weights", True), (b"weighty", False)])
def test_model_file_is_read_to_the_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, ok: bool
) -> None:
    header = SimpleNamespace(name="Small", weights_sha256=hashlib.sha256(b"weights").hexdigest())
    (tmp_path / "header.json").write_text("{}")
    (tmp_path / "weights.f32").write_bytes(content)
    monkeypatch.setattr(model_store, "read_header", lambda: header)
    monkeypatch.setattr(model_store, "model_dir", lambda: tmp_path)
    check = checked("model")
    assert check.ok == ok
    assert ok or ("damaged" in check.detail and check.remedy == "tourapp model install --force")


def test_missing_model_names_the_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 3
    text = capsys.readouterr().out
    assert "LACK  model      not installed" in text
    assert "tourapp model install" in text


def test_missing_libraries_name_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(preflight, "loads", lambda soname: soname != "libEGL.so.1")
    checks = {check.name: check for check in doctor.examine()}
    assert not checks["libraries"].ok and "libegl1" in checks["libraries"].remedy
    assert not checks["qt"].ok and "libegl1" in checks["qt"].remedy


def test_missing_font_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "font_file", lambda family: None if family == "mono" else Path("x"))
    check = checked("fonts")
    assert not check.ok and check.remedy.endswith("fontpkg-jetbrains-mono")


def test_font_that_qt_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    set_probe(monkeypatch, {"platform": "offscreen", "screens": [], "missing_fonts": ["text"]})
    check = checked("fonts")
    assert not check.ok and check.remedy.endswith("fontpkg-inter")


@pytest.mark.parametrize(
    ("version", "ok"), [("6.10.2", False), ("6.10.3", True), ("6.11.9", True), ("6.12.0", False), ("7.0", False)]
)
def test_qt_versions(monkeypatch: pytest.MonkeyPatch, version: str, ok: bool) -> None:
    real = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: version if name == "pyside6-essentials" else real(name)
    )
    check = checked("qt")
    assert check.ok == ok
    assert ok or check.remedy == 'pip install "pyside6-essentials>=6.10.3,<6.12"'


def test_ranges_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    low, high = ((".".join(map(str, version))) for version in doctor.QT_RANGE)
    assert f"pyside6-essentials>={low},<{high}" in project["dependencies"]
    low, high = ((".".join(map(str, version))) for version in doctor.PYTHON_RANGE)
    assert project["requires-python"] == f">={low},<{high}"


@pytest.mark.parametrize(
    ("version", "bounds", "fits"),
    [
        ("2.4.6", ">=2.0,<3", True),
        ("2.4.6", "<3,>=2.0", True),
        ("3.0.0", ">=2.0,<3", False),
        ("3.0.0rc1", ">=2.0,<3", False),
        ("1.26.4", ">=2.0,<3", False),
        ("2.0", ">=2.0,<3", True),
        ("2", ">=2.0,<3", True),
        ("3", ">=2.0,<3", False),
        ("6.12.0", ">=6.10.3,<6.12", False),
        ("4.1.post1", ">=4.1,<5", True),
        ("2.211", ">=2.2,<3", True),
        ("10.4", ">=9,<11", True),
        ("2026.11.19", ">=2024.5,<2027", True),
        ("7", "", True),
    ],
)
def test_bounds_of_versions(version: str, bounds: str, fits: bool) -> None:
    assert within(version, bounds) == fits


def test_bounds_of_the_project_are_of_the_form_that_is_understood() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in project["dependencies"]:
        assert re.fullmatch(r"[a-z0-9-]+>=[\d.]+,<[\d.]+", line)


def test_a_package_outside_its_bounds_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked("packages").ok
    real = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "3.1" if name == "numpy" else real(name))
    lines = ["numpy<3,>=2.0", "no-such-package<2,>=1", "regex<2027,>=2024.5", 'av<19,>=13; extra == "video"']
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: lines)
    check = checked("packages")
    assert not check.ok and "\n" not in check.detail
    assert check.detail == "numpy 3.1, wanted <3,>=2.0, no-such-package is missing, wanted <2,>=1"
    assert check.remedy == 'pip install "numpy<3,>=2.0" "no-such-package<2,>=1"'


def test_without_a_list_of_packages_nothing_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never_installed(name: str) -> list[str]:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", never_installed)
    assert checked("packages").ok


@pytest.mark.parametrize("name", ["recordings", "specs"])
def test_damaged_shipped_files_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"not a table and not a recording")
    recordings = (shipped.shipped_recording, shipped._clipped)
    for cached in (specs.sources, specs.models, specs.gpus, specs.prices, *recordings):
        cached.cache_clear()
    monkeypatch.setattr(shipped, "asset_path", lambda *parts: broken)
    monkeypatch.setattr(specs, "asset_path", lambda *parts: broken)
    check = checked(name)
    assert not check.ok and check.remedy


def test_anything_that_raises_is_a_finding_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> doctor.Outcome:
        raise ZeroDivisionError("oops")

    monkeypatch.setitem(doctor.CHECKS, "numpy", broken)
    checks = doctor.examine()
    assert [check.name for check in checks] == NAMES
    assert checks[4] == HealthCheck("numpy", False, "ZeroDivisionError: oops", doctor.REINSTALL)


def test_missing_package_names_the_remedy() -> None:
    ok, detail, remedy = doctor.check_module("no_such_module_here", "no-such-package")()
    assert (ok, remedy) == (False, "pip install no-such-package") and "no_such_module_here" in detail


def test_unknown_argument_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--yaml"]) == 2
    assert "--yaml" in capsys.readouterr().err


def test_real_probe_reports_platform_screens_and_fonts() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tourapp.qt.probe"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    found = json.loads(done.stdout)
    assert found["platform"] == "offscreen" and found["screens"] and found["missing_fonts"] == []
