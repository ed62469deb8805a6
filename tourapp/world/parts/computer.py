"""World parts about machines: the scenario's while it reads one prompt, and this computer, measured when asked to be.

`own_cost` is prefill of the real prompt of the request, alone in its pass; `request_cost` that of the service's typical
prompt; `request_step` the first decode step after it, in the scenario's batch; `prompt_track` sweeps the length of the
prompt; `measured` runs the real model here and now, and is None until the button was pressed; `computer_numbers` is
what it found, in quantities; `measuring` is what such a run consists of. Not here: how a cost or a measurement is made
(`sim.cost`, `engine.measure`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from tourapp.engine.measure import KINDS, PROMPT_TOKENS, Measurement, Reading, Spread, measure, prompt_tokens, summarise
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import MEASURED
from tourapp.sim.cost import Costs, cost
from tourapp.words import Phrase
from tourapp.world.declare import Block, presses
from tourapp.world.generation import own_model, shared_model
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


def _but(*names: str) -> tuple[str, ...]:
    """What a scenario reads, without settings that a part gives itself: then it stands while those are dragged."""
    return tuple(name for name in SCENARIO if name not in names)


@part("own_cost", reads=_but("prompt_tokens", "batch"), needs=("recording",))
def _own_cost(view: PartView) -> Costs:
    """The scenario's machine reading the very prompt of the request, template included, and nothing else."""
    return _elsewhere(view, "prefill", prompt_tokens=max(1, view.recording.prompt_count), batch=1)


@part("request_cost", reads=_but("batch"))
def _request_cost(view: PartView) -> Costs:
    """The scenario's machine reading one typical prompt, the whole of it in one pass, and nothing else."""
    return _elsewhere(view, "prefill", batch=1)


@part("request_step", reads=_but("context"))
def _request_step(view: PartView) -> Costs:
    """The first step after it: one token of each conversation of the batch, each with a typical prompt behind it."""
    return _elsewhere(view, "decode", context=view.prompt_tokens + 1)


def _elsewhere(view: PartView, phase: str, **changes: int) -> Costs:
    """The scenario's cost at other settings. The ids of the phase that is told name what is given here."""
    costs = cost(scenario(view, **changes))
    given = ", ".join(f"{name}={value}" for name, value in changes.items())
    told: Any = getattr(costs, phase)
    for item in fields(told):
        number = getattr(told, item.name)
        if isinstance(number, Quantity):
            number.christen(f"{phase}.{item.name}({given})")
    return costs


@part("prompt_track", reads=_but("prompt_tokens", "batch"))
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
    count = prompt_tokens(shared_model().config.context) if own_model() else PROMPT_TOKENS
    return Measuring(count, WEIGHT_BYTES)


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


@dataclass(frozen=True, slots=True)
class ComputerNumbers:
    """What a measurement of this computer found: medians of its rounds, and what follows from them.

    prefill, decode: tokens a second as it is; `_shared`: with weights that stay in the cache, and `_gain` how many
    times faster that is; read: of memory; gemm: arithmetic; rounds: of each.
    """

    prefill: Quantity
    prefill_shared: Quantity
    prefill_gain: Quantity
    decode: Quantity
    decode_shared: Quantity
    decode_gain: Quantity
    read: Quantity
    gemm: Quantity
    ridge: Quantity
    rounds: int

    def rate(self, phase: str, in_cache: bool) -> Quantity:
        """Tokens per second of "prefill" or "decode", as it is or with the weights in the cache."""
        as_it_is = {"prefill": self.prefill, "decode": self.decode}
        shared = {"prefill": self.prefill_shared, "decode": self.decode_shared}
        return (shared if in_cache else as_it_is)[phase]


@part("computer_numbers", needs=("measured",))
def _computer_numbers(view: PartView) -> ComputerNumbers | None:
    found: Measurement | None = view.measured
    if found is None:
        return None
    prefill, prefill_shared = (
        _median(found.prefill, "prefill", "p"),
        _median(found.prefill_shared, "prefill in cache", "p_c"),
    )
    decode, decode_shared = _median(found.decode, "decode", "d"), _median(found.decode_shared, "decode in cache", "d_c")
    read, gemm = _median(found.read, "memory read", "β", "B/s"), _median(found.gemm, "arithmetic", "F", "FLOP/s")
    return ComputerNumbers(
        prefill=prefill,
        prefill_shared=prefill_shared,
        prefill_gain=derive(
            "speed-up of prefill, weights in the cache", "g_p", "times", "p_c / p", prefill_shared, prefill
        ),
        decode=decode,
        decode_shared=decode_shared,
        decode_gain=derive(
            "speed-up of decode, weights in the cache", "g_d", "times", "d_c / d", decode_shared, decode
        ),
        read=read,
        gemm=gemm,
        ridge=derive("ridge of this computer", "I_ridge", "FLOP/B", "F / β", gemm, read),
        rounds=found.decode.count,
    )


def _median(spread: Spread, what: str, symbol: str, unit: str = "token/s") -> Quantity:
    name = Phrase("{what}, median of {n} rounds on this computer", what=Phrase(what), n=spread.count)
    return Quantity(float(spread.median), unit, name, symbol, source=MEASURED)
