"""The element-wise steps: the norms in their parts, and what each step moves and takes alone."""

from __future__ import annotations

import pytest

from tourapp import specs
from tourapp.sim.cost import Scenario
from tourapp.sim.cost.costs import LedgerPass, decode_pass, prefill_pass
from tourapp.sim.cost.steps import STEPS, ElementStep, element_steps
from tourapp.sim.cost.uncounted import uncounted

FIELDS = ("flops", "weight_bytes", "activation_bytes")


def steps(scenario: Scenario, done: LedgerPass) -> dict[str, ElementStep]:
    found = element_steps(scenario, done)
    assert tuple(found) == tuple(STEPS)
    return found


@pytest.mark.parametrize("model", specs.models())
def test_norms_sum_to_their_row_and_the_others_to_what_is_left_out(model: str) -> None:
    scenario = Scenario(model=model, batch=3, context=700, prompt_tokens=300)
    for done in (prefill_pass(scenario), decode_pass(scenario)):
        found, row = steps(scenario, done), next(each for each in done.rows if each.op == "norms")
        norms = [each for op, each in found.items() if op.startswith("norm")]
        for field in FIELDS:
            assert sum(getattr(each, field).value for each in norms) == getattr(row, field).value, field
        assert sum(each.seconds.value for each in norms) == pytest.approx(float(row.seconds.value), rel=1e-12)
        left = {each.op: each.flops.value for each in uncounted(scenario, done)}
        assert found["activation"].flops.value == left["activation"]
        assert found["add_attention"].flops.value + found["add_ffn"].flops.value == left["residual"]


def test_alone_they_take_what_their_own_bytes_take() -> None:
    scenario = Scenario(model="llama-3-8b", gpu="a100-80gb-sxm", gpus=1, batch=1, weight_bits=16)
    found = steps(scenario, prefill_pass(scenario))
    told = {op: 1e3 * float(each.alone_seconds.value) for op, each in found.items()}
    assert told["norm_attention"] == told["norm_ffn"] == pytest.approx(0.514, abs=1e-3)
    assert told["add_attention"] == told["add_ffn"] == pytest.approx(0.771, abs=1e-3)
    assert told["activation"] == pytest.approx(2.70, abs=5e-3)
    assert found["activation"].activation_bytes.value == 3 * 14336 * 2000 * 32 * 2
    assert [op for op, each in found.items() if each.counted] == ["norm_attention", "norm_ffn", "norm_last"]


def test_without_a_gate_the_activation_function_moves_less() -> None:
    scenario = Scenario(model="gpt2", prompt_tokens=100, batch=1)
    found = steps(scenario, prefill_pass(scenario))
    assert found["activation"].activation_bytes.value == 2 * 3072 * 12 * 100 * 2
