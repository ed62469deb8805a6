"""The achieved answer: time between tokens, prefill of one prompt, time to first token, each with its band.

Time between tokens = one decode step of the batch, and the prompts of the others read between its tokens. More running
requests than fit have no time: they queue. Several GPUs without a known link have no figure.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from tourapp import specs
from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import SETTING
from tourapp.sim.cost.achieved.rows import cache_copies, operator_rows, overhead_rows
from tourapp.sim.cost.achieved.terms import AchievedRow, constant
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.costs import decode_pass, prefill_pass
from tourapp.sim.cost.machine import machine
from tourapp.sim.cost.scenario import Scenario
from tourapp.specs import Link, total_parameters

MEASURED_GPUS = ("h100-sxm", "h200-sxm", "b200-sxm")
MEASURED_MODELS = ("llama-3-8b", "llama-3-70b", "deepseek-v3")
MEASURED_BATCH, MEASURED_PROMPT = (4, 512), (1000, 8192)
"""Where there are measured runs; outside, the band is that of parts and models left out of the fit."""


@dataclass(frozen=True, slots=True)
class Achieved:
    """Times in s. step_seconds: time between tokens, the others' prompts included; decode_seconds: the step alone;
    prefill_seconds: one prompt alone, the machine's time; low and high hold nine of ten measured runs. rows sum to
    step_seconds, prefill_rows to prefill_seconds. inside: there are measured runs like this one."""

    step_seconds: Quantity
    low: Quantity
    high: Quantity
    tokens_per_second: Quantity
    decode_seconds: Quantity
    prefill_seconds: Quantity
    prefill_low: Quantity
    prefill_high: Quantity
    rows: tuple[AchievedRow, ...]
    prefill_rows: tuple[AchievedRow, ...]
    inside: bool


@dataclass(frozen=True, slots=True)
class FirstToken:
    """Time to first token in s with its band: prefill, host, and the step that runs when the prompt comes."""

    seconds: Quantity
    low: Quantity
    high: Quantity


def achieved(scenario: Scenario, answer: int = 200, without: Collection[str] = ()) -> Achieved | str | None:
    """The achieved figures of a scenario whose answers have `answer` tokens, some terms switched off if asked. "queues"
    when batch x (prompt + answer) does not fit; None where several GPUs have no known link."""
    link = _link(scenario)
    if scenario.gpus > 1 and link is None:
        return None
    if _fills(scenario, answer):
        return "queues"
    alone = tuple(row for row in _pass_rows(replace(scenario, batch=1), "prefill", link) if row.term not in without)
    prefill = add_up("prefill of one prompt, achieved", "t_pre", "s", [row.seconds for row in alone])
    rows = [row for row in _pass_rows(scenario, "decode", link) if row.term not in without]
    step = add_up("decode step, achieved", "t_step", "s", [row.seconds for row in rows])
    if "other_prompts" not in without:
        rows.append(AchievedRow("other_prompts", "prefill", "", _others(scenario, answer, prefill)))
    between = add_up("time between tokens, achieved", "t", "s", [row.seconds for row in rows])
    inside = _inside(scenario)
    low, high = band(between, "token", inside)
    prefill_low, prefill_high = band(prefill, "prefill", inside)
    rate = derive("tokens of the batch, achieved", "X", "token/s", "B / t", scenario.quantity("batch"), between)
    return Achieved(*(between, low, high, rate, step, prefill, prefill_low, prefill_high), tuple(rows), alone, inside)


def first_token(scenario: Scenario, done: Achieved, together: bool = False) -> FirstToken:
    """Time to first token: prefill, the host's work, the wait for the running step; with `together` also the start of a
    benchmark, whose clients all come at once."""
    inputs = [done.prefill_seconds, constant("request-host"), constant("token-host")]
    inputs += [scenario.quantity("prompt_tokens"), constant("steps-waited"), done.decode_seconds]
    formula = "t_pre + τ_1 + τ_N * N + ν * t_step"
    if together:
        inputs += [scenario.quantity("batch"), constant("first-wave"), constant("arrival-host")]
        formula += " + 0.5 * (B - 1) * (ω * t_pre + τ_ω)"
    seconds = derive("time to first token, achieved", "t_first", "s", formula, *inputs)
    low, high = band(seconds, "first", done.inside)
    return FirstToken(seconds, low, high)


def band(number: Quantity, which: str, inside: bool) -> tuple[Quantity, Quantity]:
    """A time's band: low and high, wider where there is no run like this one."""
    place = "" if inside else "-outside"
    least, most = constant(f"band-{which}-low{place}"), constant(f"band-{which}-high{place}")
    return (
        derive("low end of the band", "t_low", "s", f"{number.symbol} * {least.symbol}", number, least),
        derive("high end of the band", "t_high", "s", f"{number.symbol} * {most.symbol}", number, most),
    )


def _pass_rows(scenario: Scenario, phase: str, link: Link | None) -> list[AchievedRow]:
    which, rows = decode_pass(scenario) if phase == "decode" else prefill_pass(scenario)
    return operator_rows(scenario, which, rows) + overhead_rows(scenario, which, link)


def _others(scenario: Scenario, answer: int, prefill: Quantity) -> Quantity:
    """Prompts of the others, one for each answer that ends, spread over the tokens of an answer."""
    tokens = Quantity(answer, "1", "tokens of an answer", "n", source=SETTING)
    batch = scenario.quantity("batch")
    return derive("other prompts between two tokens", "t", "s", "(B - 1) / n * t_pre", batch, tokens, prefill)


def _link(scenario: Scenario) -> Link | None:
    """The link between the GPUs, None for one GPU and where no row knows it for so many."""
    row = specs.links().get(scenario.gpu_spec.id) if scenario.gpus > 1 else None
    return row if row is not None and row.start(scenario.gpus) is not None else None


def _fills(scenario: Scenario, answer: int) -> bool:
    """Whether weights and the whole batch's cache, copies included, are more than the usable memory."""
    which, _ = decode_pass(scenario)
    whole = replace(scenario, context=scenario.prompt_tokens + answer)
    held: Any = cache(whole).per_sequence.value * whole.batch * cache_copies(whole).value
    weights = total_parameters(scenario.model_spec).value * which.weight_size.value
    needed = weights + held
    worst = needed.max() if hasattr(needed, "max") else needed
    return bool(worst > scenario.usable * machine(scenario).memory.value)


def _inside(scenario: Scenario) -> bool:
    """Whether measured runs are like this one: model, GPU, batch, prompt."""
    spans = ((scenario.batch, MEASURED_BATCH), (scenario.prompt_tokens, MEASURED_PROMPT))
    within = all(_least(v) >= low and _most(v) <= high for v, (low, high) in spans)
    known = scenario.model_spec.id in MEASURED_MODELS and scenario.gpu_spec.id in MEASURED_GPUS
    return within and known


def _least(value: Any) -> float:
    return float(value.min()) if hasattr(value, "min") else float(value)


def _most(value: Any) -> float:
    return float(value.max()) if hasattr(value, "max") else float(value)
