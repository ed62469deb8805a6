"""World parts about machines: the scenario's with one conversation alone, and this computer, measured when asked to be.

`own_cost` is the scenario with the real prompt of the request, alone; `request_cost` with the scenario's prompt, alone,
and a cache as long as that prompt; `prompt_track` sweeps the length of the prompt; `measured` runs the real model here
and now, and is None until the button was pressed; `measuring` is what such a run consists of. Not here: how a cost or a
measurement is made (`sim.cost`, `engine.measure`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.measure import KINDS, PROMPT_TOKENS, Measurement, Reading, measure, summarise
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
