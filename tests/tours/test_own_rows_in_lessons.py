"""Models and GPUs of a person's own travel in lessons: written with what names them, found again under their ids."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.own_files import CARD
from tests.specs.test_own_configurations import own
from tourapp import specs
from tourapp.cli import main
from tourapp.player.lessons.lesson_file import write_lesson
from tourapp.player.lessons.opened import lesson_of
from tourapp.player.presets import SetEverywhere
from tourapp.player.state import opening
from tourapp.player.step import step
from tourapp.player.tour import make_tour
from tourapp.specs.own.gpu_row import gpu_of
from tourapp.tours import all_scenes
from tourapp.tours.lesson import read_lesson
from tourapp.tours.load import TourFileError, parse_tour

MODEL: dict[str, Any] = {
    **{"id": "tiny", "name": "Tiny", "layers": 4, "hidden": 256, "heads": 4, "kv_heads": 2, "head_dim": 64},
    **{"ffn": 1024, "vocab": 1000, "max_context": 512, "sources": ["me"], "date": "2026-11"},
}

pytestmark = pytest.mark.usefixtures("no_own_rows")


def lesson(**more: Any) -> bytes:
    stops = [{"scene": "pricing", "set": {"gpu": "my-gpu"}}, {"scene": "kv_hall"}]
    rows = {"models": [MODEL], "gpus": [{**CARD, "id": "my-gpu", "maker": "", "sources": ["me"], "date": "2026-11"}]}
    return json.dumps({"id": "x", "title": "X", "set": {"model": "tiny"}, "stops": stops, **rows, **more}).encode()


def test_a_lesson_brings_its_rows() -> None:
    found = parse_tour(lesson(), "x.json", all_scenes())
    assert found.problems == () and found.settings == {"model": "tiny"} and found.stops[0].settings == {"gpu": "my-gpu"}
    assert specs.model("tiny").layers == 4 and specs.gpu("my-gpu").memory_gb == 96


def test_an_id_that_means_another_row_here_is_mapped() -> None:
    parse_tour(lesson(), "x.json", all_scenes())
    other = parse_tour(lesson(models=[{**MODEL, "layers": 6}]), "y.json", all_scenes())
    assert (
        other.settings == {"model": "tiny-2"} and specs.model("tiny").layers == 4 and specs.model("tiny-2").layers == 6
    )
    shipped = {**MODEL, "id": "llama-3-8b"}
    again = parse_tour(lesson(models=[shipped], set={"model": "llama-3-8b"}), "z.json", all_scenes())
    assert again.settings == {"model": "llama-3-8b-2"} and specs.model("llama-3-8b").layers == 32


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hidden": "256"}, "x.json:1: models[0].hidden: expected `int`, got `str`"),
        ({"hidden": -4}, "x.json:1: models[0].hidden: expected `int` >= 1"),
        ({"kv_heads": 3}, "x.json:1: models[0].kv_heads: 3 does not divide heads, 4"),
        ({"width": 3}, "x.json:1: models[0].width: there is no such field"),
    ],
)
def test_a_wrong_row_is_named_with_its_place(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(TourFileError) as caught:
        parse_tour(lesson(models=[{**MODEL, **changes}]), "x.json", all_scenes())
    assert str(caught.value).startswith(words)
    with pytest.raises(TourFileError, match=r"models\[1\].id: occurs twice"):
        parse_tour(lesson(models=[MODEL, MODEL]), "x.json", all_scenes())
    with pytest.raises(TourFileError, match="length <= 16"):
        parse_tour(lesson(models=[{**MODEL, "id": f"m{k}"} for k in range(17)]), "x.json", all_scenes())


@pytest.mark.parametrize("name", ["mine.json", "mine.lesson"])
def test_what_is_used_is_written_and_read_again(name: str, tmp_path: Path) -> None:
    tour = make_tour(
        parse_tour(lesson(models=[], gpus=[], set={}, stops=[{"scene": "pricing"}]), "x.json", all_scenes())
    )
    model, gpu = specs.add_model(own("gpt-oss-20b").row), specs.add_gpu(gpu_of(CARD, Path("card.json")).row)
    specs.add_model(own("Qwen3-8B").row)
    state = step(opening(), SetEverywhere((("model", model.id), ("gpu", gpu.id), ("weight_bits", 4))), tour)
    file = lesson_of(state, tour, "mine")
    assert [row.id for row in file.models] == ["gpt-oss-20b"] and [row.id for row in file.gpus] == ["my-gpu"]
    write_lesson(tmp_path / name, file)
    specs.forget_own()
    found = read_lesson(tmp_path / name, all_scenes())
    assert specs.model("gpt-oss-20b") == model and specs.gpu("my-gpu") == gpu
    assert {name: found.settings[name] for name in ("model", "gpu", "weight_bits")} == {
        **{"model": "gpt-oss-20b", "gpu": "my-gpu", "weight_bits": 4}
    }
    assert lesson_of(state, make_tour(found), "mine").models == file.models


def test_a_lesson_without_own_rows_says_nothing_of_them(tmp_path: Path) -> None:
    tour = make_tour(
        parse_tour(lesson(models=[], gpus=[], set={}, stops=[{"scene": "pricing"}]), "x.json", all_scenes())
    )
    write_lesson(tmp_path / "plain.json", lesson_of(opening(), tour, "plain"))
    assert not {"models", "gpus"} & json.loads((tmp_path / "plain.json").read_bytes()).keys()


def test_the_command_draws_a_lesson_with_its_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.json").write_bytes(lesson())
    assert main(["tour", "check", str(tmp_path / "x.json")]) == 0
    assert main(["snapshot", "pricing", "--tour", str(tmp_path / "x.json"), "--json", "--size", "320x180"]) == 0
    assert "My GPU" in capsys.readouterr().out
