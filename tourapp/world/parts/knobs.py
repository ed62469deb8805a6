"""World part of the knobs: what one step of each setting, down or up, does to one goal, each by the full model again.

A step is what a person would try next: half and double of a count, the next precision, a twentieth of the memory, a
tenth of the price, the next GPU by bandwidth. Ideal; another machine is told at the same price.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.sim.cost import Costs, cost
from tourapp.sim.cost.costs import prefill_alone
from tourapp.words import Phrase
from tourapp.world.declare import Block, choice
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

GOALS = (
    *(("speed", "speed of one"), ("first", "first token")),
    *(("dollar", "tokens for a dollar"), ("users", "users that fit")),
)
COUNTS = {
    "batch": (Phrase("Batch"), 1, 512),
    "context": (Phrase("Context"), 128, 1_048_576),
    "prompt_tokens": (Phrase("Prompt"), 1, 32_768),
    "gpus": (Phrase("GPUs"), 1, 16),
}
BITS = {"weight_bits": (Phrase("Weight bits"), (4, 8, 16)), "kv_bits": (Phrase("KV precision"), (4, 8, 16))}
STILL = 0.005
"""Within this share of 1 a multiple moves nothing."""


@dataclass(frozen=True)
class KnobInputs(Block):
    """What is to get better."""

    knob_goal: str = choice("What should improve", GOALS, "speed")


@dataclass(frozen=True, slots=True)
class KnobTurn:
    """One step of a knob: to which value, in words; gain: the goal as a multiple, above 1 where it gets better (None
    where it cannot be told); fits: whether the load still fits."""

    to: Phrase
    gain: Quantity | None
    fits: bool

    @property
    def size(self) -> float:
        """The gain as a number; 1 where it cannot be told."""
        return 1.0 if self.gain is None else float(self.gain.value)


@dataclass(frozen=True, slots=True)
class KnobRow:
    """One knob: a step down and a step up, None at an end."""

    id: str
    words: Phrase
    now: Phrase
    down: KnobTurn | None
    up: KnobTurn | None

    @property
    def turns(self) -> tuple[KnobTurn, ...]:
        """The steps that there are."""
        return tuple(turn for turn in (self.down, self.up) if turn is not None)

    @property
    def best(self) -> float:
        """The greatest gain of a step after which the load fits."""
        return max((turn.size for turn in self.turns if turn.fits), default=0.0)

    @property
    def still(self) -> bool:
        """Whether no step moves the goal."""
        return all(abs(turn.size - 1.0) < STILL for turn in self.turns)


@dataclass(frozen=True, slots=True)
class Knobs:
    """The rows, that which helps most first; best: the row that helps most, None where none helps."""

    goal: str
    rows: tuple[KnobRow, ...]

    @property
    def best(self) -> KnobRow | None:
        """The knob whose step helps most and still fits."""
        row = max(self.rows, key=lambda each: each.best)
        return row if row.best > 1.0 + STILL else None


@part("knobs", reads=(*SCENARIO, "knob_goal"))
def _knobs(view: PartView) -> Knobs:
    asked = _Turned(view)
    rows = [asked.count(name) for name in COUNTS] + [asked.precision(name) for name in BITS]
    rows += [asked.scaled("usable"), asked.scaled("gpu_hour"), asked.machine()]
    return Knobs(str(view.knob_goal), tuple(sorted(rows, key=lambda row: -_reach(row))))


def _reach(row: KnobRow) -> float:
    """How far a knob moves the goal either way."""
    return max((max(turn.size, 1.0 / max(turn.size, 1e-9)) for turn in row.turns), default=1.0)


class _Turned:
    """The scenario and its neighbours, a step away."""

    def __init__(self, view: PartView) -> None:
        self._view, self._goal = view, str(view.knob_goal)
        self._base = self._figure({})[0]

    def count(self, name: str) -> KnobRow:
        """Half and double."""
        words, low, high = COUNTS[name]
        now = int(getattr(self._view, name))
        down, up = max(low, now // 2), min(high, now * 2)
        turns = [None if to == now else self._turn({name: to}, Phrase("{n:,}", n=to)) for to in (down, up)]
        return KnobRow(name, words, Phrase("{n:,}", n=now), *turns)

    def precision(self, name: str) -> KnobRow:
        """The next precision either way."""
        words, steps = BITS[name]
        now = int(getattr(self._view, name))
        place = steps.index(now)
        down = steps[place - 1] if place else None
        up = steps[place + 1] if place + 1 < len(steps) else None
        turns = [None if to is None else self._turn({name: to}, Phrase("{n:,}", n=to)) for to in (down, up)]
        return KnobRow(name, words, Phrase("{n:,}", n=now), *turns)

    def scaled(self, name: str) -> KnobRow:
        """A twentieth of the memory less and more; a tenth of the price."""
        now = float(getattr(self._view, name))
        if name == "usable":
            steps = [max(0.5, round(now - 0.05, 4)), min(1.0, round(now + 0.05, 4))]
            turns = [None if to == now else self._turn({name: to}, Phrase("{n:.0%}", n=to)) for to in steps]
            return KnobRow(name, Phrase("Usable memory"), Phrase("{n:.0%}", n=now), *turns)
        prices = [now / 1.1, now * 1.1]
        turns = [self._turn({name: to}, Phrase("${n:.2f}", n=to)) for to in prices]
        return KnobRow(name, Phrase("GPU-hour"), Phrase("${n:.2f}", n=now), *turns)

    def machine(self) -> KnobRow:
        """The next GPU by bandwidth either way."""
        order = sorted(specs.gpus(), key=lambda id: (specs.gpu(id).bandwidth_tb_s, specs.gpu(id).memory_gb))
        now = str(self._view.gpu)
        mine = specs.gpu(now).bandwidth_tb_s
        slower = [id for id in order if specs.gpu(id).bandwidth_tb_s < mine]
        faster = [id for id in order if specs.gpu(id).bandwidth_tb_s > mine]
        ends = (slower[-1] if slower else None, faster[0] if faster else None)
        turns = [None if id is None else self._turn({"gpu": id}, _name(id)) for id in ends]
        return KnobRow("gpu", Phrase("GPU"), _name(now), *turns)

    def _turn(self, changes: dict[str, Any], to: Phrase) -> KnobTurn:
        there, fits = self._figure(changes)
        pair = (self._base, there) if self._goal != "users" else (there, self._base)
        if not float(pair[1].value) or not float(pair[0].value):
            return KnobTurn(to, None, fits)
        told = (pair[0].named(pair[0].name, "x_1"), pair[1].named(pair[1].name, "x_2"))
        return KnobTurn(to, derive("the goal, as a multiple", "r", "times", "x_1 / x_2", *told), fits)

    def _figure(self, changes: dict[str, Any]) -> tuple[Quantity, bool]:
        """What the goal is measured by, and whether the load fits."""
        asked = scenario(self._view, mfu=1.0, mbu=1.0, **changes)
        costs = cost(asked)
        return self._goal_of(costs), bool(costs.capacity.fits)

    def _goal_of(self, costs: Costs) -> Quantity:
        if self._goal == "speed":
            return costs.decode.step_seconds
        if self._goal == "dollar":
            return costs.price.output
        if self._goal == "users":
            return costs.capacity.users
        from dataclasses import replace

        return prefill_alone(replace(costs.scenario, batch=1)).seconds


def _name(id: str) -> Phrase:
    """A GPU by its short name."""
    return Phrase("{name}", name=specs.gpu(id).name.replace("GeForce ", "").replace("Instinct ", ""))
