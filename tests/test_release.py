"""A version is cut as a whole or not at all, its notes name every file with its checksum, and it stands once."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

import tourapp

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script."""
    monkeypatch.syspath_prepend(str(ROOT / ".setup"))
    spec = importlib.util.spec_from_file_location("release_script", ROOT / ".setup" / "release.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.modules.pop("building", None)


@pytest.fixture
def tree(tmp_path: Path, release: ModuleType) -> Path:
    """A source tree, as far as a version stands in it."""
    for path in (release.VERSION, release.CITATION, release.CHANGELOG):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    return tmp_path


def test_the_version_stands_in_one_place_and_what_repeats_it_agrees(release: ModuleType) -> None:
    assert release.version_of(ROOT) == tourapp.__version__
    citation = (ROOT / release.CITATION).read_text(encoding="utf-8")
    assert re.findall(r"^version: (\S+)$", citation, re.M) == [tourapp.__version__]
    assert 'dynamic = ["version"]' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_a_cut_moves_what_is_unreleased_below_the_version(tree: Path, release: ModuleType) -> None:
    waiting = release.section_of((tree / release.CHANGELOG).read_text(encoding="utf-8"), release.UNRELEASED)
    assert waiting, "something is always to be told"
    release.cut(tree, "99.0.1", "2026-12-01")
    changelog = (tree / release.CHANGELOG).read_text(encoding="utf-8")
    assert release.section_of(changelog, release.UNRELEASED) == ""
    assert release.section_of(changelog, "## [99.0.1]") == waiting and "## [99.0.1] - 2026-12-01\n" in changelog
    assert release.version_of(tree) == "99.0.1"
    assert "\nversion: 99.0.1\n" in (tree / release.CITATION).read_text(encoding="utf-8")
    with pytest.raises(release.ReleaseError, match="nothing stands below"):
        release.cut(tree, "99.0.2", "2026-12-02")


@pytest.mark.parametrize("version", ["", "1.2", "v1.2.3", "1.2.3rc1", "0.0.1"])
def test_a_wrong_version_is_told_and_nothing_is_written(tree: Path, release: ModuleType, version: str) -> None:
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    with pytest.raises(release.ReleaseError, match="VERSION="):
        release.cut(tree, version, "2026-12-01")
    assert {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()} == before


def test_a_citation_that_says_another_version_stops_it(tree: Path, release: ModuleType) -> None:
    (tree / release.CITATION).write_text("version: 7.7.7\n", encoding="utf-8")
    before = (tree / release.CHANGELOG).read_bytes()
    with pytest.raises(release.ReleaseError, match="CITATION"):
        release.cut(tree, "99.0.1", "2026-12-01")
    assert (tree / release.CHANGELOG).read_bytes() == before


def test_the_notes_name_every_file_of_the_version_with_its_checksum(tmp_path: Path, release: ModuleType) -> None:
    names = ["tourapp-1.2.3-py3-none-any.whl", "one-request-1.2.3-linux-x86_64.tar.gz", "one-request-1.2.3-windows.zip"]
    for name in (*names, "tourapp-1.2.2-py3-none-any.whl", "one-request-1.2.3.md", "one-request-1.2.3-x.zip.part"):
        (tmp_path / name).write_text(name)
    files = release.files_of(tmp_path, "1.2.3")
    assert sorted(names) == [path.name for path in files]
    text = release.notes_of(
        "## [Unreleased]\n\n## [1.2.3] - today\n\n- A thing.\n\n## [1.2.2]\n\n- Old.\n", "1.2.3", files
    )
    assert "- A thing." in text and "Old" not in text
    for name in names:
        checksum = hashlib.sha256(name.encode()).hexdigest()
        assert f"| {name} |" in text and checksum in text
        assert (tmp_path / f"{name}.sha256").read_text() == f"{checksum}  {name}\n"
    with pytest.raises(release.ReleaseError, match="no section"):
        release.notes_of("## [Unreleased]\n", "1.2.3", files)
