"""World part of the levers: what each change does to one user's speed and to what a dollar buys, by the full model.

The table is that of `tourapp levers` at the same settings: ideal where MFU and MBU are fitted (the table compares, and
a ratio of bands would say little), else at those. Not here: the levers themselves (`sim.levers`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost import Scenario
from tourapp.sim.cost.costs import decode_alone
from tourapp.sim.cost.machine import machine
from tourapp.sim.levers import Beside, Lever, LeverTable, levers
from tourapp.words import Phrase
from tourapp.world.declare import Block, switch
from tourapp.world.lever_words import LETTERS, NOTHING, named, reason
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

ELSEWHERE = ("model", "machine", "moe", "attention")
"""Groups that take another model or machine, or are chosen at training: they do not count as the best lever here."""
STILL = 0.005
"""Within this share of 1 a multiple moves nothing."""


@dataclass(frozen=True)
class LeverInputs(Block):
    """What the table of levers counts."""

    lever_comm: bool = switch("Count communication", False)


@dataclass(frozen=True, slots=True)
class LeverBytes:
    """What a step reads of weights and moves of cache, in B, and the bandwidth, in B/s."""

    weights: Quantity
    cache: Quantity
    bandwidth: Quantity


@dataclass(frozen=True, slots=True)
class LeverRow:
    """One lever on this scenario. faster: step of the base over its own, so one user's speed as a multiple; cheaper:
    tokens that a dollar buys, as a multiple; users: that fit, as a multiple (None where they cannot be told); step and
    output: its own figures; here: whether it can be pulled, else why_not; nothing: where it does nothing; with_comm:
    faster with communication counted, where that is told beside the row, with the steps before and after; moved: the
    bytes of the scenario that it turns to (None for one that has arithmetic of its own)."""

    id: str
    words: Phrase
    letter: str
    group: str
    here: bool
    faster: Quantity | None
    cheaper: Quantity | None
    cheaper_input: Quantity | None
    users: Quantity | None
    step: Quantity | None
    output: Quantity | None
    users_fit: Quantity
    with_comm: Quantity | None
    cheaper_with_comm: Quantity | None
    comm_before: Quantity | None
    comm_after: Quantity | None
    why_not: Phrase | None
    nothing: Phrase
    moved: LeverBytes | None

    @property
    def for_user(self) -> Quantity | None:
        """What one user gets, with communication where it is counted for this row."""
        return self.with_comm or self.faster

    @property
    def for_dollar(self) -> Quantity | None:
        """What a dollar gets, with communication where it is counted for this row."""
        return self.cheaper_with_comm or self.cheaper

    @property
    def still(self) -> bool:
        """Whether it moves neither one user's speed nor what a dollar buys, by a half per cent."""
        told = (self.for_user, self.for_dollar)
        return all(number is not None and abs(float(number.value) - 1.0) < STILL for number in told)


@dataclass(frozen=True, slots=True)
class LeverBoard:
    """The base, every lever in the order of the table, and the two that do most: for one user, and for a dollar. ideal:
    whether times are ideal (else at the shares that are set); comm: whether communication is counted everywhere."""

    ideal: bool
    comm: bool
    moved: LeverBytes
    step: Quantity | None
    output: Quantity | None
    input: Quantity | None
    users: Quantity
    rows: tuple[LeverRow, ...]
    fastest: LeverRow | None
    cheapest: LeverRow | None

    def row(self, id: str) -> LeverRow:
        """A lever by its id."""
        return next(each for each in self.rows if each.id == id)


@part("levers", reads=(*SCENARIO, "lever_comm"))
def _levers(view: PartView) -> LeverBoard:
    usual = scenario(view, mfu=view.mfu or 1.0, mbu=view.mbu or 1.0)
    table = levers(usual, Beside(view.lever_comm))
    ideal = not (view.mfu or view.mbu)
    rows = tuple(_row(table, lever) for lever in table.levers)
    same = [row for row in rows if row.here and row.group not in ELSEWHERE]
    fastest = max((row for row in same if row.for_user is not None), key=lambda row: _value(row.for_user), default=None)
    cheapest = max(
        (row for row in same if row.for_dollar is not None), key=lambda row: _value(row.for_dollar), default=None
    )
    base = table.base
    told = (base.step, base.output, base.input, base.users, rows, fastest, cheapest)
    return LeverBoard(ideal, bool(view.lever_comm), _bytes(usual), *told)


def _bytes(asked: Scenario) -> LeverBytes:
    step = decode_alone(asked)
    return LeverBytes(step.weight_bytes_per_step, step.kv_bytes_per_step, machine(asked).bandwidth)


def _row(table: LeverTable, lever: Lever) -> LeverRow:
    base, there = table.base, lever.figures
    told = lever.more
    return LeverRow(
        id=lever.id,
        words=named(lever, table.scenario),
        letter=LETTERS[lever.id],
        group=lever.group,
        here=lever.applies,
        faster=_times("times as fast for one user", base.step, there.step),
        cheaper=_times("tokens of output for a dollar, as a multiple", base.output, there.output),
        cheaper_input=_times("tokens of input for a dollar, as a multiple", base.input, there.input),
        users=_times("users that fit, as a multiple", there.users, base.users),
        step=there.step,
        output=there.output,
        users_fit=there.users,
        with_comm=_times(
            "times as fast, communication counted",
            told.get("base_step_seconds_with_communication"),
            told.get("step_seconds_with_communication"),
        ),
        cheaper_with_comm=_times(
            "tokens for a dollar, as a multiple, communication counted",
            told.get("base_price_output_with_communication"),
            told.get("price_output_with_communication"),
        ),
        comm_before=told.get("base_step_seconds_with_communication"),
        comm_after=told.get("step_seconds_with_communication"),
        why_not=reason(lever, table.scenario, base.users),
        nothing=NOTHING[lever.id],
        moved=None if lever.scenario is None else _bytes(lever.scenario),
    )


def _times(words: str, above: Quantity | None, below: Quantity | None) -> Quantity | None:
    """One over the other, None where either is not known or the lower one is nothing."""
    if above is None or below is None or not float(below.value):
        return None
    pair = (above.named(above.name, "x_1"), below.named(below.name, "x_2"))
    return derive(Phrase(words), "r", "times", "x_1 / x_2", *pair)


def _value(number: Quantity | None) -> float:
    assert number is not None
    return float(number.value)
