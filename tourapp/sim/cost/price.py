"""Three prices from one physics: dollars per million tokens of output, input and cached input.

output = dollars per hour of all GPUs / (3600 s x decode tokens/s), input the same from prefill: no idle time, no
margin.

Cached input, this product's definition: the prompt's KV cache was kept, and only the last of its N tokens is computed
again. A cached token then costs the machine
    κ / bandwidth   (its keys and values are read once from GPU memory by the token that is computed)
  + t_input / N     (its share of computing one token at the prefill rate),
and never more than computing it (with N = 1 nothing can be cached). That is the price of a cache that stayed on the
GPUs. `cached_input_from_host` is the one of a cache kept in host memory: κ / host links is added, one direction of
PCIe, unless computing again is cheaper, as it is for small models; None where the host link is not known. Keeping
the cache is in neither price and is shown apart: `cached_hold_per_minute` is the machine's price for the share of
usable memory that a million tokens fill while they stay on the GPUs, per minute.
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
from tourapp.sim.cost.terms.mechanisms import constant
from tourapp.words import Phrase


@dataclass(frozen=True, slots=True)
class Price:
    """USD per million tokens, seconds of the whole machine per token, and the ratio of output to input."""

    input: Quantity
    cached_input: Quantity
    cached_input_from_host: Quantity | None
    output: Quantity
    ratio: Quantity
    input_seconds_per_token: Quantity
    cached_seconds_per_token: Quantity
    host_seconds_per_token: Quantity | None
    output_seconds_per_token: Quantity
    machine_hour: Quantity
    cached_hold_per_minute: Quantity
    achieved_input: Quantity
    achieved_cached_input: Quantity
    achieved_output: Quantity
    achieved_ratio: Quantity


def price(
    scenario: Scenario,
    box: Machine,
    kv: Cache,
    phases: tuple[Decode, Prefill],
    room: Capacity,
    *,
    alone: Quantity | None = None,
) -> Price:
    """All prices of a scenario, ideal and achieved. alone: the fitted prefill of one prompt, where times are fitted."""
    now, before = phases
    hour = derive("the whole machine for an hour", "D_G", "USD/h", "D * G", scenario.quantity("gpu_hour"), box.gpus)
    prompt = scenario.quantity("prompt_tokens")
    out_time, in_time = _inverse("output", now.tokens_per_second), _inverse("input", before.tokens_per_second)
    cached_time = _cached(kv, in_time, prompt, (box.bandwidth,))
    host_time = _from_host(box, kv, in_time, prompt)
    output, input_ = _dollars("output", hour, out_time), _dollars("input", hour, in_time)
    cached = _dollars("cached input", hour, cached_time)
    achieved = (output, input_, cached)
    paid = _paid(box, before, prompt, alone)
    if paid is not None:
        slow, share = paid
        achieved = _achieved(now, (hour, slow), _cached(kv, slow, prompt, (share, box.bandwidth)))
    return Price(
        input=input_,
        cached_input=cached,
        cached_input_from_host=None if host_time is None else _dollars("cached input from host", hour, host_time),
        output=output,
        ratio=_ratio(output, input_),
        input_seconds_per_token=in_time,
        cached_seconds_per_token=cached_time,
        host_seconds_per_token=host_time,
        output_seconds_per_token=out_time,
        machine_hour=hour,
        cached_hold_per_minute=_hold(hour, kv, room),
        achieved_input=achieved[1],
        achieved_cached_input=achieved[2],
        achieved_output=achieved[0],
        achieved_ratio=_ratio(achieved[0], achieved[1]),
    )


def _paid(box: Machine, before: Prefill, prompt: Quantity, alone: Quantity | None) -> tuple[Quantity, Quantity] | None:
    """Achieved machine time of a token of input, and the share of the bandwidth at which a kept one is read; None where
    nothing but the ideal is asked for."""
    if alone is not None:
        slow = derive("machine time of one token of input, achieved", "t_1", "s/token", "t_pre / N", alone, prompt)
        return slow, constant("cache-bandwidth")
    if box.mfu.value == 1.0 and box.mbu.value == 1.0:
        return None
    return _inverse("input, achieved", before.achieved_tokens_per_second), box.mbu


def _achieved(now: Decode, paid: tuple[Quantity, Quantity], cached: Quantity) -> tuple[Quantity, Quantity, Quantity]:
    """Output, input and cached input at the rates that are reached. paid: the machine's hour, and its time for a token
    of input."""
    hour, slow = paid
    out_time = _inverse("output, achieved", now.achieved_tokens_per_second)
    return (
        _dollars("output, achieved", hour, out_time),
        _dollars("input, achieved", hour, slow),
        _dollars("cached input, achieved", hour, cached),
    )


def _hold(hour: Quantity, kv: Cache, room: Capacity) -> Quantity:
    """What it costs to keep a million cached tokens on the GPUs for a minute."""
    return derive(
        "keeping cached input on the GPUs, per minute",
        "p_hold",
        "USD/Mtoken/min",
        "D_G * κ * million / (U * minutes)",
        hour,
        kv.per_token,
        TOKENS_PER_MILLION,
        room.usable_bytes,
        MINUTES_PER_HOUR,
    )


def _inverse(words: str, rate: Quantity) -> Quantity:
    """Seconds of the whole machine for one token."""
    return derive(Phrase("machine time of one token of {what}", what=Phrase(words)), "t_1", "s/token", "1 / X", rate)


def _dollars(words: str, hour: Quantity, time: Quantity) -> Quantity:
    return derive(
        Phrase("price of {what}", what=Phrase(words)),
        f"p_{words.split(',')[0].replace(' ', '_')}",
        "USD/Mtoken",
        "D_G * t_1 / hour * million",
        hour,
        time,
        SECONDS_PER_HOUR,
        TOKENS_PER_MILLION,
    )


def _ratio(output: Quantity, input_: Quantity) -> Quantity:
    """Price of output over price of input; with a free machine both are 0 and the ratio is that of the times."""
    return derive(
        "output price over input price",
        "ratio",
        "times",
        "t_out / t_in",
        output.inputs[1].named("machine time of one token of output", "t_out"),
        input_.inputs[1].named("machine time of one token of input", "t_in"),
    )


def _cached(kv: Cache, input_time: Quantity, prompt: Quantity, rate: tuple[Quantity, ...]) -> Quantity:
    """Machine time of one cached token: read once at a rate, whose factors are given, and a share of one computed
    token."""
    read = " * ".join(factor.symbol for factor in rate)
    formula = f"minimum(κ / {f'({read})' if len(rate) > 1 else read} + t_in / N, t_in)"
    return derive(
        "machine time of one cached token",
        "t_1",
        "s/token",
        formula,
        kv.per_token,
        *rate,
        _computed(input_time),
        prompt,
    )


def _from_host(box: Machine, kv: Cache, input_time: Quantity, prompt: Quantity) -> Quantity | None:
    """The same for a token whose keys and values come back from host memory first."""
    if box.link is None:
        return None
    inputs = (kv.per_token, box.link, box.bandwidth, _computed(input_time), prompt)
    formula = "minimum(κ / β_host + κ / β + t_in / N, t_in)"
    return derive("machine time of one token cached in host memory", "t_1", "s/token", formula, *inputs)


def _computed(input_time: Quantity) -> Quantity:
    return input_time.named("machine time of one computed token", "t_in")
