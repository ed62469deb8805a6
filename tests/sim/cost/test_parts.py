"""Parts sum to their rows exactly; what no row counts, by hand; the test table of the atlas."""

from random import Random

import pytest

from tests.fuzz import SEED, count
from tourapp import specs
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.costs import LedgerPass, decode_pass, prefill_pass
from tourapp.sim.cost.parts import LedgerPart, part_numbers, parts_of
from tourapp.sim.cost.uncounted import uncounted

S70 = Scenario()
S8 = Scenario(model="llama-3-8b", gpus=1, weight_bits=16)
FIELDS = ("flops", "weight_bytes", "kv_bytes")


def apart(scenario: Scenario, done: LedgerPass) -> dict[str, LedgerPart]:
    return {f"{row.op}.{part.op}": part for row in done.rows for part in parts_of(scenario.model_spec, done, row)}


def random_scenario(dice: Random, model: str) -> Scenario:
    return Scenario(
        model=model,
        gpu=dice.choice(list(specs.gpus())),
        gpus=dice.choice((1, 2, 3, 8, 64)),
        batch=dice.randint(1, 10 ** dice.randint(0, 6)),
        context=dice.randint(1, 10 ** dice.randint(0, 8)),
        prompt_tokens=dice.randint(1, 10 ** dice.randint(0, 8)),
        weight_bits=dice.choice((16, 8, 4, 3, 2)),
        kv_bits=dice.choice((16, 8, 4)),
    )


@pytest.mark.parametrize("model", list(specs.models()))
def test_parts_sum_to_their_rows_exactly(model: str) -> None:
    dice = Random(SEED)
    for _ in range(max(2, count(200) // 4)):
        scenario = random_scenario(dice, model)
        for done in (decode_pass(scenario), prefill_pass(scenario)):
            for row in done.rows:
                parts = parts_of(scenario.model_spec, done, row)
                for field in FIELDS:
                    total = sum(getattr(part, field).value for part in parts)
                    assert total == getattr(row, field).value, (SEED, scenario, row.op, field)
                if row.flops.value:
                    assert sum(part.share for part in parts) == pytest.approx(1.0)


def test_a_sweep_is_taken_apart_too() -> None:
    import numpy as np

    scenario = Scenario(model="mixtral-8x7b", batch=np.array([1.0, 8.0, 77.0]))
    done = decode_pass(scenario)
    for row in done.rows:
        total = sum(part.weight_bytes.value for part in parts_of(scenario.model_spec, done, row))
        assert np.array_equal(total, row.weight_bytes.value)


@pytest.mark.parametrize(
    ("scenario", "phase", "name", "flops", "weights", "cached"),
    [
        (S70, "decode", "qkv_projection.q", 8.58993e10, 5.36871e9, 0),
        (S70, "decode", "qkv_projection.k", 1.07374e10, 6.71089e8, 0),
        (S70, "decode", "qkv_projection.v", 1.07374e10, 6.71089e8, 0),
        (S70, "decode", "attention.scores", 2.09715e10, 0, 2.62144e9),
        (S70, "decode", "attention.blend", 2.09715e10, 0, 2.62144e9),
        (S70, "decode", "ffn.gate", 3.00648e11, 1.87905e10, 0),
        (S70, "decode", "ffn.down", 3.00648e11, 1.87905e10, 0),
        (S70, "prefill", "qkv_projection.q", 1.71799e14, 5.36871e9, 0),
        (S70, "prefill", "attention.scores", 2.0982e13, 0, 2.62144e9),
        (S70, "prefill", "ffn.up", 6.01295e14, 1.87905e10, 0),
        (S8, "decode", "qkv_projection.q", 8.58993e9, 1.07374e9, 0),
        (S8, "decode", "qkv_projection.k", 2.14748e9, 2.68435e8, 0),
        (S8, "decode", "attention.blend", 4.1943e9, 0, 1.04858e9),
        (S8, "decode", "ffn.gate", 3.00648e10, 3.7581e9, 0),
        (S8, "prefill", "lm_head.lm_head", 8.40539e9, 1.05067e9, 0),
    ],
)
def test_the_table_of_the_atlas(
    scenario: Scenario, phase: str, name: str, flops: float, weights: float, cached: float
) -> None:
    part = apart(scenario, decode_pass(scenario) if phase == "decode" else prefill_pass(scenario))[name]
    assert part.flops.value == pytest.approx(flops, rel=4e-6)
    assert part.weight_bytes.value == pytest.approx(weights, rel=4e-6)
    assert part.kv_bytes.value == pytest.approx(cached, rel=4e-6)


def test_a_latent_is_apart_by_width() -> None:
    scenario = Scenario(model="deepseek-v3", gpu="h200-sxm", gpus=8, batch=1, context=1000)
    found = apart(scenario, decode_pass(scenario))
    assert {name for name in found if name.startswith("qkv")} == {
        f"qkv_projection.{op}" for op in ("q_down", "q_up", "kv_down", "kv_up")
    }
    assert found["qkv_projection.q_down"].weight_bytes.value == 61 * 7168 * 1536
    assert found["qkv_projection.kv_up"].weight_bytes.value == 61 * 512 * 128 * (128 + 128)
    assert found["attention.scores"].share == pytest.approx((512 + 64) / (2 * 512 + 64))


def test_a_plain_ffn_has_two_matrices_with_their_biases() -> None:
    scenario = Scenario(model="gpt2", gpus=1, weight_bits=16)
    found = apart(scenario, decode_pass(scenario))
    assert "ffn.gate" not in found
    assert found["ffn.up"].weight_bytes.value == 2 * 12 * (768 * 3072 + 3072)
    assert found["ffn.down"].weight_bytes.value == 2 * 12 * (3072 * 768 + 768)


def test_what_no_row_counts_by_hand() -> None:
    done = {each.op: each.flops.value for each in uncounted(S70, decode_pass(S70))}
    assert done["rope"] == 8 * 2_211_840 == 8 * 3 * (64 + 8) * 128 * 80
    assert done["softmax"] == 5 * 81_920_000 == 5 * 8 * 80 * 64 * 2000
    assert done["residual"] == 2 * 80 * 8192 * 8
    assert done["activation"] == 5 * 80 * 28672 * 8
    assert done["sampling"] == 5 * 128_256 * 8
    assert done["sampling"] / cost(S70).decode.flops_per_step.value == pytest.approx(4.4e-6, rel=0.02)
    read = {each.op: each.flops.value for each in uncounted(S8, prefill_pass(S8))}
    assert read["rope"] == 16_000 * 491_520
    assert read["softmax"] == 5 * 8 * 32 * 32 * 2000 * 2001 / 2
    assert "rope" not in {each.op for each in uncounted(Scenario(model="gpt2"), decode_pass(Scenario(model="gpt2")))}


def test_every_part_has_a_name() -> None:
    names = part_numbers(S70.model_spec, decode_pass(S70))
    assert names["ledger.decode.ffn.gate.flops"].value == 2 * 80 * 8192 * 28672 * 8
