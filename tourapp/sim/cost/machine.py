"""The machine: peak, bandwidth and memory of all GPUs together. Communication between them is left out."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Machine:
    """peak: FLOP/s of the math that the weights' precision calls for; attention_peak: FLOP/s of both products of
    attention, 16-bit whatever weights and cache are, for the cache is converted as it is read; bandwidth: B/s; memory:
    B; ridge: FLOP/B; link: B/s from host memory, or None where the GPU's row has no link."""

    gpus: Quantity
    peak: Quantity
    attention_peak: Quantity
    bandwidth: Quantity
    memory: Quantity
    ridge: Quantity
    link: Quantity | None
    mfu: Quantity
    mbu: Quantity


def machine(scenario: Scenario) -> Machine:
    """All GPUs of a scenario as one machine: each figure times the number of GPUs."""
    gpu, count = scenario.gpu_spec, scenario.quantity("gpus")
    four = scenario.math == 4
    one_peak = gpu.number("fp4_tflops" if four else gpu.peak_field(scenario.weight_bits))
    one_memory, one_bandwidth = gpu.number("memory_gb"), gpu.number("bandwidth_tb_s")
    assert one_peak is not None and one_memory is not None and one_bandwidth is not None
    peak = derive("peak arithmetic", "F", "FLOP/s", f"{one_peak.symbol} * G", one_peak, count)
    one_sixteen = gpu.number("bf16_tflops")
    assert one_sixteen is not None
    attention = (
        derive(
            "peak 16-bit arithmetic, for attention", "F_a", "FLOP/s", f"{one_sixteen.symbol} * G", one_sixteen, count
        )
        if one_sixteen.symbol != one_peak.symbol
        else peak
    )
    bandwidth = derive("memory bandwidth", "β", "B/s", "β_1 * G", one_bandwidth, count)
    memory = derive("memory", "M", "B", "M_1 * G", one_memory, count)
    ridge = derive("ridge point", "I_ridge", "FLOP/B", "F / β", peak, bandwidth)
    one_link = gpu.link()
    link = None if one_link is None else derive("host links", "β_host", "B/s", "β_link * G", one_link, count)
    return Machine(
        count, peak, attention, bandwidth, memory, ridge, link, scenario.quantity("mfu"), scenario.quantity("mbu")
    )
