"""Levers that turn a scenario into another one: bits, heads, window, experts, GPUs, batch, machine, model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from tourapp import specs
from tourapp.sim.cost import KV_BITS, Scenario, cost
from tourapp.specs import ModelSpec, SlidingWindow, total_parameters

WEIGHT_BITS = (16, 8, 4)
WINDOW, WIDER = 4096, 8
"""Tokens of the window that is tried, and by how much a batch is widened where so many fit."""


class NotHereError(Exception):
    """A lever that cannot be pulled on this scenario; its words say why."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One lever: its group, the term it moves, how a scenario turns, where it does nothing, what it costs."""

    id: str
    group: str
    term: str
    turn: Callable[[Scenario], Scenario]
    nothing_when: str
    costs: str


def _weights(bits: int, scenario: Scenario) -> Scenario:
    if scenario.weight_bits == bits:
        raise NotHereError(f"the weights have {bits} bits already")
    return replace(scenario, weight_bits=bits, math=scenario.gpu_spec.math_bits(bits))


def _cache(bits: int, scenario: Scenario) -> Scenario:
    if scenario.kv_bits == bits:
        raise NotHereError(f"the cache has {bits} bits already")
    return replace(scenario, kv_bits=bits)


def _heads(model: ModelSpec, heads: int, words: str) -> ModelSpec:
    if model.mla is not None:
        raise NotHereError("a latent takes the place of keys and values here")
    if model.kv_heads == heads:
        raise NotHereError(words)
    return msgspec.structs.replace(model, kv_heads=heads)


def _mha(scenario: Scenario) -> Scenario:
    model = scenario.model_spec
    return replace(scenario, model=_heads(model, model.heads, "every query head has its own keys already"))


def _mqa(scenario: Scenario) -> Scenario:
    return replace(scenario, model=_heads(scenario.model_spec, 1, "all query heads share one already"))


def _window(scenario: Scenario) -> Scenario:
    model = scenario.model_spec
    if model.mla is not None:
        raise NotHereError("no model with a latent and a window is known here")
    if model.window is not None and model.window_layers == model.layers:
        raise NotHereError(f"every layer has a window of {model.window.size:,} tokens already")
    if float(scenario.context) <= WINDOW:
        raise NotHereError(f"the context of {scenario.context:,} tokens is no longer than the window of {WINDOW:,}")
    return replace(scenario, model=msgspec.structs.replace(model, window=SlidingWindow(size=WINDOW)))


def _latent(scenario: Scenario) -> Scenario:
    if scenario.model_spec.mla is not None:
        raise NotHereError("the cache is a latent already")
    raise NotHereError("chosen at training, with other matrices; compare with --model deepseek-v3")


def _experts(scenario: Scenario) -> Scenario:
    if scenario.model_spec.moe is not None:
        raise NotHereError("the model has experts already")
    return replace(scenario, model="mixtral-8x7b")


def _double(scenario: Scenario) -> Scenario:
    model, gpus = scenario.model_spec, 2 * scenario.gpus
    if model.heads % gpus:
        fewer = max(count for count in range(1, gpus + 1) if model.heads % count == 0)
        raise NotHereError(f"{gpus} GPUs do not divide {model.heads} query heads; the nearest below is {fewer}")
    return replace(scenario, gpus=gpus)


def _batch(scenario: Scenario) -> Scenario:
    users, batch = int(cost(scenario).capacity.users.value), int(scenario.batch)
    if users <= batch:
        raise NotHereError(f"memory is full: {users:,} fit, {batch:,} run")
    return replace(scenario, batch=min(WIDER * batch, users))


def _gpu(id: str, scenario: Scenario) -> Scenario:
    if scenario.gpu_spec.id == id:
        raise NotHereError("it is this machine already")
    return replace(scenario, gpu=id, math=specs.gpu(id).math_bits(scenario.weight_bits))


def _smaller(scenario: Scenario) -> Scenario:
    """The largest smaller model of a short list."""
    size = total_parameters(scenario.model_spec).value
    for id in ("llama-3-8b", "smollm2-135m"):
        if total_parameters(specs.model(id)).value < size:
            return replace(scenario, model=id)
    raise NotHereError("there is no smaller model in the table")


SHIFTS = (
    *(
        Shift(f"weights_{bits}", "quantise", "W, F", partial(_weights, bits), nothing, price)
        for bits, nothing, price in zip(
            WEIGHT_BITS,
            ("never: it undoes a lever", "compute-bound and the part has no 8-bit peak", "compute-bound: large batch"),
            ("memory", "a small error", "an error, scales beside the weights, 16-bit arithmetic on most parts"),
            strict=True,
        )
    ),
    *(
        Shift(f"kv_{bits}", "quantise", "K", partial(_cache, bits), "short context at batch 1", price)
        for bits, price in zip(KV_BITS, ("memory", "accuracy at long context", "more of it"), strict=True)
    ),
    Shift("mha", "attention", "κ, W", _mha, "short context", "memory: it undoes grouped queries"),
    Shift("mqa", "attention", "κ, W", _mqa, "short context", "quality; every GPU holds the one head's cache"),
    Shift("mla", "attention", "κ", _latent, "short context", "training"),
    Shift("window", "attention", "min(s, w)", _window, "context within the window", "the model forgets"),
    Shift("moe", "moe", "C always, W by experts hit", _experts, "all experts hit", "all weights held, exchange"),
    Shift("tp_double", "parallel", "β, F, M and + t_ar", _double, "communication takes what is won", "GPUs"),
    Shift("batch", "batching", "B", _batch, "the cache dominates, or memory is full", "time between tokens"),
    Shift("gpu_h200", "machine", "β, M", partial(_gpu, "h200-sxm"), "compute-bound", "rent; here at the same $/h"),
    Shift("gpu_b200", "machine", "β, F, M", partial(_gpu, "b200-sxm"), "never", "rent; here at the same $/h"),
    Shift("model_smaller", "model", "W, κ", _smaller, "the answer has to be as good", "quality"),
)
"""All of them, in the order of the table."""
