"""Own rows from one run to the next: kept, found again, put aside where the file is damaged, forgotten on request."""

import json
from pathlib import Path

import pytest

from tests.own_files import CARD
from tests.specs.test_own_configurations import own
from tourapp import specs
from tourapp.player import own_rows, preferences
from tourapp.player.own_rows import MOST, drop_own_row, keep_own_row, load_own_rows
from tourapp.player.presets import SetEverywhere
from tourapp.player.remembered import remember, resume
from tourapp.player.state import Settings, opening
from tourapp.player.step import step
from tourapp.player.tour import Tour
from tourapp.specs.own.gpu_row import gpu_of
from tourapp.world import Inputs

pytestmark = pytest.mark.usefixtures("no_own_rows")


def test_a_row_is_found_again_in_the_next_run(config: Path) -> None:
    assert load_own_rows(config) == "" and not config.exists()
    model, gpu = specs.add_model(own("Qwen3-8B").row), specs.add_gpu(gpu_of(CARD, Path("card.json")).row)
    assert keep_own_row(model, config) == keep_own_row(gpu, config) == keep_own_row(model, config) == ""
    specs.forget_own()
    assert load_own_rows(config) == ""
    assert specs.model("qwen3-8b") == model and specs.gpu("my-gpu") == gpu
    assert drop_own_row("qwen3-8b", config) == ""
    specs.forget_own()
    load_own_rows(config)
    assert list(specs.own_models()) == [] and list(specs.own_gpus()) == ["my-gpu"]


def test_settings_that_name_it_are_found_again(config: Path, tour: Tour) -> None:
    model = specs.add_model(own("Qwen3-8B").row)
    keep_own_row(model, config)
    place = remember(step(opening(), SetEverywhere((("model", model.id),)), tour), tour).place
    assert place.inputs["model"] == "qwen3-8b"
    specs.forget_own()
    opened = Settings(Inputs())
    assert "qwen3-8b" in resume(tour, place, opened)[3][0], "told, where the row is gone"
    load_own_rows(config)
    settings, _, _, lost = resume(tour, place, opened)
    assert settings.inputs.model == "qwen3-8b" and lost == []


def test_one_step_of_undo_takes_it_back(tour: Tour) -> None:
    model = specs.add_model(own("gpt-oss-20b").row)
    before = opening()
    after = step(before, SetEverywhere((("model", model.id), ("weight_bits", 4))), tour)
    assert (after.inputs.model, after.inputs.weight_bits, len(after.undo)) == (model.id, 4, 1)
    assert step(before, SetEverywhere((("model", "none"),)), tour).notice.startswith("model: 'none' is not one of")
    assert after.undo[-1] == before.settings


def test_a_damaged_file_is_put_aside_and_the_last_good_one_used(config: Path) -> None:
    for name in ("Qwen3-8B", "Qwen3-32B"):
        keep_own_row(specs.add_model(own(name).row), config)
    specs.forget_own()
    (config / own_rows.NAME).write_text('{"models": [{"id": 7}]}')
    words = load_own_rows(config)
    assert words.startswith("Your own models and GPUs could not be read (") and "own_rows.broken-1.json" in words
    assert list(specs.own_models()) == ["qwen3-8b"]
    (config / own_rows.NAME).write_text(json.dumps({"models": [{"id": "a", "heads": 3}]}))
    (config / "own_rows.bak").write_bytes(b"\xff")
    assert load_own_rows(config).count("there are none") == 1


def test_no_more_than_so_many_are_kept(config: Path) -> None:
    for layers in range(1, MOST + 4):
        keep_own_row(specs.add_model(own("Qwen3-8B", num_hidden_layers=layers).row), config)
    specs.forget_own()
    load_own_rows(config)
    assert len(specs.own_models()) == MOST and max(row.layers for row in specs.own_models().values()) == MOST + 3


def test_forgetting_everything_forgets_them(config: Path) -> None:
    keep_own_row(own("Qwen3-8B").row, config)
    keep_own_row(own("Qwen3-32B").row, config)
    assert preferences.forget(config) == "" and list(config.iterdir()) == []
