"""The one opened model of a process: kept while another is installed, opened anew when its file was cut."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.gguf_files import Tiny, write
from tourapp.engine import model_install, model_store
from tourapp.errors import MissingError, TourError
from tourapp.world import Inputs, PartCache, Work, World, generation


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of a small model that is installed by hand."""
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    write(tmp_path / "model.gguf", Tiny(context=256))
    model_install.install(tmp_path / "model.gguf")
    generation._opened.cache_clear()
    yield tmp_path / "model.gguf"
    generation._opened.cache_clear()


def test_another_model_is_used_from_the_next_start(file: Path, tmp_path: Path) -> None:
    before = generation.shared_model(), generation.model_file()
    write(tmp_path / "other.gguf", Tiny(context=256, seed=3, name="Other"))
    model_install.install(tmp_path / "other.gguf")
    assert (generation.shared_model(), generation.model_file()) == before and generation.own_model()
    generation._opened.cache_clear()
    assert generation.shared_model().name == "Other"


def test_a_cut_file_is_an_error_then_recordings_then_the_new_file(file: Path) -> None:
    asked = Inputs().change(prompt="the river", answer_tokens=20)

    def world(cut: bool = False) -> World:
        weights = model_store.model_dir() / "weights.f32"
        grow = (lambda made: os.truncate(weights, 4096)) if cut else (lambda made: None)
        return World(asked, PartCache(), Work(live=True, grow=grow))

    assert world().recording.badge == "live"
    with pytest.raises(TourError, match="became shorter while it was used; run `tourapp model install`"):
        _ = world(cut=True).with_inputs(prompt="another").recording
    assert not generation.own_model()
    with pytest.raises(MissingError, match="incomplete"):
        generation.shared_model()
    assert world().recording.badge == "recorded"
    model_install.install(file)
    assert world().recording.badge == "live"
