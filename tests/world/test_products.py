"""World parts of plain products: what a real matrix takes is the ledger's row, and a real query and key are arrows."""

from __future__ import annotations

import pytest

from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.blocks import pass_blocks
from tourapp.world import Inputs, World


def test_a_token_takes_what_the_ledgers_row_says() -> None:
    small, large = World().matmul_sizes
    assert (small.token.value, large.token.value) == (1_769_472, 90_177_536)
    for matrix in (small, large):
        m, k, n = 5, int(matrix.inputs.value), int(matrix.outputs.value)
        assert float(matrix.flops(m).value) == 2 * m * k * n and matrix.params.value == k * n
        costs = cost(Scenario(model=matrix.id, gpu="h100-sxm", gpus=1, batch=1, weight_bits=16))
        rows = pass_blocks(costs, "decode").parts("up")
        layers = costs.scenario.model_spec.layers
        assert float(matrix.token.value) * layers == sum(float(row.flops.value) for row in rows)


def test_a_number_is_called_by_its_tokens_and_no_setting_moves_it() -> None:
    one = World().matmul_sizes[0].flops(16)
    other = World(Inputs().change(batch=64, model="llama-3-8b", weight_bits=4)).matmul_sizes[0].flops(16)
    assert one.id == other.id == "matmul_sizes.smollm2-135m.flops(tokens=16)" and one.value == other.value


def test_the_small_model_multiplies_138_million_pairs() -> None:
    work = World().token_work
    assert float(work.millions.value) == pytest.approx(138, abs=1)
    assert float(work.flops.value) == pytest.approx(2e6 * float(work.millions.value))
    assert float(work.bytes.value) == pytest.approx(271e6, rel=0.01)


def test_a_real_query_and_key() -> None:
    pair = World().real_pair
    assert pair is not None
    query, key, dot = (float(each.value) for each in (pair.query, pair.key, pair.dot))
    assert abs(dot) <= query * key and float(pair.cosine.value) == pytest.approx(dot / (query * key))
