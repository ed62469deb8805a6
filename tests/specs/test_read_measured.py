"""Which measured runs are taken from the source, and which are left out and counted."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tourapp import specs

RUN: dict[str, Any] = {
    **{"run": "x", "model": "llama-3-8b", "gpu": "h200-sxm", "gpus": 1, "weight_bits": 8, "kv_bits": 8, "math": None},
    **{"batch": 64, "prompt": 2000, "answer": 100, "tpot_ms": 25.0, "ttft_ms": 400.0},
    **{"engine": "vllm", "version": "1", "date": "", "family": ""},
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Any]:
    """The reading command as a module."""
    folder = str(Path(__file__).resolve().parents[2] / ".setup")
    sys.path.insert(0, folder)
    try:
        import read_measured

        yield read_measured
    finally:
        sys.path.remove(folder)


def test_a_series_with_an_impossible_run_is_left_out_as_a_whole(reader: Any) -> None:
    good, other = RUN | {"version": "2"}, RUN | {"batch": 8, "tpot_ms": 6.0}
    faster_than_the_peak = RUN | {"tpot_ms": 9.74, "ttft_ms": 121.7}
    assert reader.drop_impossible([good, other]) == [good, other]
    assert reader.drop_impossible([good, other, faster_than_the_peak]) == [good]
    too_large = RUN | {"model": "qwen3-235b-a22b", "version": "3", "tpot_ms": 58.6}
    assert reader.drop_impossible([good, too_large]) == [good]


def test_runs_whose_clients_waited_are_left_out(reader: Any) -> None:
    waited = RUN | {"ttft_ms": 23_793.0, "tpot_ms": 5.6, "answer": 1024}
    assert reader.waiting(RUN) == pytest.approx(400 / 2900) and reader.waiting(RUN | {"ttft_ms": None}) == 0
    assert reader.drop_queued([RUN, waited]) == [RUN]


def test_every_model_and_gpu_that_is_read_has_a_row(reader: Any) -> None:
    assert set(reader.MODELS.values()) <= set(specs.models()) and set(reader.GPUS.values()) <= set(specs.gpus())
    assert specs.measured_runs().not_modelled == reader.NOT_MODELLED
    assert not set(reader.NOT_MODELLED) & set(reader.MODELS)


def test_no_shipped_run_is_one_that_would_be_left_out(reader: Any) -> None:
    runs = specs.measured_runs().runs
    rows = [{name: getattr(run, name) for name in run.__struct_fields__} for run in runs]
    assert all(reader.waiting(row) <= reader.WAITED for row in rows)
    assert {run.weight_bits for run in runs if run.model == "gpt-oss-120b"} == {4}
    assert {run.math for run in runs if run.model == "kimi-k2" and "int4" in run.run} == {16}
