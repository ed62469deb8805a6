"""The cost model against formulas written out again by hand, and against figures worked out beforehand."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tourapp import specs
from tourapp.errors import UsageError
from tourapp.quantity import Quantity, plain
from tourapp.quantity.why import explain
from tourapp.sim.cost import Costs, Scenario, cost
from tourapp.sim.cost.ledger import ELEMENT_WISE
from tourapp.specs import total_parameters

KV_BYTES = {
    "gpt2": 36_864,
    "smollm2-135m": 23_040,
    "llama-2-7b": 524_288,
    "llama-2-13b": 819_200,
    "llama-2-70b": 327_680,
    "llama-3-8b": 131_072,
    "llama-3-70b": 327_680,
    "llama-3.1-405b": 516_096,
    "mistral-7b": 131_072,
    "mixtral-8x7b": 131_072,
    "qwen2.5-7b": 57_344,
    "qwen2.5-72b": 327_680,
    "gemma-2-9b": 344_064,
    "deepseek-v3": 70_272,
}


def params_of(model: Any) -> int:
    return int(total_parameters(model).value)


def of(costs: Costs, name: str) -> Any:
    return plain(costs.number(name))


def test_the_default_scenario_is_the_storyboards() -> None:
    c = cost(Scenario())
    assert of(c, "weight_bytes") == 70_553_706_496
    assert of(c, "kv_bytes") == 8 * 2000 * 327_680 == 5_242_880_000
    assert of(c, "capacity.memory_bytes") == 160_000_000_000
    assert of(c, "capacity.reserve_bytes") == 8_000_000_000
    assert of(c, "capacity.free_bytes") == 152_000_000_000 - 70_553_706_496 - 5_242_880_000
    assert of(c, "capacity.users") == 124 and c.capacity.fits is True
    assert of(c, "streamed_params") == 70_553_706_496 - 128256 * 8192
    step = (69_503_033_344 + 5_242_880_000) / 6.7e12
    assert of(c, "decode.step_seconds") == pytest.approx(step, rel=1e-12)
    assert of(c, "decode.tokens_per_second") == pytest.approx(8 / step, rel=1e-12)
    assert of(c, "decode.ridge") == pytest.approx(591, rel=1e-3)
    assert (c.decode.bound, c.prefill.bound) == ("memory", "compute")


@pytest.mark.parametrize(("id", "size"), KV_BYTES.items())
def test_kv_bytes_of_a_token(id: str, size: int) -> None:
    assert of(cost(Scenario(model=id)), "kv_bytes_per_token") == size
    assert of(cost(Scenario(model=id, kv_bits=8)), "kv_bytes_per_token") == size / 2
    assert of(cost(Scenario(model=id, kv_bits=4)), "kv_bytes_per_token") == size / 4


def by_hand(id: str, gpu: str, gpus: int, batch: int, context: int, prompt: int, bits: int) -> dict[str, float]:
    """The closed formulas for a dense model with full attention, RMS norms and no positions table."""
    m, g = specs.model(id), specs.gpu(gpu)
    peak = {16: g.bf16_tflops, 4: g.bf16_tflops, 8: g.fp8_tflops or g.int8_tops}[bits] * 1e12 * gpus  # type: ignore[operator]
    sixteen = g.bf16_tflops * 1e12 * gpus  # attention's, whatever the weights are
    band, w = g.bandwidth_tb_s * 1e12 * gpus, bits / 8
    head = m.vocab * m.hidden
    read = params_of(m) - (0 if m.tied else head)
    kv = 2 * m.layers * m.kv_heads * m.head_dim * 2
    heads = m.layers * m.heads * m.head_dim
    flops = batch * (2 * read + 4 * heads * context)
    moved = read * w + batch * context * kv
    pre = batch * (2 * (read - head) * prompt + 2 * head + 2 * heads * prompt * (prompt + 1))
    pre_moved = read * w + batch * prompt * kv
    step = max(batch * context * kv / band, batch * 4 * heads * context / sixteen) + max(
        2 * batch * read / peak, read * w / band
    )
    pre_time = (
        max(batch * 2 * heads * prompt * (prompt + 1) / sixteen, batch * prompt * kv / band)
        + max(2 * batch * prompt * (read - head) / peak, (read - head) * w / band)
        + max(2 * batch * head / peak, head * w / band)
    )
    usable = 0.95 * g.memory_gb * 1e9 * gpus
    return {
        "streamed_params": read,
        "decode.flops_per_token": flops / batch,
        "decode.bytes_per_step": moved,
        "decode.bytes_per_token": moved / batch,
        "decode.intensity": flops / moved,
        "decode.ridge": peak / band,
        "decode.step_seconds": step,
        "decode.tokens_per_second": batch / step,
        "prefill.flops": pre,
        "prefill.bytes": pre_moved,
        "prefill.intensity": pre / pre_moved,
        "prefill.seconds": pre_time,
        "prefill.tokens_per_second": batch * prompt / pre_time,
        "capacity.users": max(0, (usable - params_of(m) * w) // (context * kv)),
        "price.output": 3 * gpus / (3600 * batch / step) * 1e6,
        "price.input": 3 * gpus / (3600 * batch * prompt / pre_time) * 1e6,
    }


@pytest.mark.parametrize("bits", [16, 8, 4])
@pytest.mark.parametrize("gpu", ["h100-sxm", "a100-80gb-sxm", "rtx-4090"])
@pytest.mark.parametrize("id", ["smollm2-135m", "llama-2-13b", "llama-3-8b", "llama-3.1-405b", "qwen2.5-72b"])
def test_dense_models_follow_the_closed_formulas(id: str, gpu: str, bits: int) -> None:
    for gpus, batch, context, prompt in ((1, 1, 1, 1), (2, 8, 2000, 2000), (8, 300, 777, 34), (4, 64, 32768, 8192)):
        c = cost(Scenario(id, gpu, gpus, batch, context, prompt, weight_bits=bits))
        for name, value in by_hand(id, gpu, gpus, batch, context, prompt, bits).items():
            assert of(c, name) == pytest.approx(value, rel=1e-9), name


@pytest.mark.parametrize(("context", "users"), [(2000, 213), (4000, 106), (8192, 52), (32768, 13)])
def test_users_of_llama_3_8b_on_one_a100(context: int, users: int) -> None:
    c = cost(Scenario("llama-3-8b", "a100-80gb-sxm", 1, 1, context, weight_bits=16, usable=0.9))
    assert of(c, "capacity.users") == users


def test_users_of_llama_2_13b_and_of_a_24_gb_card() -> None:
    c = cost(Scenario("llama-2-13b", "a100-80gb-sxm", 1, 1, 2000, weight_bits=16, usable=0.9))
    assert of(c, "capacity.users") == 28
    card = cost(Scenario("llama-3-8b", "rtx-4090", 1, 1, 2000, weight_bits=16, usable=1.0))
    assert of(card, "capacity.users_exact") == pytest.approx(30.3, abs=0.05)


@pytest.mark.parametrize(("batch", "ratio"), [(8, 24.3), (16, 13), (64, 4.52), (128, 3.11)])
def test_output_over_input_at_half_mfu(batch: int, ratio: float) -> None:
    c = cost(Scenario(batch=batch, mfu=0.5, mbu=0.8))
    assert of(c, "price.achieved_ratio") == pytest.approx(ratio, rel=0.02)
    assert of(c, "price.ratio") == pytest.approx(of(c, "price.output") / of(c, "price.input"))


def test_a_short_prompt_waits_on_memory() -> None:
    c = cost(Scenario(batch=1, prompt_tokens=34))
    assert of(c, "prefill.weight_intensity") == 68
    assert of(c, "prefill.ridge") == pytest.approx(591, rel=1e-3)
    assert c.prefill.bound == "memory"


def test_llama_3_8b_tops_out_at_60_flop_per_byte() -> None:
    c = cost(Scenario("llama-3-8b", "a100-80gb-sxm", 1, 1_000_000, 2048, weight_bits=16))
    assert of(c, "decode.intensity") == pytest.approx(60, abs=0.5)
    for context, bound in ((760, "compute"), (780, "memory")):
        c = cost(Scenario("llama-3-8b", "a100-80gb-sxm", 1, 1_000_000, context, weight_bits=16))
        assert c.decode.bound == bound
    assert of(c, "decode.attention_intensity") == 4
    assert of(c, "decode.ridge_batch") == pytest.approx(153, rel=2e-3)


def test_70b_against_8b() -> None:
    def step(id: str, batch: int, context: int) -> float:
        return float(of(cost(Scenario(id, "h100-sxm", 4, batch, context, weight_bits=16)), "decode.step_seconds"))

    assert step("llama-3-70b", 1, 1) / step("llama-3-8b", 1, 1) == pytest.approx(9.3, abs=0.05)
    assert step("llama-3-70b", 32, 8000) / step("llama-3-8b", 32, 8000) == pytest.approx(4.6, abs=0.1)


def test_share_of_the_ffn() -> None:
    rows = cost(Scenario("llama-2-7b", "a100-80gb-sxm", 1, 1, 512, weight_bits=16)).rows("decode")
    flops = {row.op: float(row.flops.value) for row in rows}
    projections = flops["qkv_projection"] + flops["output_projection"]
    block = flops["ffn"] + projections + flops["attention"]
    assert flops["ffn"] / block == pytest.approx(0.655, abs=0.001)
    assert projections / block == pytest.approx(0.325, abs=0.001)
    assert flops["attention"] / block == pytest.approx(0.020, abs=0.001)


def test_mixture_of_experts_streams_the_expected_distinct_experts() -> None:
    expert, other = 32 * 3 * 4096 * 14336, 46_702_792_704 - 32000 * 4096 - 32 * 8 * 3 * 4096 * 14336
    for batch in (1, 2, 8, 1000):
        c = cost(Scenario("mixtral-8x7b", "h100-sxm", batch=batch, weight_bits=16))
        hit = 8 * (1 - 0.75**batch)
        assert of(c, "streamed_params") == pytest.approx(other + hit * expert, rel=1e-12)
        attention = 4 * 32 * 32 * 128 * 2000
        assert of(c, "decode.flops_per_token") == pytest.approx(2 * (other + 2 * expert) + attention, rel=1e-12)
    one = cost(Scenario("mixtral-8x7b", batch=1))
    assert of(one, "streamed_params") == 12_879_925_248 - 32000 * 4096


def test_deepseek_active_weights_and_latent_attention() -> None:
    c = cost(Scenario("deepseek-v3", batch=1, context=1000, prompt_tokens=10))
    assert of(c, "streamed_params") == pytest.approx(36.63e9, rel=1e-3)
    rows = {row.op: row for row in c.rows("decode")}
    assert plain(rows["attention"].flops) == 2 * 61 * 128 * (2 * 512 + 64) * 1000
    assert plain(rows["attention"].kv_bytes) == 70_272 * 1000
    prefill = {row.op: row for row in c.rows("prefill")}
    assert plain(prefill["attention"].flops) == 2 * 61 * 128 * (128 + 64 + 128) * 55
    assert {"router", "experts", "shared_expert", "ffn"} <= set(rows)


@pytest.mark.parametrize(("id", "full", "capped"), [("mistral-7b", 0, 32), ("gemma-2-9b", 21, 21)])
def test_sliding_windows_cap_what_is_kept_and_read(id: str, full: int, capped: int) -> None:
    m = specs.model(id)
    layer = 2 * m.kv_heads * m.head_dim * 2
    for n in (100, 4096, 4097, 10_000):
        c = cost(Scenario(id, batch=3, context=n, prompt_tokens=n))
        seen = full * n + capped * min(n, 4096)
        assert of(c, "kv_bytes") == 3 * layer * seen
        assert plain(c.number("ledger.decode.attention.flops")) == 3 * 4 * m.heads * m.head_dim * seen
        pairs = sum(full * i + capped * min(i, 4096) for i in range(1, n + 1))
        assert plain(c.number("ledger.prefill.attention.flops")) == 3 * 4 * m.heads * m.head_dim * pairs
        assert of(c, "prefill.kv_bytes") == 3 * n * (full + capped) * layer


def test_tied_embeddings_are_streamed_and_the_head_runs_once_per_sequence() -> None:
    tied = cost(Scenario("smollm2-135m", batch=5, prompt_tokens=100))
    assert of(tied, "streamed_params") == 134_515_008
    head = next(row for row in tied.rows("prefill") if row.op == "lm_head")
    assert plain(head.flops) == 5 * 2 * 49152 * 576
    embedding = next(row for row in tied.rows("decode") if row.op == "embedding")
    assert plain(embedding.weight_bytes) == 0 and plain(embedding.activation_bytes) == 5 * 2 * 576 * 2


@pytest.mark.parametrize("id", list(KV_BYTES))
def test_totals_are_sums_of_rows_and_rows_are_the_longer_of_two_times(id: str) -> None:
    c = cost(Scenario(id, batch=7, context=5000, prompt_tokens=300, mfu=0.5, mbu=0.8))
    totals = {
        "decode": (c.decode.flops_per_step, c.decode.bytes_per_step, c.decode.activation_bytes),
        "prefill": (c.prefill.flops, c.prefill.bytes, c.prefill.activation_bytes),
    }
    for phase, (flops, moved, activations) in totals.items():
        rows = c.rows(phase)
        assert sum(r.flops.value for r in rows) == pytest.approx(flops.value, rel=1e-12)
        assert sum(r.weight_bytes.value + r.kv_bytes.value for r in rows) == pytest.approx(moved.value, rel=1e-12)
        assert sum(r.activation_bytes.value for r in rows) == pytest.approx(activations.value, rel=1e-12)
    peak = c.number("decode.ridge").inputs[0].value
    band = c.number("decode.ridge").inputs[1].value
    sixteen = c.scenario.gpu_spec.bf16_tflops * 1e12 * c.scenario.gpus
    for row in c.ledger:
        reach = sixteen if row.op == "attention" else peak
        by_math, by_memory = row.flops.value / reach, (row.weight_bytes.value + row.kv_bytes.value) / band
        assert row.seconds.value == pytest.approx(max(by_math, by_memory), rel=1e-12)
        assert row.achieved_seconds.value == pytest.approx(max(by_math / 0.5, by_memory / 0.8), rel=1e-12)
        by_compute = by_math > by_memory and row.op not in ELEMENT_WISE
        assert row.bound == ("compute" if by_compute else "memory")
    assert sum(r.seconds.value for r in c.rows("decode")) == pytest.approx(of(c, "decode.step_seconds"), rel=1e-12)
    assert sum(r.achieved_seconds.value for r in c.rows("prefill")) == pytest.approx(of(c, "prefill.achieved_seconds"))


@pytest.mark.parametrize("weight_bits", [16, 8, 4])
def test_attention_runs_at_the_16_bit_peak_whatever_the_weights(weight_bits: int) -> None:
    c = cost(Scenario("llama-3-70b", "h100-sxm", 2, batch=1, prompt_tokens=32_000, weight_bits=weight_bits))
    attention = next(row for row in c.rows("prefill") if row.op == "attention")
    assert attention.flops.value / attention.seconds.value == pytest.approx(2 * 989.4e12, rel=1e-3)
    spent = attention.flops.value / (2 * 989.4e12)
    rest = (c.prefill.flops.value - attention.flops.value) / (2 * (1978.9e12 if weight_bits == 8 else 989.4e12))
    assert of(c, "prefill.compute_busy") == pytest.approx((spent + rest) / of(c, "prefill.seconds"), rel=1e-3)
    assert of(c, "prefill.compute_busy") <= 1


def test_ideal_figures_do_not_move_with_efficiency() -> None:
    ideal, real = cost(Scenario()), cost(Scenario(mfu=0.5, mbu=0.8))
    for name in ideal.numbers():
        if "achieved" not in name:
            assert of(ideal, name) == of(real, name), name
        else:
            assert of(ideal, name) == of(ideal, name.replace("achieved_", "")), name
    assert of(real, "decode.achieved_step_seconds") == pytest.approx(of(ideal, "decode.step_seconds") / 0.8)


def test_memory_adds_up_and_what_does_not_fit_says_so() -> None:
    for gpus in (1, 2, 8):
        c = cost(Scenario("llama-3-70b", gpus=gpus, batch=50, context=8000, weight_bits=16))
        room = c.capacity
        parts = (room.weight_bytes, room.kv_bytes, room.free_bytes, room.reserve_bytes)
        assert sum(p.value for p in parts) == pytest.approx(room.memory_bytes.value)
        assert room.fits is (room.free_bytes.value >= 0) is (gpus == 8)
        assert plain(room.users) == max(0, int((0.95 * 80e9 * gpus - 141_107_412_992) // (8000 * 327_680)))


def test_cached_input_costs_something_and_never_more_than_input() -> None:
    for id in KV_BYTES:
        for prompt in (1, 2, 2000):
            c = cost(Scenario(id, "l4", prompt_tokens=prompt))
            cached, host, input_ = (of(c, f"price.{n}") for n in ("cached_input", "cached_input_from_host", "input"))
            assert 0 < cached <= host <= input_ * (1 + 1e-12)
            assert (cached < input_) is (prompt > 1)
    c = cost(Scenario())
    t = 327_680 / 6.7e12 + of(c, "prefill.seconds") / 16_000 / 2000
    assert of(c, "price.cached_input") == pytest.approx(6 / 3600 * t * 1e6)
    assert of(c, "price.cached_input_from_host") == pytest.approx(6 / 3600 * (t + 327_680 / 126e9) * 1e6)
    assert of(c, "price.cached_hold_per_minute") == pytest.approx(6 / 60 * 327_680e6 / 152e9)
    assert cost(Scenario(gpu="tpu-v5e")).price.cached_input_from_host is None


def test_group_scales_are_shown_apart() -> None:
    four, sixteen = cost(Scenario(weight_bits=4)), cost(Scenario(weight_bits=16))
    assert of(four, "group_scale_bytes") / of(four, "params") * 8 == pytest.approx(0.15625)
    assert of(four, "weight_bytes") == 70_553_706_496 / 2 and of(sixteen, "group_scale_bytes") == 0


def same(left: Any, right: Any) -> bool:
    return bool(np.allclose(np.asarray(left, float), np.asarray(right, float), rtol=1e-12, atol=0))


@pytest.mark.parametrize("id", ["llama-3-70b", "mixtral-8x7b", "gemma-2-9b", "deepseek-v3"])
def test_sweeps_give_what_single_questions_give(id: str) -> None:
    batches = np.array([1, 7, 64, 1000])
    swept = cost(Scenario(id, batch=batches, context=5000))
    singles = [cost(Scenario(id, batch=int(b), context=5000)) for b in batches]
    for name, q in swept.numbers().items():
        assert same(np.broadcast_to(q.value, (4,)), [of(c, name) for c in singles]), name
    assert swept.decode.bound.tolist() == [c.decode.bound for c in singles]
    assert swept.capacity.fits.tolist() == [c.capacity.fits for c in singles]
    contexts = np.array([10.0, 5000.0, 100_000.0])
    grid = cost(Scenario(id, batch=batches[:, None], context=contexts[None, :])).decode.step_seconds.value
    assert grid.shape == (4, 3)
    assert grid[2, 1] == pytest.approx(of(singles[2], "decode.step_seconds"))
    assert batches.flags.writeable and not swept.decode.step_seconds.value.flags.writeable


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(KV_BYTES)),
    st.sampled_from(list(specs.gpus())),
    st.integers(1, 64),
    st.integers(1, 5000),
    st.integers(1, 200_000),
    st.integers(1, 200_000),
    st.sampled_from([16, 8, 4, 3, 2]),
    st.sampled_from([16, 8, 4]),
)
def test_every_number_is_finite_and_explains_itself(
    id: str, gpu: str, gpus: int, batch: int, context: int, prompt: int, bits: int, kv_bits: int
) -> None:
    c = cost(Scenario(id, gpu, gpus, batch, context, prompt, bits, kv_bits))
    for name, q in c.numbers().items():
        assert np.isfinite(float(q.value)), name
        if name != "capacity.free_bytes" and name not in ("capacity.users_exact", "capacity.fits"):
            assert q.value >= 0, name
    assert 0 < of(c, "decode.compute_busy") <= 1 + 1e-9 and 0 < of(c, "decode.memory_busy") <= 1 + 1e-9


def sources_below(q: Quantity) -> set[str]:
    found = {q.source.title.split(",")[0]} if q.source and q.source.date else set()
    return found.union(*(sources_below(part) for part in q.inputs))


def test_trees_end_in_spec_rows_and_every_sum_is_the_sum_of_its_parts() -> None:
    c = cost(Scenario())
    for name in ("decode.tokens_per_second", "price.output", "price.input", "capacity.users", "decode.bound"):
        assert sources_below(c.number(name)) == {"H100 SXM", "Llama 3 70B"}, name
    assert sources_below(c.number("kv_bytes_per_token")) == {"Llama 3 70B"}
    for name, q in c.numbers().items():
        assert q.name and explain(q), name
        if q.formula.startswith("sum of"):
            assert sum(p.value for p in q.inputs) == pytest.approx(q.value, rel=1e-12)
    with pytest.raises(UsageError, match=r"capacity\.users"):
        c.number("nope")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            (name, bad)
            for name in ("gpus", "batch", "context", "prompt_tokens")
            for bad in (0, -1, 1.5, "8", None, True)
        ),
        *(("batch", bad) for bad in (float("nan"), float("inf"), 10**40, np.array([1, 0]), np.array([]))),
        *(("mfu", bad) for bad in (0, 1.01, float("nan"), "0.5")),
        *(("usable", bad) for bad in (0, -0.1, 2)),
        *(("gpu_hour", bad) for bad in (-1, float("inf"))),
        *(("weight_bits", bad) for bad in (0, 5, 32, "8")),
        *(("kv_bits", bad) for bad in (1, 3, None)),
        ("model", "gpt-9"),
        ("gpu", 7),
    ],
)
def test_wrong_settings_are_named(name: str, value: Any) -> None:
    with pytest.raises(UsageError, match="^" + name.partition("_")[0]):
        Scenario(**{name: value})


def test_notes_say_what_is_left_out() -> None:
    text = " ".join(cost(Scenario("gpt2", "rtx-3090", 2)).notes)
    assert "communication" in text and "1,024" in text and "not confirmed" in text
    assert not any("communication" in n for n in cost(Scenario(gpus=1)).notes)
