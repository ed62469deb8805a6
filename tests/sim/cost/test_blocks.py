"""The blocks of a pass sum to the pass, whatever the model and the settings."""

from __future__ import annotations

from random import Random

import pytest

from tourapp import specs
from tourapp.sim.cost import Costs, Scenario, cost
from tourapp.sim.cost.blocks import PassPhase, pass_blocks

PHASES: tuple[PassPhase, PassPhase] = ("prefill", "decode")
SIZES = ("flops", "weight_bytes", "kv_bytes")


def assert_sums(costs: Costs, where: str) -> None:
    for phase in PHASES:
        done = pass_blocks(costs, phase)
        assert sum(float(block.share.value) for block in done.blocks) == pytest.approx(1, abs=1e-9), where
        assert sum(float(block.seconds.value) for block in done.blocks) == pytest.approx(float(done.seconds.value))
        for size in SIZES:
            total = sum(getattr(block, size).value for block in done.blocks)
            assert total == pytest.approx(getattr(done, size).value, rel=1e-12), f"{where}: {phase} {size}"
        told = [block.activation_bytes.value for block in done.blocks if block.activation_bytes is not None]
        assert sum(told) == pytest.approx(done.activation_bytes.value, rel=1e-12), where
        assert all(block.bound in ("memory", "compute") for block in done.blocks)


@pytest.mark.parametrize("model", sorted(specs.models()))
def test_blocks_sum_to_the_pass(model: str) -> None:
    assert_sums(cost(Scenario(model=model)), model)


def test_blocks_sum_at_random_settings() -> None:
    dice, models, gpus = Random(7), sorted(specs.models()), sorted(specs.gpus())
    for number in range(200):
        gpu = dice.choice(gpus)
        bits = dice.choice((16, 8, 4))
        scenario = Scenario(
            model=dice.choice(models),
            gpu=gpu,
            gpus=dice.randint(1, 16),
            batch=round(10 ** dice.uniform(0, 2.7)),
            context=round(10 ** dice.uniform(2.2, 6)),
            prompt_tokens=round(10 ** dice.uniform(0, 4.5)),
            weight_bits=bits,
            kv_bits=dice.choice((16, 8, 4)),
            math=specs.gpu(gpu).math_bits(bits),
        )
        assert_sums(cost(scenario), f"number {number}: {scenario}")


def test_a_part_has_the_name_that_the_command_gives_it() -> None:
    blocks = pass_blocks(cost(Scenario()), "decode").parts("gate", "scores")
    assert [block.flops.id for block in blocks] == [
        "ledger.decode.attention.scores.flops",
        "ledger.decode.ffn.gate.flops",
    ]
