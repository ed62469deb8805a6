"""Plans worked out a second time from the tables alone, by formulas written anew here: batch, replicas, times, bill."""

import json
import math
from random import Random
from typing import Any

import pytest

from tests.fuzz import SEED, count
from tourapp.assets import asset_path
from tourapp.sim.plan import PlanSpec, WhatIf, solve
from tourapp.sim.plan.told import as_data

DENSE = ("llama-2-13b", "llama-2-70b", "llama-3-8b", "llama-3-70b", "llama-3.1-405b", "mistral-7b", "mixtral-8x7b")
STARTS = {1: 0.0, 2: 8e-6, 4: 12e-6, 8: 20e-6}
RATES = {"h100-sxm": 316e9, "h200-sxm": 316e9, "b200-sxm": 630e9}


def table(name: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in json.loads(asset_path("specs", f"{name}.json").read_text(encoding="utf-8"))}


MODELS, GPUS, FITTED = table("models"), table("gpus"), table("achieved")
CONSTANTS = {id: row["value"] for id, row in FITTED.items()}


class ByHand:
    """One cell by hand: what a pass of T tokens takes, at a given or at the fitted efficiency."""

    def __init__(self, spec: PlanSpec, row: dict[str, Any]) -> None:
        self.spec, self.model, gpu = spec, MODELS[row["model"]], GPUS[row["gpu"]]
        self.gpu, self.count = row["gpu"], row["gpus_per_replica"]
        bits, m = row["weight_bits"], self.model
        four = bits == 4 and gpu.get("fp4_tflops") is not None
        self.stored = 4.5 / 8 if four else bits / 8
        eight = gpu.get("fp8_tflops") or gpu.get("int8_tops") or gpu["bf16_tflops"]
        peak = gpu["fp4_tflops"] if four else eight if bits == 8 else gpu["bf16_tflops"]
        self.peak, self.sixteen = peak * 1e12 * self.count, gpu["bf16_tflops"] * 1e12 * self.count
        self.rate, self.memory = gpu["bandwidth_tb_s"] * 1e12 * self.count, gpu["memory_gb"] * 1e9 * self.count
        self.unpacked = bits == 4 and not four
        layers, h, d = m["layers"], m["hidden"], m["head_dim"]
        self.dense = [
            *(layers * h * (m["heads"] + 2 * m["kv_heads"]) * d, layers * m["heads"] * d * h, (2 * layers + 1) * h),
            *([layers * h * m["moe"]["experts"]] if m.get("moe") else [3 * layers * h * m["ffn"]]),
        ]
        self.head, self.embedding = m["vocab"] * h, m["vocab"] * h
        self.experts = 3 * layers * h * m["moe"]["expert_ffn"] * m["moe"]["experts"] if m.get("moe") else 0
        self.used = m["moe"]["active"] / m["moe"]["experts"] if m.get("moe") else 0.0
        self.window = m["window"]["size"] if m.get("window") else math.inf
        self.kappa = 2 * layers * m["kv_heads"] * d * row["kv_bits"] / 8
        self.copies = max(self.count / m["kv_heads"], 1)
        self.layers, self.pair = layers, 4 * layers * m["heads"] * d

    def row(self, flops: float, read: float, phase: str) -> float:
        what = self.spec.what_if
        if what is not None:
            return max(flops / (what.mfu * self.peak), read / (what.mbu * self.rate))
        share = CONSTANTS["unpacked-bandwidth" if self.unpacked else "weight-bandwidth"]
        return max(flops / (CONSTANTS[f"{phase}-math"] * self.peak), read / (share * self.rate))

    def work(self, tokens: float, heads: float, phase: str) -> float:
        """All matrices of a pass."""
        total = sum(self.row(2 * w * tokens, w * self.stored, phase) for w in self.dense)
        total += self.row(2 * self.head * heads, self.head * self.stored, phase)
        if self.experts:
            hit = self.experts * (1 - (1 - self.used) ** tokens) * self.stored
            touched = 1.0 if self.spec.what_if else CONSTANTS["experts-touched"]
            total += self.row(2 * self.experts * self.used * tokens, touched * hit, phase)
        return total

    def beside(self, tokens: float, phase: str, batch: float) -> float:
        """All-reduces, fixed time; fitted: launches, the host, the exchange of routed tokens."""
        what, h = self.spec.what_if, self.model["hidden"]
        total = what.fixed if what is not None else 0.0
        if self.count > 1 and (what is None or what.comm):
            rate = RATES[self.gpu] if what is not None else {"b200-sxm": 630e9}.get(self.gpu, 315e9)
            each = STARTS[self.count] + 2 * (self.count - 1) / self.count * tokens * h * 2 / rate
            total += 2 * self.layers * each
        if what is None:
            if phase == "decode":
                total += self.layers * CONSTANTS["layer-launch"] + batch * CONSTANTS["sequence-host"]
            if self.experts:
                moved = 4 * self.layers * tokens * self.model["moe"]["active"] * h * 2
                total += moved / (CONSTANTS["exchange-bandwidth"] * self.rate / self.count)
                total += self.layers * CONSTANTS["expert-launch"]
        return total

    def attention(self, pairs: float, moved: float, phase: str) -> float:
        what, flops = self.spec.what_if, self.pair * pairs
        if what is not None:
            return max(flops / (what.mfu * self.sixteen), self.copies * moved / (what.mbu * self.rate))
        math_ = flops / (CONSTANTS["attention-math"] * self.sixteen)
        read = self.copies * moved / (CONSTANTS["cache-bandwidth"] * self.rate)
        return math_ if phase == "prefill" else max(math_, read)

    def step(self, batch: int) -> float:
        seen = min(self.spec.prompt + self.spec.answer / 2, self.window)
        cached = self.attention(batch * seen, batch * seen * self.kappa, "decode")
        return self.work(batch, batch, "decode") + cached + self.beside(batch, "decode", batch)

    def prefill(self) -> float:
        n = self.spec.prompt
        near = min(n, self.window)
        pairs = near * (near + 1) / 2 + (n - near) * near
        return (
            self.work(n, 1, "prefill") + self.attention(pairs, n * self.kappa, "prefill") + self.beside(n, "prefill", 1)
        )

    def users(self) -> int:
        held = min(self.spec.prompt + self.spec.answer, self.window) * self.kappa * self.copies
        weights = (sum(self.dense) + self.head + self.embedding + self.experts) * self.stored
        return math.floor((self.spec.usable * self.memory - weights) / held)


