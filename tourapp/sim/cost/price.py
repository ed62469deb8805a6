"""Three prices from one physics: dollars per million tokens of output, input and cached input.

output = dollars per hour of all GPUs / (3600 s x decode tokens/s), input the same from prefill: no idle time, no margin.

Cached input, this product's definition: the prompt's KV cache was kept outside the GPUs (in host memory) and only the last
of its N tokens is computed again. A cached token then costs the machine
    κ / host links  (copied back in, one direction of PCIe)
  + κ / bandwidth   (read once from GPU memory by the token that is computed)
  + t_input / N     (its share of computing one token at the prefill rate).
Where a part's host link is not known the copy is left out and a note says so. Keeping the cache is not in it and is shown
apart: `cached_hold_per_minute` is the machine's price for the share of usable memory a million tokens would
fill if they stayed on the GPUs, per minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.cache import Cache
from tourapp.sim.cost.capacity import Capacity
from tourapp.sim.cost.constants import MINUTES_PER_HOUR, SECONDS_PER_HOUR, TOKENS_PER_MILLION
from tourapp.sim.cost.machine import Machine
from tourapp.sim.cost.phases import Decode, Prefill
from tourapp.sim.cost.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Price:
    """USD per million tokens, seconds of the whole machine per token, and the ratio of output to input."""

    input: Quantity
    cached_input: Quantity
    output: Quantity
    ratio: Quantity
    input_seconds_per_token: Quantity
    cached_seconds_per_token: Quantity
    output_seconds_per_token: Quantity
    machine_hour: Quantity
    cached_hold_per_minute: Quantity
    achieved_input: Quantity
    achieved_cached_input: Quantity
    achieved_output: Quantity
    achieved_ratio: Quantity


def price(scenario: Scenario, box: Machine, kv: Cache, now: Decode, before: Prefill, room: Capacity) -> Price:
    """All prices of a scenario, ideal and achieved."""
    hour = derive("the whole machine for an hour", "D_G", "USD/h", "D * G", scenario.quantity("gpu_hour"), box.gpus)
    prompt = scenario.quantity("prompt_tokens")
    out_time, in_time = _inverse("output", now.tokens_per_second), _inverse("input", before.tokens_per_second)
    cached_time = _cached(box, kv, in_time, prompt, achieved=False)
    output, input_ = _dollars("output", hour, out_time), _dollars("input", hour, in_time)
    cached = _dollars("cached input", hour, cached_time)
    achieved = (output, input_, cached)
    if box.mfu.value != 1.0 or box.mbu.value != 1.0:
        slow_in = _inverse("input, achieved", before.achieved_tokens_per_second)
        achieved = (
            _dollars("output, achieved", hour, _inverse("output, achieved", now.achieved_tokens_per_second)),
            _dollars("input, achieved", hour, slow_in),
            _dollars("cached input, achieved", hour, _cached(box, kv, slow_in, prompt, achieved=True)),
        )
    hold = derive("keeping cached input on the GPUs, per minute", "p_hold", "USD/Mtoken/min",
                  "D_G * κ * million / (U * minutes)", hour, kv.per_token, TOKENS_PER_MILLION, room.usable_bytes,
                  MINUTES_PER_HOUR)  # fmt: skip
    return Price(
        input=input_,
        cached_input=cached,
        output=output,
        ratio=_ratio(output, input_),
        input_seconds_per_token=in_time,
        cached_seconds_per_token=cached_time,
        output_seconds_per_token=out_time,
        machine_hour=hour,
        cached_hold_per_minute=hold,
        achieved_input=achieved[1],
        achieved_cached_input=achieved[2],
        achieved_output=achieved[0],
        achieved_ratio=_ratio(achieved[0], achieved[1]),
    )


def _inverse(words: str, rate: Quantity) -> Quantity:
    """Seconds of the whole machine for one token."""
    return derive(f"machine time of one token of {words}", "t_1", "s/token", "1 / X", rate)


def _dollars(words: str, hour: Quantity, time: Quantity) -> Quantity:
    return derive(f"price of {words}", f"p_{words.split(',')[0].replace(' ', '_')}", "USD/Mtoken",
                  "D_G * t_1 / hour * million", hour, time, SECONDS_PER_HOUR, TOKENS_PER_MILLION)  # fmt: skip


def _ratio(output: Quantity, input_: Quantity) -> Quantity:
    """Price of output over price of input; with a free machine both are 0 and the ratio is that of the times."""
    return derive("output price over input price", "ratio", "times", "t_out / t_in",
                  output.inputs[1].named("machine time of one token of output", "t_out"),
                  input_.inputs[1].named("machine time of one token of input", "t_in"))  # fmt: skip


def _cached(box: Machine, kv: Cache, input_time: Quantity, prompt: Quantity, achieved: bool) -> Quantity:
    """Machine time of one cached token: copy in, read once, and a share of one computed token."""
    again = input_time.named("machine time of one computed token", "t_in")
    inputs, copy, read = [kv.per_token, box.bandwidth, again, prompt], "", "κ / β"
    if achieved:
        inputs.append(box.mbu)
        read = "κ / (MBU * β)"
    if box.link is not None:
        inputs.append(box.link)
        copy = "κ / (MBU * β_host) + " if achieved else "κ / β_host + "
    return derive("machine time of one cached token", "t_1", "s/token", f"{copy}{read} + t_in / N", *inputs)
