"""The achieved answer: time between tokens, prefill of one prompt, time to first token, each with its band.

Time between tokens = one decode step of the batch, and the prompts of the others read between its tokens. More running
requests than fit have no time: they queue. Several GPUs without a known link have no figure.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from tourapp.quantity import Quantity, add_up, derive
from tourapp.sim.cost.achieved.company import other_prompts
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.costs import decode_pass, prefill_pass
from tourapp.sim.cost.machine import machine
from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.terms.band import band_of
from tourapp.sim.cost.terms.fitted import fitted_pass
from tourapp.sim.cost.terms.mechanisms import AchievedRow, constant
from tourapp.sim.cost.terms.reach import is_joined, is_measured
from tourapp.sim.cost.terms.rows import cache_copies
from tourapp.sim.cost.weights import all_weights


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
    if not is_joined(scenario):
        return None
    if _fills(scenario, answer):
        return "queues"
    alone = tuple(row for row in _pass_rows(replace(scenario, batch=1), "prefill") if row.term not in without)
    prefill = add_up("prefill of one prompt, achieved", "t_pre", "s", [row.seconds for row in alone])
    rows = [row for row in _pass_rows(scenario, "decode") if row.term not in without]
    step = add_up("decode step, achieved", "t_step", "s", [row.seconds for row in rows])
    if "other_prompts" not in without:
        rows.append(
            AchievedRow("other_prompts", "prefill", "", other_prompts(scenario.quantity("batch"), answer, prefill))
        )
    between = add_up("time between tokens, achieved", "t", "s", [row.seconds for row in rows])
    inside = is_measured(scenario)
    low, high = band_of("token", inside).around(between)
    prefill_low, prefill_high = band_of("prefill", inside).around(prefill)
    rate = derive("tokens of the batch, achieved", "X", "token/s", "B / t", scenario.quantity("batch"), between)
    return Achieved(*(between, low, high, rate, step, prefill, prefill_low, prefill_high), tuple(rows), alone, inside)


def first_token(scenario: Scenario, done: Achieved, together: bool = False) -> FirstToken:
    """Time to first token: prefill, the host's work, the wait for the running step; with `together` also the start of a
    benchmark, whose clients all come at once."""
    inputs = [done.prefill_seconds, constant("request-host"), constant("token-host")]
    inputs += [scenario.quantity("prompt_tokens"), constant("steps-waited"), done.decode_seconds]
    formula = "t_pre + τ_1 + τ_N * N + ν * t_step"
    if together:
        inputs += [scenario.quantity("batch"), constant("first-wave")]
        formula += " + 0.5 * (B - 1) * ω * t_pre"
    seconds = derive("time to first token, achieved", "t_first", "s", formula, *inputs)
    low, high = band_of("first", done.inside).around(seconds)
    return FirstToken(seconds, low, high)


def _pass_rows(scenario: Scenario, phase: str) -> list[AchievedRow]:
    done = decode_pass(scenario) if phase == "decode" else prefill_pass(scenario)
    return list(fitted_pass(scenario, done.which, done.rows).rows)


def _fills(scenario: Scenario, answer: int) -> bool:
    """Whether weights and the whole batch's cache, copies included, are more than the usable memory."""
    whole = replace(scenario, context=scenario.prompt_tokens + answer)
    held: Any = cache(whole).per_sequence.value * whole.batch * cache_copies(whole).value
    needed = all_weights(scenario).value + held
    worst = needed.max() if hasattr(needed, "max") else needed
    return bool(worst > scenario.usable * machine(scenario).memory.value)