def asked(dice: Random) -> PlanSpec:
    what = dice.choice(
        (None, None, WhatIf(0.5, 0.7, True, 0.5e-3), WhatIf(dice.uniform(0.2, 1), 1), WhatIf(1, 0.6, True))
    )
    return PlanSpec(
        rate=round(10 ** dice.uniform(-1, 1.5), 3),
        prompt=int(10 ** dice.uniform(1, 4.2)),
        answer=int(10 ** dice.uniform(1, 3.2)),
        ttft=60.0,
        itl=round(10 ** dice.uniform(-2, -0.8), 4),
        models=(dice.choice(DENSE),),
        gpus=(gpu := dice.choice(("h100-sxm", "h200-sxm", "b200-sxm")),),
        prices={gpu: 2.5},
        usable=round(dice.uniform(0.7, 1), 2),
        headroom=round(dice.uniform(0, 0.6), 2),
        what_if=what,
    )


@pytest.mark.parametrize("number", range(max(8, count(80))))
def test_every_row_by_hand(number: int) -> None:
    spec = asked(Random(SEED * 500 + number))
    for row in as_data(solve(spec, quick=True))["answer"]:
        hand, batch = ByHand(spec, row), row["batch"]
        step, prefill = hand.step(batch), hand.prefill()
        assert row["users_fit"] == hand.users()
        assert row["step_seconds"] == pytest.approx(step, rel=1e-9), (SEED, number, row)
        assert row["prefill_seconds"] == pytest.approx(prefill, rel=1e-9), (SEED, number, row)
        capacity = 1 / (prefill + spec.answer * step / batch)
        assert row["itl_seconds"] == pytest.approx(step / (1 - capacity * prefill)) and row["itl_seconds"] <= spec.itl
        if batch < row["users_fit"] and row["binding"] != "ttft":  # one more would be too slow
            assert hand.step(batch + 1) + (batch + 1) * prefill / spec.answer > spec.itl
        assert spec.rate is not None
        fewest = math.ceil(spec.rate / ((1 - spec.headroom) * capacity))
        assert row["replicas"] == fewest or row["binding"] == "ttft"
        assert row["month_usd"] == pytest.approx(row["replicas"] * row["gpus_per_replica"] * 2.5 * 730)
