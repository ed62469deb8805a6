"""What an answer leaves out or takes on trust, in one line each. Not warnings: they belong to the number."""

from __future__ import annotations

from typing import Any

from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.terms.rows import cache_copies
from tourapp.sim.cost.weights import only_experts


def notes(scenario: Scenario) -> tuple[str, ...]:
    """The lines a reader of this scenario's numbers should see."""
    model, gpu = scenario.model_spec, scenario.gpu_spec
    ideal = scenario.mfu == 1.0 and scenario.mbu == 1.0
    lines = [
        "ideal: peak arithmetic and full bandwidth"
        if ideal
        else f"achieved: {scenario.mfu:g} of peak arithmetic and {scenario.mbu:g} of bandwidth, "
        "as given; ideal times and "
        "prices are named ideal_"
    ]
    if scenario.gpus > 1:
        lines += ["communication between GPUs is left out", *_copied(scenario)]
    longest = max(_largest(scenario.context), _largest(scenario.prompt_tokens))
    if longest > model.max_context:
        lines.append(f"{model.name} is made for {model.max_context:,} tokens; {longest:,.0f} is beyond that")
    used = {gpu.peak_field(scenario.weight_bits), "bf16_tflops", "memory_gb", "bandwidth_tb_s", "host_link"} & set(
        gpu.unconfirmed
    )
    if used:
        lines.append(f"{gpu.name}: not confirmed by any source read: {', '.join(sorted(used))}")
    if scenario.weight_bits == 8 and gpu.peak_field(8) == "bf16_tflops":
        lines.append(f"{gpu.name} has no 8-bit peak; its 16-bit peak is used")
    elif scenario.weight_bits == 8:
        lines.append("both products of attention run at the 16-bit peak; the cache is converted as it is read")
    if only_experts(scenario):
        lines.append(f"{model.name}: only the routed experts are stored in so few bits, all else in 16")
    elif scenario.math == 4:
        lines.append("4-bit floats: stored in 4.5 bits with their scales, multiplied in 4 bits; attention in 16")
    elif scenario.weight_bits < 8:
        lines.append("weights below 8 bits are unpacked and multiplied at 16 bit; group scales are shown apart")
    if gpu.host_link is None:
        lines.append(f"{gpu.name}: host link not known, so there is no price of a cache kept in host memory")
    if model.window is not None:
        lines.append(
            f"{model.window_layers} of {model.layers} layers keep and read {model.window.size:,} tokens at most"
        )
    if model.moe is not None:
        lines.append("routing is taken as even: a pass reads the expected number of distinct experts")
    return tuple(lines)


def _copied(scenario: Scenario) -> list[str]:
    """That engines hold the cache more than once where GPUs exceed the KV heads, which the ideal figures leave out."""
    model, copies = scenario.model_spec, cache_copies(scenario).value
    if not copies > 1:
        return []
    shared = "a latent cache" if model.mla is not None else f"the keys of {model.kv_heads} KV head(s)"
    return [
        f"{scenario.gpus} GPUs share {shared}, so engines hold each cache {copies:g} times; users that fit, bytes and "
        "ideal times here count it once, the achieved model and `tourapp plan` count every copy"
    ]


def _largest(value: Any) -> float:
    return float(value.max()) if hasattr(value, "max") else float(value)
