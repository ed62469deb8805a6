"""Reads public measured serving runs into assets/specs/measured.json: the rows that this product can express, filtered.

Usage: python .setup/read_measured.py silicon_sample.csv (github ai-dynamo/aiconfigurator, commit 095f58a, Apache-2.0).
One pool, no pipeline, no attention-parallel groups, at most 8 GPUs; batch = concurrency; a repeated pair of times
counts once; DeepSeek rows with a twin at least 25 % slower ran with multi-token prediction and are left out; so are
series one of whose runs is impossible (its weights do not fit, or it is faster than the peak allows) and runs whose
clients waited for the first token for more than a quarter of their time (the batch was not the concurrency). The time
to first token is kept outside series where it falls by more than 20 % while concurrency rises.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "assets" / "specs" / "measured.json"
sys.path.insert(0, str(ROOT))
MODELS = {
    "meta-llama/Llama-3.1-8B-Instruct": "llama-3-8b",
    "nvidia/Llama-3.1-8B-Instruct-FP8": "llama-3-8b",
    "meta-llama/Llama-3.1-70B": "llama-3-70b",
    "deepseek-ai/DeepSeek-R1": "deepseek-v3",
    "deepseek-ai/DeepSeek-V3": "deepseek-v3",
    "nvidia/DeepSeek-R1-NVFP4": "deepseek-v3",
    "nvidia/DeepSeek-V3.1-NVFP4": "deepseek-v3",
    "Qwen/Qwen3-32B": "qwen3-32b",
    "nvidia/Qwen3-32B-NVFP4": "qwen3-32b",
    "Qwen/Qwen3-235B-A22B-FP8": "qwen3-235b-a22b",
    "openai/gpt-oss-120b": "gpt-oss-120b",
    "MiniMaxAI/MiniMax-M2.5": "minimax-m2.5",
    "moonshotai/Kimi-K2.5": "kimi-k2",
}
NOT_MODELLED = {
    "Qwen/Qwen3.5-397B-A17B": "three of four layers have linear attention, which keeps a state of fixed size, no cache",
    "zhipuai/GLM-5": "a small index chooses which keys attention reads (DeepSeek sparse attention)",
}
GPUS = {
    **{"h100_sxm": "h100-sxm", "h200_sxm": "h200-sxm", "b200_sxm": "b200-sxm"},
    **{"b300_sxm": "b300-sxm", "gb200": "gb200", "gb300": "gb300"},
}
BITS = {"": 16, "bf16": 16, "fp8": 8, "fp4": 4, "int4": 4}
ONLY_FOUR = ("gpt-oss-120b",)
"""Published in 4 bits alone, whatever a label says."""
SLOWER, FALL, WAITED = 1.25, 0.8, 0.25
Row = dict[str, object]


def refused(row: dict[str, str]) -> str:
    """Why a row cannot be expressed, or ""."""
    said = re.search(r"silicon_concurrency=(\d+)", row["silicon_data_source"])
    checks = {
        "prefill and decode apart": row["mode"] != "agg",
        "model not modelled": row["model_path"] not in MODELS,
        "GPU without a row": row["system"] not in GPUS,
        "pipeline parallel": row["pp_size"] not in ("", "1"),
        "attention in data-parallel groups": row["attention_dp_size"] not in ("", "1"),
        "more than 8 GPUs, or a wrong label": row["tp_size"] == "" or int(row["tp_size"]) > 8,
        "batch is not the concurrency": said is not None and said[1] != row["batch_size"],
        "no time per token": not row["silicon_tpot_ms"] or not float(row["silicon_tpot_ms"]) > 0,
    }
    return next((why for why, bad in checks.items() if bad), "")


def run_of(row: dict[str, str]) -> Row:
    """One row in this product's words."""
    day = re.search(r"measured=(\d{4}-\d{2}-\d{2})", row["silicon_data_source"])
    ttft, model = float(row["silicon_ttft_ms"] or 0), MODELS[row["model_path"]]
    return {
        "run": row["id"],
        "model": model,
        "gpu": GPUS[row["system"]],
        "gpus": int(row["tp_size"]),
        "weight_bits": 4 if model in ONLY_FOUR else BITS[row["precision"]],
        "kv_bits": 8,
        "batch": int(row["batch_size"]),
        "prompt": int(row["isl"]),
        "answer": int(row["osl"]),
        "tpot_ms": round(float(row["silicon_tpot_ms"]), 4),
        "math": 16 if row["precision"] == "int4" else None,
        "ttft_ms": round(ttft, 3) if ttft > 0 else None,
        "engine": row["backend"],
        "version": row["backend_version"],
        "date": day[1] if day else "",
        "family": row["model_path"] + row["gemm_quant_mode"] + row["moe_ep_size"],
    }


