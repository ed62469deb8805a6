"""The stage of the second question: its printed figures, whose equation stands above, and odd pairs of models."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenes.beat_stage import BeatStage
from tests.scenes.spine_stages.spine_stage import spine_stage
from tourapp.authoring import ops


def stage(beat: str, at: float = 0.97, **change: Any) -> BeatStage:
    return spine_stage("s_size", beat, at, **change)


def test_printed_figures() -> None:
    assert "9.25\u2009×" in stage("two").words
    told = " ".join(stage("read").words)
    assert (
        "W / β = 139\u2009GB / 6.70\u2009TB/s = 20.7\u2009ms" in told
        and "15.0\u2009GB / 6.70\u2009TB/s = 2.24\u2009ms" in told
    )
    assert "9.26\u2009×" in stage("read").words and "2.71\u2009%" in stage("compute").words
    assert "8.79\u2009×" in stage("embed").caption and "9.26\u2009×" in stage("embed").caption
    assert "13.1\u2009%" in stage("embed").note
    assert "4.56\u2009×" in stage("cache").words and "8.43\u2009×" in stage("limit").words


def test_the_sentence_has_its_numbers() -> None:
    told = " ".join(stage("say").words)
    assert all(figure in told for figure in ("9.26\u2009×", "8.43\u2009×", "2.50\u2009×"))


@pytest.mark.parametrize(
    ("beat", "load"), [("two", "1128"), ("read", "1128"), ("compute", "82,000"), ("cache", "328,192")]
)
def test_the_equation_is_that_of_the_load_on_stage(beat: str, load: str) -> None:
    told = stage(beat).words
    place = told.index("/")
    numbers = told[told.index("=", place) :]
    shown = [each for each in numbers if each.replace(",", "").isdigit()][:2]
    assert "".join(shown) == load


def test_the_answer_is_hidden_at_the_start() -> None:
    for beat, answer in (("two", "9.25\u2009×"), ("compute", "2.71\u2009%"), ("cache", "4.56\u2009×")):
        assert answer not in stage(beat, 0.0).words
    assert "20.8\u2009ms" not in stage("two", 0.0).words and "33.6\u2009ms" not in stage("cache", 0.0).words


def test_bars_are_to_scale() -> None:
    told = stage("read").of(ops.Rects, "weights")
    widths = sorted({round(float(box[2]), 3) for op in told for box in op.boxes})
    assert widths[-1] / widths[-2] == pytest.approx(9.261, rel=1e-3)


def test_cache_is_teal_over_violet() -> None:
    told = stage("cache")

    def bars(shown: BeatStage, role: str) -> list[Any]:
        return [box for op in shown.of(ops.Rects, role) for box in op.boxes if box[1] > 220.0]

    assert len(bars(told, "key")) == 2 and len(bars(told, "value")) == 2
    assert not bars(stage("cache", 0.0), "key")


def test_one_machine_or_two() -> None:
    assert "4.63\u2009×" in stage("two").note and "same 2 GPUs" in stage("two").note
    assert "two machines" in stage("two", size_same=False).note
    assert "single GPU" in stage("two", gpus=1).note
    assert stage("say", size_same=False).caption == "Compare them on one machine before you say it."


def test_a_model_beside_itself() -> None:
    assert "choose two models" in stage("two", model="llama-3-8b").caption
    assert "as much" in " ".join(stage("say", model="llama-3-8b").words)


def test_a_mixture_may_be_the_faster_one() -> None:
    assert "is the faster one" in stage("two", model="gpt-oss-120b").caption
    assert "experts" in stage("embed", model="mixtral-8x7b").note
    assert "one table" in stage("embed", size_other="gpt2").note


def test_what_does_not_fit_is_said() -> None:
    assert "does not fit" in stage("cache").note and stage("limit").of(ops.Hatch)
    assert "does not fit" not in stage("cache", gpus=16).note
