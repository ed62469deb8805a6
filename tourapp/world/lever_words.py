"""The levers in words: their names, the letter that each touches, where each does nothing, and why one cannot be pulled
here. The command `tourapp levers` says the same in its own line of text.
"""

from __future__ import annotations

from tourapp.quantity import Quantity
from tourapp.sim.cost import Scenario
from tourapp.sim.levers import Lever
from tourapp.words import Phrase

NAMES = {
    "weights_16": Phrase("weights at 16 bits"),
    "weights_8": Phrase("weights at 8 bits"),
    "weights_4": Phrase("weights at 4 bits"),
    "kv_16": Phrase("cache at 16 bits"),
    "kv_8": Phrase("cache at 8 bits"),
    "kv_4": Phrase("cache at 4 bits"),
    "mha": Phrase("every head its own keys (MHA)"),
    "mqa": Phrase("all heads share one (MQA)"),
    "mla": Phrase("a latent in place of keys (MLA)"),
    "window": Phrase("a window of 4,096 tokens"),
    "flash": Phrase("FlashAttention"),
    "moe": Phrase("experts: Mixtral instead"),
    "tp_double": Phrase("twice the GPUs on one model"),
    "replicas": Phrase("a second copy of the machine"),
    "prefill_apart": Phrase("prefill on machines of its own"),
    "batch": Phrase("a wider batch"),
    "continuous_batching": Phrase("continuous batching"),
    "paging": Phrase("a paged cache"),
    "prefix_cache": Phrase("80 % of the prompt kept"),
    "chunked_prefill": Phrase("prompts read in chunks"),
    "speculation": Phrase("speculation, 0.7 kept"),
    "graphs": Phrase("CUDA graphs"),
    "gpu_h200": Phrase("H200, at the same rent"),
    "gpu_b200": Phrase("B200, at the same rent"),
    "model_smaller": Phrase("a smaller model"),
}
"""Every lever in a few words."""
LETTERS = {
    "weights_16": "W",
    "weights_8": "W",
    "weights_4": "W",
    "kv_16": "κ",
    "kv_8": "κ",
    "kv_4": "κ",
    "mha": "κ",
    "mqa": "κ",
    "mla": "κ",
    "window": "s",
    "flash": "",
    "moe": "W",
    "tp_double": "β",
    "replicas": "",
    "prefill_apart": "",
    "batch": "B",
    "continuous_batching": "B",
    "paging": "U",
    "prefix_cache": "",
    "chunked_prefill": "",
    "speculation": "t",
    "graphs": "",
    "gpu_h200": "β",
    "gpu_b200": "β",
    "model_smaller": "W",
}
"""The letter of the equations that a lever touches first; "" for one that touches none."""
NOTHING = {
    "weights_16": Phrase("never: it undoes a lever"),
    "weights_8": Phrase("compute-bound and the part has no 8-bit peak"),
    "weights_4": Phrase("compute-bound: large batch"),
    "kv_16": Phrase("short context at batch 1"),
    "kv_8": Phrase("short context at batch 1"),
    "kv_4": Phrase("short context at batch 1"),
    "mha": Phrase("short context"),
    "mqa": Phrase("short context"),
    "mla": Phrase("short context"),
    "window": Phrase("context within the window"),
    "flash": Phrase("short prompts"),
    "moe": Phrase("all experts hit"),
    "tp_double": Phrase("communication takes what is won"),
    "replicas": Phrase("one user's speed"),
    "prefill_apart": Phrase("light load"),
    "batch": Phrase("the cache dominates, or memory is full"),
    "continuous_batching": Phrase("equal lengths, closed"),
    "paging": Phrase("lengths known before"),
    "prefix_cache": Phrase("no prefix is shared"),
    "chunked_prefill": Phrase("short prompts"),
    "speculation": Phrase("drafts miss, or compute-bound"),
    "graphs": Phrase("large models, large batch"),
    "gpu_h200": Phrase("compute-bound"),
    "gpu_b200": Phrase("never"),
    "model_smaller": Phrase("the answer has to be as good"),
}
"""Where a lever does nothing, as the command says it."""
_FIXED = {
    "flash": Phrase("fused in this ledger already"),
    "moe": Phrase("the model has experts already"),
    "continuous_batching": Phrase("moves the batch that is reached, not a step"),
    "paging": Phrase("moves the memory that is wasted, not a step"),
    "graphs": Phrase("taken as on already"),
    "gpu_h200": Phrase("it is this machine already"),
    "gpu_b200": Phrase("it is this machine already"),
    "model_smaller": Phrase("there is no smaller model in the table"),
    "prefix_cache": Phrase("how the GPUs are joined is not known"),
    "speculation": Phrase("how the GPUs are joined is not known"),
}
"""Reasons that are the same on every scenario."""


def named(lever: Lever, scenario: Scenario) -> Phrase:
    """A lever as it is on a scenario: from what to what, where it can be pulled."""
    there = lever.scenario
    if there is None:
        return NAMES[lever.id]
    if lever.id.startswith("weights_"):
        return Phrase("weights {a} → {b} bits", a=scenario.weight_bits, b=there.weight_bits)
    if lever.id.startswith("kv_"):
        return Phrase("cache {a} → {b} bits", a=scenario.kv_bits, b=there.kv_bits)
    if lever.id == "batch":
        return Phrase("batch {a} → {b}", a=int(scenario.batch), b=int(there.batch))
    if lever.id == "tp_double":
        told = {"a": int(scenario.gpus), "b": int(there.gpus)}
        if "step_seconds_with_communication" in lever.more:
            return Phrase("{a} → {b} GPUs, all-reduce", **told)
        return Phrase("{a} → {b} GPUs on one model", **told)
    if lever.id == "model_smaller":
        return Phrase("{name} instead", name=there.model_spec.name)
    return NAMES[lever.id]


def reason(lever: Lever, scenario: Scenario, users: Quantity) -> Phrase | None:
    """Why a lever cannot be pulled on a scenario, None where it can; users: that fit."""
    if lever.applies:
        return None
    if lever.id in _FIXED:
        return _FIXED[lever.id]
    if lever.id.startswith("weights_"):
        return Phrase("the weights have {n} bits already", n=scenario.weight_bits)
    if lever.id.startswith("kv_"):
        return Phrase("the cache has {n} bits already", n=scenario.kv_bits)
    if lever.id == "tp_double":
        told = {"g": 2 * scenario.gpus, "h": scenario.model_spec.heads}
        return Phrase("{g} GPUs do not divide {h} query heads", **told)
    if lever.id == "batch":
        return Phrase("memory is full: {n} fit, {b} run", n=users, b=int(scenario.batch))
    return _of_heads(lever.id, scenario)


def _of_heads(id: str, scenario: Scenario) -> Phrase:
    """The reasons of what changes attention."""
    model = scenario.model_spec
    if id == "mla":
        if model.mla is not None:
            return Phrase("the cache is a latent already")
        return Phrase("chosen at training, with other matrices")
    if model.mla is not None:
        return Phrase("a latent takes the place of keys and values here")
    if id == "mha":
        return Phrase("every query head has its own keys already")
    if id == "mqa":
        return Phrase("all query heads share one already")
    if model.window is not None and model.window_layers == model.layers:
        return Phrase("every layer has a window of {n} tokens already", n=model.window.size)
    return Phrase("{s:,.0f} tokens are no longer than the window", s=float(scenario.context))