def setting(row: Row, *more: str) -> tuple[object, ...]:
    """What makes two runs comparable, and more fields if asked."""
    return tuple(row[name] for name in ("model", "gpu", "gpus", "weight_bits", "prompt", "answer", *more))


def drop_predicted(rows: list[Row]) -> list[Row]:
    """Without DeepSeek runs that wrote more than a token a step."""
    slowest: dict[tuple[object, ...], float] = defaultdict(float)
    for row in rows:
        key = setting(row, "batch")
        slowest[key] = max(slowest[key], float(str(row["tpot_ms"])))
    return [
        row
        for row in rows
        if row["model"] != "deepseek-v3" or slowest[setting(row, "batch")] < SLOWER * float(str(row["tpot_ms"]))
    ]


def drop_impossible(rows: list[Row]) -> list[Row]:
    """Without series of which a run is impossible: its weights are more than its GPUs hold, or it is faster than steps
    and prompts of the others would be at the peak, so that prompts were kept or a label is wrong."""
    wrong = {_series(row) for row in rows if _impossible(row)}
    return [row for row in rows if _series(row) not in wrong]


def _series(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in ("model", "gpu", "weight_bits", "engine", "version"))


def _impossible(row: Row) -> bool:
    from tourapp.sim.cost.achieved.run import foretold, scenario_of
    from tourapp.sim.cost.machine import machine
    from tourapp.sim.cost.weights import all_weights
    from tourapp.specs import MeasuredRun

    run = MeasuredRun(**{name: value for name, value in row.items() if name != "family"})  # type: ignore[arg-type]
    scenario = scenario_of(run)
    if all_weights(scenario).value > machine(scenario).memory.value:
        return True
    said = foretold(run)
    reading = 1 - waiting(row)
    others = (run.batch - 1) / run.answer * said.ideal_ttft
    return said.ideal_tpot + reading * others > run.tpot_ms / 1e3


def waiting(row: Row) -> float:
    """Share of a client's time before its first token, 0 where that was not measured."""
    if row["ttft_ms"] is None:
        return 0.0
    first, reading = float(str(row["ttft_ms"])), int(str(row["answer"])) * float(str(row["tpot_ms"]))
    return first / (first + reading)


def drop_queued(rows: list[Row]) -> list[Row]:
    """Without runs whose clients waited more than a quarter of their time: fewer ran together than there were."""
    return [row for row in rows if waiting(row) <= WAITED]


def drop_waited(rows: list[Row]) -> int:
    """Takes the time to first token away where clients waited for a slot; returns how many."""
    series: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["ttft_ms"] is not None:
            series[setting(row, "engine", "version", "family")].append(row)
    gone = 0
    for found in series.values():
        found.sort(key=lambda row: int(str(row["batch"])))
        times = [(int(str(row["batch"])), float(str(row["ttft_ms"]))) for row in found]
        if any(b > a and later < FALL * first for (a, first), (b, later) in pairwise(times)):
            gone += len(found)
            for row in found:
                row["ttft_ms"] = None
    return gone


def main() -> None:
    """Filter, count, write."""
    left_out: Counter[str] = Counter()
    rows, seen = [], set()
    with Path(sys.argv[1]).open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            why, pair = refused(row), (row["silicon_ttft_ms"], row["silicon_tpot_ms"])
            if not why and pair in seen:
                why = "a pair of times given before"
            if why:
                left_out[why] += 1
                continue
            seen.add(pair)
            rows.append(run_of(row))
    kept = drop_predicted(rows)
    left_out["multi-token prediction, by a twin 25 % slower"] = len(rows) - len(kept)
    for why, drop in (
        ("a series with a run that is impossible", drop_impossible),
        ("clients waited more than a quarter of their time", drop_queued),
    ):
        rows, kept = kept, drop(kept)
        left_out[why] = len(rows) - len(kept)
    left_out["time to first token only: clients waited for a slot"] = drop_waited(kept)
    for row in kept:
        del row["family"]
    head = {
        "source": "aiconfigurator, silicon_sample.csv, about half of its rows: github.com/ai-dynamo/aiconfigurator",
        "commit": "095f58a",
        "date": "2026-08-21",
        "licence": "Apache-2.0; copyright NVIDIA CORPORATION & AFFILIATES; facts copied, rows filtered and renamed",
        "left_out": dict(left_out),
        "not_modelled": NOT_MODELLED,
    }
    lines = ",\n".join("  " + json.dumps({k: v for k, v in row.items() if v not in (None, "")}) for row in kept)
    OUT.write_text(json.dumps(head)[:-1] + ', "runs": [\n' + lines + "\n]}\n", encoding="utf-8")
    print(f"{len(kept)} runs kept; left out: {dict(left_out)}")


if __name__ == "__main__":
    main()
