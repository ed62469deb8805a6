"""World parts about time: one request on the scenario's machine, and this computer, measured when it is asked to be.

`own_cost` is the scenario with the real prompt of the request, alone; `request_cost` with the scenario's prompt, alone,
and a cache as long as that prompt; `request_times` follows this request token by token as its cache grows;
`prompt_track` sweeps the length of the prompt; `measured` runs the real model here and now, and is None until the
button was pressed; `measuring` is what such a run consists of. Not here: how a cost or a measurement is made
(`sim.cost`, `engine.measure`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.measure import KINDS, PROMPT_TOKENS, Measurement, Reading, measure, summarise
from tourapp.quantity import Quantity, derive
from tourapp.sim.cost import Costs, cost
from tourapp.world.declare import Block, presses
from tourapp.world.generation import shared_model
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

TRACK_LONGEST = 32_768
TRACK_POINTS = 97
ROUNDS = 5
WEIGHT_BYTES = np.dtype(np.float32).itemsize
"""The small model runs in 32-bit floats."""


@dataclass(frozen=True)
class ComputerInputs(Block):
    """This computer, measured."""

    measure_run: int = presses("Measure this computer")


@dataclass(frozen=True, slots=True)
class RequestTimes:
    """One request alone on the machine: seconds to the first token, per further token, and for the whole answer.

    between: mean time of the answer's further tokens (TPOT); steps: seconds of each of them [output - 1], growing with
    the cache (the one that would follow where the answer is a single token); tokens: of the answer. `achieved_` use
    MFU and MBU. Compute on the GPUs alone: no network, no queue.
    """

    first: Quantity
    achieved_first: Quantity
    between: Quantity
    achieved_between: Quantity
    total: Quantity
    achieved_total: Quantity
    steps: np.ndarray
    achieved_steps: np.ndarray
    tokens: int

    def ends(self, achieved: bool = False) -> np.ndarray:
        """Seconds from the start at which each token of the answer is there [output]."""
        first, steps = (self.achieved_first, self.achieved_steps) if achieved else (self.first, self.steps)
        return float(first.value) + np.concatenate([[0.0], np.cumsum(steps[: self.tokens - 1])])


@part("own_cost", reads=SCENARIO, needs=("recording",))
def _own_cost(view: PartView) -> Costs:
    """The scenario's machine reading the very prompt of the request, template included, and nothing else."""
    count = max(1, view.recording.prompt_count)
    return cost(scenario(view, prompt_tokens=count, batch=1, context=count + 1))


@part("request_cost", reads=SCENARIO)
def _request_cost(view: PartView) -> Costs:
    """The scenario's machine with one conversation: the whole prompt in one pass, then the first step after it."""
    return cost(scenario(view, batch=1, context=view.prompt_tokens + 1))


@part("prompt_track", reads=SCENARIO)
def _prompt_track(view: PartView) -> Costs:
    """The same for prompts of 1 to 32,768 tokens in one sweep: `prefill` figures are arrays."""
    lengths = np.unique(np.round(np.geomspace(1, TRACK_LONGEST, TRACK_POINTS)))
    return cost(scenario(view, prompt_tokens=lengths, batch=1))


@part("request_times", reads=(*SCENARIO, "output_tokens"))
def _request_times(view: PartView) -> RequestTimes:
    """Prefill of the prompt, then one decode step for each further token of the answer, with the cache as long as it
    then is. A step counts the token it computes: the first one has a context of prompt + 1."""
    further = max(1, view.output_tokens - 1)
    context = view.prompt_tokens + 1 + np.arange(further)
    swept = cost(scenario(view, batch=1, context=context))
    first, slow_first = swept.prefill.seconds, swept.prefill.achieved_seconds
    between = _mean(swept.decode.step_seconds, further, "")
    slow_between = _mean(swept.decode.achieved_step_seconds, further, ", achieved")
    single = view.output_tokens == 1
    return RequestTimes(
        first=first,
        achieved_first=slow_first,
        between=between,
        achieved_between=slow_between,
        total=first if single else _total(first, between, further, ""),
        achieved_total=slow_first if single else _total(slow_first, slow_between, further, ", achieved"),
        steps=_each(swept.decode.step_seconds, further),
        achieved_steps=_each(swept.decode.achieved_step_seconds, further),
        tokens=view.output_tokens,
    )


def _each(steps: Quantity, count: int) -> np.ndarray:
    """Seconds of every step [count], locked."""
    out = np.array(np.broadcast_to(np.asarray(steps.value, dtype=np.float64), (count,)))
    out.flags.writeable = False
    return out


def _mean(steps: Quantity, count: int, word: str) -> Quantity:
    """Mean of the steps, as a quantity that knows the first and the last of them."""
    mean = float(np.mean(_each(steps, count)))
    return Quantity(
        mean,
        "s",
        f"time between tokens{word}",
        "TPOT",
        f"mean of {count} decode steps",
        (steps.named(f"decode steps{word}", "t"),),
    )


def _total(first: Quantity, between: Quantity, further: int, word: str) -> Quantity:
    return derive(
        f"time of the whole answer{word}",
        "t_all",
        "s",
        "TTFT + n * TPOT",
        first.named(f"time to first token{word}", "TTFT"),
        Quantity(further, "1", "further tokens", "n"),
        between,
    )


@dataclass(frozen=True, slots=True)
class Measuring:
    """What a measurement of this computer runs: tokens of the prompt it reads in one pass, bytes of a weight."""

    prompt_tokens: int
    weight_bytes: int


@part("measuring")
def _measuring(view: PartView) -> Measuring:
    return Measuring(PROMPT_TOKENS, WEIGHT_BYTES)


def no_measurement() -> None:
    """What stands on screen until a measurement was made: nothing."""
    return None


@part("measured", reads=("measure_run",), slow=True, stand_in=no_measurement)
def _measured(view: PartView) -> Measurement | None:
    """Speeds of this computer by the real small model; None before the first press and when stopped too early."""
    if view.measure_run <= 0:
        return None
    model = shared_model()
    seen: list[Reading] = []
    words = {
        "decode": "decoding",
        "decode_shared": "decoding from the cache",
        "read": "reading memory",
        "prefill": "reading a prompt",
        "prefill_shared": "reading a prompt from the cache",
        "gemm": "multiplying",
    }
    view.progress(0.0, "measuring this computer: warming up")
    for reading in measure(model, rounds=ROUNDS, cancel=view.cancelled):
        seen.append(reading)
        following = KINDS[(KINDS.index(reading.kind) + 1) % len(KINDS)]
        view.progress(reading.share, f"measuring this computer: {words.get(following, following)}")
    return summarise(seen, model)
