"""How weights are stored: published sizes of checkpoints, and what stays in 16 bits beside experts in 4."""

from dataclasses import replace

import pytest

from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.costs import decode_pass
from tourapp.sim.cost.terms.rows import operator_rows

OSS = Scenario(model="gpt-oss-120b", gpu="h200-sxm", gpus=1, weight_bits=4, kv_bits=8)


@pytest.mark.parametrize(("model", "gigabytes"), [("gpt-oss-120b", 65.29), ("kimi-k2", 595)])
def test_four_bit_checkpoints_are_as_large_as_published(model: str, gigabytes: float) -> None:
    costs = cost(replace(OSS, model=model, gpus=8))
    assert costs.weight_bytes.value / 1e9 == pytest.approx(gigabytes, rel=0.003)
    assert costs.group_scale_bytes.value == 0, "scales are inside"
    assert any("only the routed experts" in note for note in costs.notes)


def test_what_is_no_expert_stays_in_16_bits_at_the_16_bit_peak() -> None:
    costs = cost(replace(OSS, gpu="b200-sxm", math=4))
    rows = {row.op: row for row in costs.rows("decode")}
    assert rows["lm_head"].weight_bytes.value == pytest.approx(2 * 201_088 * 2880)
    assert rows["experts"].streamed is not None
    assert rows["experts"].weight_bytes.value == pytest.approx(rows["experts"].streamed.value * 4.25 / 8)
    assert rows["experts"].peak is not None and rows["experts"].peak.value == 9e15
    assert rows["qkv_projection"].peak is not None and rows["qkv_projection"].peak.value == 2.25e15
    assert 0 < costs.decode.compute_busy.value < 1 and 0 < costs.prefill.compute_busy.value <= 1 + 1e-12


def test_in_8_bits_all_of_it_is() -> None:
    costs = cost(replace(OSS, weight_bits=8, gpus=2))
    assert costs.weight_bytes.value == pytest.approx(116_829_156_672)


def test_four_bit_weights_are_unpacked_where_they_are_multiplied_in_16() -> None:
    def shares(scenario: Scenario) -> dict[str, bool]:
        done = decode_pass(scenario)
        rows = operator_rows(scenario, done.which, done.rows)
        return {row.op: "η_u" in {q.symbol for q in row.seconds.inputs} for row in rows}

    assert shares(OSS)["experts"] and not shares(OSS)["lm_head"]
    assert not shares(replace(OSS, gpu="b200-sxm", math=4))["experts"]
    assert all(used for op, used in shares(Scenario(weight_bits=4)).items() if op != "attention")
    assert not any(shares(Scenario(weight_bits=8)).values())
