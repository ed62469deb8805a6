"""The lever table: figures of the specification, each row the full model again, reasons where nothing moves."""

from dataclasses import replace

import pytest

from tourapp.errors import UsageError
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.levers import Beside, Lever, LeverTable, levers, pulled
from tourapp.specs import total_parameters

S70 = Scenario()


def row(table: LeverTable, id: str) -> Lever:
    return next(each for each in table.levers if each.id == id)


TABLE = levers(S70)


@pytest.mark.parametrize(
    ("id", "speedup", "users", "output", "paid"),
    [
        ("weights_16", 11.156 / 21.53, 16, 4.485, None),
        ("weights_4", 1.87, 178, 1.244, 0.1175),
        ("kv_8", 1.04, 248, 2.243, 0.0599),
        ("mha", 0.62, 13, 3.758, None),
        ("mqa", 1.08, 1008, 2.145, None),
        ("moe", 11.156 / 6.59, 401, None, None),
        ("tp_double", 2.0, 356, 2.324, None),
        ("batch", 0.67, 124, 0.433, None),
        ("gpu_h200", 1.43, 301, 1.622, 0.0599),
        ("gpu_b200", 2.39, 414, 0.973, None),
        ("model_smaller", 7.78, 549, 0.2986, None),
        ("speculation", 2.31, 124, None, None),
    ],
)
def test_the_table_of_the_specification(
    id: str, speedup: float, users: int, output: float | None, paid: float | None
) -> None:
    lever = row(TABLE, id)
    assert lever.applies
    assert TABLE.speedup(lever) == pytest.approx(speedup, abs=0.0051)
    assert lever.figures.users.value == users
    for number, want in ((lever.figures.output, output), (lever.figures.input, paid)):
        assert want is None or (number is not None and number.value == pytest.approx(want, rel=1e-3))


def test_undoing_grouped_queries_needs_the_larger_matrices() -> None:
    lever = row(TABLE, "mha")
    assert lever.scenario is not None
    params = total_parameters(lever.scenario.model_spec).value
    assert params == 70_553_706_496 + 2 * 80 * 8192 * (64 - 8) * 128 == 79_948_947_456


@pytest.mark.parametrize("batch", [1, 8, 64])
@pytest.mark.parametrize("model", ["llama-3-70b", "mixtral-8x7b", "deepseek-v3", "gpt2", "gemma-2-9b"])
def test_every_row_is_the_full_model_again(model: str, batch: int) -> None:
    table = levers(Scenario(model=model, gpu="h200-sxm", gpus=2, batch=batch))
    for lever in table.levers:
        if lever.scenario is None:
            assert lever.applies or lever.figures is table.base
            continue
        whole = cost(lever.scenario)
        assert lever.figures.step is not None and lever.figures.output is not None
        assert lever.figures.step.value == whole.decode.step_seconds.value
        assert lever.figures.output.value == pytest.approx(whole.price.output.value)
        assert lever.figures.users.value == whole.capacity.users.value


def test_with_communication_twice_the_gpus_are_not_twice_as_fast() -> None:
    table = levers(S70, Beside(comm=True))
    lever = row(table, "tp_double")
    assert table.base.step is not None and lever.figures.step is not None and lever.figures.output is not None
    assert table.base.step.value == pytest.approx(12.50e-3, rel=1e-3)
    assert lever.figures.step.value == pytest.approx(7.60e-3, rel=1e-3)
    assert table.speedup(lever) == pytest.approx(1.65, abs=0.005)
    assert lever.figures.output.value == pytest.approx(3.17, abs=0.005)
    more = row(TABLE, "tp_double").more
    assert more["step_seconds_with_communication"].value == pytest.approx(lever.figures.step.value)


@pytest.mark.parametrize(("batch", "speedup"), [(8, 2.31), (64, 2.21), (124, 1.62), (256, 1.27)])
def test_speculation_by_batch(batch: int, speedup: float) -> None:
    table = levers(replace(S70, batch=batch))
    assert table.speedup(row(table, "speculation")) == pytest.approx(speedup, abs=0.0051)


def test_levers_are_not_multiplied() -> None:
    both = cost(pulled(S70, ["weights_4", "kv_8"]))
    assert both.decode.step_seconds.value == cost(replace(S70, weight_bits=4, kv_bits=8)).decode.step_seconds.value
    with pytest.raises(UsageError, match="did you mean weights_4"):
        pulled(S70, ["weight_4"])
    with pytest.raises(UsageError, match="8 bits already"):
        pulled(S70, ["weights_8"])


def test_what_cannot_be_pulled_says_why() -> None:
    reasons = {lever.id: lever.why_not for lever in TABLE.levers if not lever.applies}
    assert set(reasons) == {
        *("weights_8", "kv_16", "mla", "window", "flash", "continuous_batching", "paging", "graphs")
    }
    assert all(reasons.values())
    full = levers(replace(S70, batch=124))
    assert "memory is full" in str(row(full, "batch").why_not)
    odd = levers(Scenario(model="gpt2", gpus=12))
    assert "do not divide" in str(row(odd, "tp_double").why_not)
    lone = levers(replace(S70, gpu="l40s"), Beside(comm=True))
    assert lone.base.step is None and lone.speedup(row(lone, "weights_4")) is None


def test_fitted_times_are_refused_and_shares_keep_the_ratio_of_speculation_sane() -> None:
    with pytest.raises(UsageError, match="leave fitted out"):
        levers(replace(S70, fitted=True))
    told = levers(replace(S70, mfu=0.7, mbu=0.7))
    assert told.speedup(row(told, "speculation")) == pytest.approx(TABLE.speedup(row(TABLE, "speculation")))
