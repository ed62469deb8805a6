"""Worked examples: results that are computed and true, pages on which a class can fill the blanks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenes.beat_stage import SceneTour
from tourapp.authoring import show
from tourapp.authoring.written_out import with_numbers, with_symbols
from tourapp.errors import DamagedFileError
from tourapp.quantity import Quantity, derive
from tourapp.words import in_tongue
from tourapp.world import worked as subject
from tourapp.world.worked import worked_example, worked_files, worked_names

TOUR = SceneTour("worked_example")
TRUTHS = {
    "dot_product": ("s", 32.0),
    "row_times_matrix": ("y_2", 5.0),
    "attention_of_three": ("o", 6.0167),
    "kv_bytes": ("K", 262_144_000.0),
    "roofline_8b": ("X", 135.8),
    "users_on_24gb": ("N", 25.0),
    "little": ("N", 50.0),
    "squeeze_70b": ("K", 2.684e9),
}


def test_the_eight_of_the_course_are_there() -> None:
    assert [id for id, _ in worked_names()] == list(TRUTHS)


@pytest.mark.parametrize(("id", "truth"), TRUTHS.items())
def test_results_are_true(id: str, truth: tuple[str, float]) -> None:
    symbol, value = truth
    made = next(step for _, step in worked_example(id).steps if step.symbol == symbol)
    assert float(made.value) == pytest.approx(value, rel=1e-3)


def test_the_weights_of_three_tokens_are_those_of_the_chapter() -> None:
    values = {step.symbol: float(step.value) for _, step in worked_example("attention_of_three").steps}
    assert values["w_1"] == pytest.approx(0.4011, abs=5e-5) and values["w_2"] == pytest.approx(0.1978, abs=5e-5)
    assert 2 * values["w_1"] + values["w_2"] == pytest.approx(1.0)


def test_no_file_types_a_result() -> None:
    for file in worked_files().values():
        given = {each.symbol for each in file.given}
        assert not given & {step.symbol for step in file.steps}
        assert all((each.value is None) is (each.path is not None) for each in file.given)


@pytest.mark.parametrize("text", ['{"id": 3}', "[]", "{", '{"order": 1, "id": "x", "title": "X", "about": "X"}'])
def test_a_broken_file_is_named(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(subject, "asset_path", lambda *_parts: tmp_path)
    worked_files.cache_clear()
    with pytest.raises(DamagedFileError, match=r"bad\.json"):
        worked_files()
    worked_files.cache_clear()


@pytest.mark.parametrize("id", TRUTHS)
def test_what_comes_out_is_named_in_the_language_in_use(id: str) -> None:
    name = str(worked_example(id).steps[-1][1].name)
    with in_tongue("es"):
        caption = TOUR.stage("worked_example", "result", worked_example=id).caption
    assert name not in caption and caption.startswith("Sale ")


def test_formulas_are_written_out() -> None:
    low = Quantity(-2, "B", "low", "a")
    made = derive("made", "m", "B", "a * b ** 2 - a", low, Quantity(3, "1", "other", "b"))
    assert with_symbols(made) == "a × b² − a"
    assert with_numbers(made) == f"({show(low)}) × 3² − ({show(low)})"
    assert with_numbers(low) == with_symbols(low) == ""


@pytest.mark.parametrize("id", TRUTHS)
def test_blanks_hide_every_result(id: str) -> None:
    full = TOUR.stage("worked_example", "result", worked_example=id)
    blank = TOUR.stage("worked_example", "result", own={"worked_blanks": True}, worked_example=id)
    results = [show(step) for _, step in worked_example(id).steps]
    assert all(result in full.words for result in results)
    shown = [op.words for op in blank.ops if getattr(op, "part", "") == "results"]
    assert shown == ["____"] * len(results) and results[-1] not in blank.caption
