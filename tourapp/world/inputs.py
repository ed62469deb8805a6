"""Inputs: every setting that scenes share, with its range, default and words. Frozen; a change makes a new one.

Not here: what is computed from them (see `world.parts`) and settings of one scene's view only.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from tourapp import specs
from tourapp.errors import UsageError
from tourapp.sim import network
from tourapp.world.controls import Button, Choice, Control, Slider, Text, Toggle


def _number(label: str, low: float, high: float, default: float, step: float = 1.0, **more: Any) -> Any:
    return field(
        default=default,
        metadata={"make": lambda name: Slider(name, label, low, high, default, step, affects="world", **more)},
    )


def _choice(label: str, choices: Any, default: Any) -> Any:
    pairs = choices if callable(choices) else lambda: tuple(choices)
    return field(
        default=default, metadata={"make": lambda name: Choice(name, label, tuple(pairs()), default, affects="world")}
    )


def _switch(label: str, default: bool, **more: Any) -> Any:
    return field(default=default, metadata={"make": lambda name: Toggle(name, label, default, "world", **more)})


def _text(label: str, default: str) -> Any:
    return field(default=default, metadata={"make": lambda name: Text(name, label, default, "world")})


def _presses(label: str) -> Any:
    return field(default=0, metadata={"make": lambda name: Button(name, label, affects="world")})


def _models() -> Any:
    return ((key, spec.name) for key, spec in specs.models().items())


def _gpus() -> Any:
    return ((key, spec.name) for key, spec in specs.gpus().items())


def _cities() -> Any:
    return ((key, place.name) for key, place in network.cities().items())


def _regions() -> Any:
    return ((key, place.name) for key, place in network.regions().items())


_POLICIES = (("static", "Static"), ("continuous", "Continuous"), ("chunked", "Chunked prefill"))
_BITS = ((16, "16"), (8, "8"), (4, "4"))


@dataclass(frozen=True, slots=True)
class Inputs:
    """All shared settings. Defaults are the storyboard's scenario: one question, Llama-3-70B on 2 x H100 SXM."""

    # the request, answered for real on this computer
    prompt: str = _text("Prompt", "What is photosynthesis?")
    chat: bool = _switch("Chat template", True)
    temperature: float = _number("Temperature", 0, 2, 0.8, 0.05, role="decode", off_text="greedy")
    top_k: int = _number("Top-k", 0, 200, 40, 1, role="decode", off_text="off")
    top_p: float = _number("Top-p", 0.05, 1, 0.9, 0.01, role="decode")
    seed: int = _number("Seed", 0, 99, 7, role="dim")
    answer_tokens: int = _number("Answer, at most", 8, 200, 64, unit="tokens", role="decode")
    # the datacentre scenario
    model: str = _choice("Model", _models, "llama-3-70b")
    gpu: str = _choice("GPU", _gpus, "h100-sxm")
    gpus: int = _number("GPUs", 1, 16, 2)
    batch: int = _number("Batch", 1, 512, 8, log=True, role="decode")
    context: int = _number("Context", 128, 1_048_576, 2000, 1, unit="tokens", log=True)
    prompt_tokens: int = _number("Prompt", 1, 32_768, 2000, 1, unit="tokens", log=True)
    output_tokens: int = _number("Answer", 1, 4096, 200, 1, unit="tokens", log=True, role="decode")
    weight_bits: int = _choice("Weight bits", _BITS, 8)
    kv_bits: int = _choice("KV precision", ((16, "16 bit"), (8, "8 bit"), (4, "4 bit")), 16)
    mfu: float = _number("Math achieved (MFU)", 0.05, 1, 0.5, 0.01)
    mbu: float = _number("Bandwidth achieved (MBU)", 0.05, 1, 0.7, 0.01, role="weights")
    usable: float = _number("Usable memory", 0.5, 1, 0.95, 0.01)
    gpu_hour: float = _number("GPU-hour", 0.1, 20, 3.0, 0.05, unit="$", role="ink")
    # this computer
    measure_run: int = _presses("Measure this computer")
    # the trip
    from_city: str = _choice("From", _cities, "new-york")
    to_region: str = _choice("To", _regions, "frankfurt")
    stretch: float = _number("Path stretch", 1, 2.5, 1.4, 0.05, unit="×")
    connection: str = _choice("Connection", (("warm", "Warm"), ("cold", "Cold")), "cold")
    # the queue
    arrival_rate: float = _number("Arrival rate", 0.1, 10, 2.6, 0.01, unit="/s")
    replicas: int = _number("Replicas", 1, 12, 4, role="decode")
    mean_service: float = _number("Mean service", 0.1, 5, 1.2, 0.05, unit="s", role="decode")
    burstiness: float = _number("Burstiness (CV)", 0, 3, 1, 0.1, role="weights")
    queue_seed: int = _number("Seed", 0, 99, 7, role="dim")
    # batching
    variance: float = _number("Length variance", 0, 1.5, 0.75, 0.05, unit="σ", role="decode")
    mean_output: int = _number("Mean length", 4, 120, 28, unit="tokens", role="decode")
    slots: int = _number("Slots", 2, 16, 8)
    requests: int = _number("Requests", 8, 96, 64)
    load: float = _number("Arrivals", 0, 2, 0, 0.05, unit="/step", off_text="closed")
    policy_a: str = _choice("Policy A", _POLICIES, "static")
    policy_b: str = _choice("Policy B", _POLICIES, "continuous")
    batch_seed: int = _number("Seed", 0, 99, 7, role="dim")
    # paging
    block_size: int = _number("Block size", 1, 32, 4, unit="tokens")
    pool_blocks: int = _number("Pool", 16, 64, 40, unit="blocks")
    reservation: str = _choice(
        "Reserve", (("max", "Max"), ("pow2", "Pow 2"), ("exact", "Exact"), ("paged", "Paged")), "paged"
    )
    share_prompt: bool = _switch("Share the prompt", True)
    fork: bool = _switch("Fork", True)
    paging_arrival: float = _number("Arrivals", 0.02, 1, 0.2, 0.02, unit="/step")
    # FlashAttention
    flash_tokens: int = _number("Tokens N", 64, 8192, 1024, 64, log=True)
    flash_head_dim: int = _choice("Head width d", ((32, "32"), (64, "64"), (128, "128")), 64)
    sram_kb: int = _number("SRAM for tiles", 8, 228, 100, 4, unit="KB")
    # speculation
    draft: str = _choice(
        "Draft", (("int4", "INT4"), ("int3", "INT3"), ("early-exit", "Early exit"), ("ngram", "n-gram")), "int4"
    )
    gamma: int = _number("Guesses per cycle γ", 1, 8, 4, role="decode")
    # quantization
    quant_bits: int = _choice("Weight bits", ((16, "16"), (8, "8"), (4, "4"), (3, "3"), (2, "2")), 4)
    group_size: int = _choice("Group size", ((32, "32"), (64, "64"), (128, "128")), 128)
    salient: int = _choice("Protect salient share", ((0, "none"), (1, "1 %"), (5, "5 %")), 1)
    # pricing
    utilisation: float = _number("Utilisation", 0.05, 1, 1.0, 0.05, role="weights")
    cache_hit: float = _number("Cache hit share", 0, 1, 0.87, 0.01, role="key")
    margin: float = _number("Margin", 0, 3, 0, 0.05, role="good")

    def change(self, **values: Any) -> Inputs:
        """New Inputs with some values changed and checked; UsageError names an unknown or unusable one."""
        checked: dict[str, Any] = {}
        for name, value in values.items():
            declared = controls().get(name)
            if declared is None:
                raise UsageError(f"{name}: no such input; `tourapp list` shows them all")
            checked[name] = declared.check(value)
        return dataclasses.replace(self, **checked)

    def pick(self, names: tuple[str, ...]) -> tuple[Any, ...]:
        """The values of some fields, in that order: the key of whatever reads just those."""
        return tuple(getattr(self, name) for name in names)

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for a file."""
        return dataclasses.asdict(self)


_CACHE: dict[str, Control] = {}


def controls() -> dict[str, Control]:
    """The declaration of every input, by id (built once)."""
    if not _CACHE:
        for item in dataclasses.fields(Inputs):
            _CACHE[item.name] = item.metadata["make"](item.name)
    return _CACHE


def shared(name: str, **changes: Any) -> Control:
    """An input's declaration for a scene's rail, optionally with another range, label or default."""
    return dataclasses.replace(controls()[name], **changes)
