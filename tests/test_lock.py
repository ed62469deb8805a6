"""The lock fits the project on every Python and system it is for; pip refuses anything else in one line."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.locks import LOCKS, NAMES, locked

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
BASE: list[str] = PROJECT["project"]["dependencies"]
SYSTEMS = [("linux", "Linux", "x86_64"), ("darwin", "Darwin", "arm64"), ("win32", "Windows", "AMD64")]


@pytest.mark.parametrize("line", [*BASE, *PROJECT["build-system"]["requires"], *EXTRAS["video"], *EXTRAS["peer"]])
def test_every_dependency_is_bounded_on_both_sides(line: str) -> None:
    assert sorted(each.operator for each in Requirement(line).specifier) == ["<", ">="]


@pytest.mark.parametrize("name", NAMES)
def test_every_package_has_an_exact_version_and_hashes_and_no_address(name: str) -> None:
    for package, found in locked(name).items():
        assert found.hashes, package
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in found.hashes), package
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text and "index" not in text and "@" not in text


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("run", BASE),
        ("test", [*BASE, *EXTRAS["test"]]),
        ("build", PROJECT["build-system"]["requires"]),
        ("model", [runpy.run_path(str(ROOT / "tourapp/engine/installer.py"))["MODEL_FILE"]]),
    ],
)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_lock_fits_the_project(name: str, lines: list[str], python: str, system: tuple[str, str, str]) -> None:
    place = dict(zip(("sys_platform", "platform_system", "platform_machine"), system))
    place |= {"python_version": python, "python_full_version": f"{python}.0"}
    lock = locked(name)
    for line in lines:
        wish = Requirement(line)
        found = lock[canonicalize_name(wish.name)]
        assert wish.specifier.contains(found.version), f"{line}: {found.version}; make lock"
        assert found.marker is None or found.marker.evaluate(place), line


def test_what_runs_is_what_was_tested() -> None:
    run, test = locked("run"), locked("test")
    assert {name: (found.version, found.hashes) for name, found in run.items()} == {
        name: (test[name].version, test[name].hashes) for name in run
    }
    assert len(run) <= 17, "a dependency more says in the commit why"


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The stage of the set-up that calls pip, with the pip of this Python and a log of its own."""
    monkeypatch.syspath_prepend(str(ROOT / ".setup"))
    from setting_up import journal, packages

    monkeypatch.setattr(journal, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(journal, "STAMPS", tmp_path / "setup")
    monkeypatch.setattr(journal, "LOG", tmp_path / "setup" / "log.txt")
    monkeypatch.setattr(packages, "LOCKS", tmp_path)
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TARGET"):
        monkeypatch.delenv(name, raising=False)
    found: ModuleType = packages
    return found


def wheel(folder: Path, name: str, asks: str = "") -> str:
    """Write a small wheel; returns its hash."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n" + asks,
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    sums = {file: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()) for file, text in files.items()}
    files[f"{info}/RECORD"] = (
        "".join(f"{f},sha256={s.decode().rstrip('=')},\n" for f, s in sums.items()) + f"{info}/RECORD,,\n"
    )
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def install(packages: ModuleType, folder: Path, lock: str) -> None:
    (folder / "small.txt").write_text(lock, encoding="utf-8")
    place = ["--isolated", "--no-index", "--find-links", str(folder), "--target", str(folder / "into")]
    packages.pip_install("the locked packages", [*place, *packages.locked("small")])


def test_the_file_that_the_lock_names_is_installed(packages: ModuleType, tmp_path: Path) -> None:
    digest = wheel(tmp_path, "acorn")
    install(packages, tmp_path, f"acorn==1.0 \\\n    --hash=sha256:{digest}\n")
    assert (tmp_path / "into" / "acorn.py").exists()


def test_another_file_is_refused_in_one_line(packages: ModuleType, tmp_path: Path) -> None:
    good, digest = wheel(tmp_path, "beech"), wheel(tmp_path, "acorn")
    other = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    lock = f"beech==1.0 --hash=sha256:{good}\nacorn==1.0 --hash=sha256:{other}\n"
    with pytest.raises(Exception, match=r"acorn==1\.0 is not the file that the lock names") as caught:
        install(packages, tmp_path, lock)
    said = str(caught.value)
    assert type(caught.value).__name__ == "LackingError" and "\n" not in said
    assert "pip cache purge" in said and "beech" not in said
    assert not (tmp_path / "into").exists(), "nothing of it is installed, not even what was right"


def test_what_no_lock_names_is_refused_in_one_line(packages: ModuleType, tmp_path: Path) -> None:
    digest = wheel(tmp_path, "acorn", "Requires-Dist: beech\n")
    wheel(tmp_path, "beech")
    with pytest.raises(Exception, match=r"beech is in no lock, run `make lock`") as caught:
        install(packages, tmp_path, f"acorn==1.0 --hash=sha256:{digest}\n")
    assert "\n" not in str(caught.value) and not (tmp_path / "into").exists()


def test_sources_are_never_built(packages: ModuleType) -> None:
    words = packages.locked("run")
    assert words[:3] == ["--require-hashes", "--only-binary", ":all:"]


def test_a_wrong_word_to_the_lock_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".setup" / "lock.py", "--downgrade"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "usage: lock.py [--upgrade]\n")


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (
            "global.index-url='https://a/simple'\nglobal.cert='/c.pem'",
            {"UV_DEFAULT_INDEX": "https://a/simple", "SSL_CERT_FILE": "/c.pem"},
        ),
        ("global.index-url='https://a'\n:env:.index-url='https://b'", {"UV_DEFAULT_INDEX": "https://b"}),
        ("global.extra-index-url='file:///x'\nglobal.find-links='/y'", {}),
    ],
)
def test_the_lock_asks_the_index_of_pip(monkeypatch: pytest.MonkeyPatch, listed: str, expected: dict[str, str]) -> None:
    spec = importlib.util.spec_from_file_location("lock", ROOT / ".setup" / "lock.py")
    assert spec is not None and spec.loader is not None
    lock = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lock)
    for name in ("UV_DEFAULT_INDEX", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UV_INDEX", "https://left-behind")
    monkeypatch.setattr(lock, "pip", lambda *words: listed)
    found = lock.surroundings()
    assert {name: value for name, value in found.items() if name.startswith(("UV_", "SSL_CERT"))} == expected


def test_the_lock_needs_no_package_of_the_product(tmp_path: Path) -> None:
    code = f"import runpy; print(runpy.run_path({str(ROOT / '.setup' / 'lock.py')!r})['model_file']())"
    words = [sys.executable, "-I", "-S", "-c", code]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() in (LOCKS / "model.txt").read_text(encoding="utf-8")
