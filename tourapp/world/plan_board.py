"""A plan as a stage shows it: every kind of replica, the best ones, one followed in all its numbers, and what breaks.

Values are the solver's (`sim.plan`), as quantities that can be asked "why?". Not here: which settings make the question
(`world.parts.plan`), and the search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import COMPUTED, SETTING
from tourapp.sim.cost import cost
from tourapp.sim.cost.terms.band import band_of
from tourapp.sim.cost.terms.reach import is_measured
from tourapp.sim.plan import MachinePlan, PlanSpec
from tourapp.sim.plan.derived import PlanNumbers, plan_numbers
from tourapp.sim.plan.edges import BatchEdges, batch_edges
from tourapp.sim.plan.solver import Break
from tourapp.sim.plan.told import misses
from tourapp.words import Phrase
from tourapp.world.plan_cells import PlanCell, plan_cell
from tourapp.world.plan_words import WANTS, dollars, mend_words

MOST_CELLS = 48
"""Kinds of replica that are looked at one by one."""
ARRIVALS = 96
FARTHEST = 63.9
"""A factor from which on nothing was found to break."""

Ends = tuple[Quantity, Quantity]


@dataclass(frozen=True, slots=True, eq=False)
class PlanAsked:
    """The question in quantities; budget: USD a month or None; whole: time of a whole answer, s; users: None where
    requests are asked for."""

    rate: Quantity
    users: Quantity | None
    think: Quantity
    prompt: Quantity
    answer: Quantity
    first: Quantity
    between: Quantity
    percentile: Quantity
    budget: Quantity | None
    whole: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class BreakFact:
    """What breaks the best plan: by how much (a change, as a share; None where nothing was found), then what."""

    what: str
    words: Phrase
    factor: float
    change: Quantity | None
    then: Phrase


@dataclass(frozen=True, slots=True, eq=False)
class PlanSubject:
    """The plan that is followed: the best one, else the nearest miss. Ends: bands of fitted times, None where they are
    set; first_spread [101]: time to first token that 0 to 100 % of the prompts do not exceed, s, None where the wait
    is bounded only; settled: whether its simulation is long enough. limits: the edges of its batch as
    quantities. meters: FLOP and B of a token, B held and B of memory, ideal, at its batch."""

    cell: PlanCell
    numbers: PlanNumbers
    edges: BatchEdges
    limits: dict[str, Quantity]
    between_ends: Ends | None
    first_ends: Ends | None
    inside: bool
    first_spread: np.ndarray | None
    settled: bool | None
    meters: tuple[Quantity, Quantity, Quantity, Quantity]


@dataclass(frozen=True, slots=True, eq=False)
class PlanBoard:
    """All of a plan for a stage. cells: every kind of replica that was looked at; best: the feasible ones in rank
    order; nearest: misses, the nearest first; relax: where nothing holds, a target that alone would let something;
    fitted: whether times are the achieved model's; excluded: GPUs without a price; arrivals [96]: random gaps between
    requests, in mean gaps."""

    spec: PlanSpec
    plan: MachinePlan
    asked: PlanAsked
    fitted: bool
    cells: tuple[PlanCell, ...]
    best: tuple[PlanCell, ...]
    nearest: tuple[PlanCell, ...]
    relax: tuple[Phrase, ...]
    subject: PlanSubject | None
    breaks: tuple[BreakFact, ...]
    excluded: tuple[str, ...]
    arrivals: np.ndarray

    @property
    def holds(self) -> bool:
        """Whether anything holds."""
        return bool(self.best)


def board_of(plan: MachinePlan) -> PlanBoard:
    """The board of a plan that was worked out."""
    ranks = {row: place for place, row in enumerate(plan.order)}
    cells = tuple(plan_cell(plan, row, ranks.get(row)) for row in range(min(len(plan.cells), MOST_CELLS)))
    best = tuple(sorted((cell for cell in cells if cell.holds), key=lambda cell: cell.place or 0))
    near = tuple(cells[row] for row in misses(plan) if row < len(cells)) if not plan.order else ()
    first = plan.order[:1] or misses(plan)[:1]
    followed = first[0] if first else None
    numbers = None if followed is None else plan_numbers(plan, followed)
    return PlanBoard(
        spec=plan.spec,
        plan=plan,
        asked=_asked(plan.spec, numbers),
        fitted=plan.spec.what_if is None,
        cells=cells,
        best=best,
        nearest=near,
        relax=tuple(mend_words(what, way.repair.value, f"plan.relax.{what}") for what, way in plan.loosened.items()),
        subject=None if followed is None or numbers is None else _subject(plan, followed, cells[followed], numbers),
        breaks=tuple(_break(each) for each in plan.breaks),
        excluded=tuple(specs.gpu(each["gpu"]).name.partition(",")[0] for each in plan.left_aside),
        arrivals=np.random.default_rng(plan.spec.seed).exponential(size=ARRIVALS),
    )


def _asked(spec: PlanSpec, numbers: PlanNumbers | None) -> PlanAsked:
    def said(value: float, unit: str, name: str, symbol: str) -> Quantity:
        return Quantity(value, unit, name, symbol, source=SETTING)

    first = said(spec.ttft, "s", "first token, at most", "t_1")
    between = said(spec.itl, "s", "between two tokens, at most", "t_2")
    answer = said(spec.answer, "token", "tokens of an answer", "n")
    return PlanAsked(
        rate=numbers.rate if numbers is not None else said(spec.rate or 0.0, "1/s", "requests that come", "λ"),
        users=None if spec.users is None else said(spec.users, "1", "users", "n_u"),
        think=said(spec.think, "s", "time that a user thinks", "t_think"),
        prompt=said(spec.prompt, "token", "tokens of a prompt", "N"),
        answer=answer,
        first=first,
        between=between,
        percentile=replace(
            said(spec.pct / 100.0, "share", "share of the requests that is promised this", "p"),
            printed=f"{spec.pct}\u2009%",
        ),
        budget=None if spec.budget is None else dollars(said(spec.budget, "USD", "budget of a month", "C_max")),
        whole=derive("whole answer, at most", "t_all", "s", "t_1 + (n - 1) * t_2", first, answer, between),
    )


def _subject(plan: MachinePlan, row: int, cell: PlanCell, numbers: PlanNumbers) -> PlanSubject:
    edges, run = batch_edges(plan, row), plan.waits.get(row)
    names = {
        "memory": "batch that fits",
        "between": "largest batch that keeps the gap",
        "alone": "batch, if prompts of others were forgotten",
        "first": "largest batch that keeps the first token",
        "load": "smallest batch that carries the load",
    }
    limits = {id: Quantity(getattr(edges, id), "1", name, source=COMPUTED) for id, name in names.items()}
    inside = is_measured(plan.cells[row].scenario(plan.spec, max(int(plan.outcome.batch[row]), 1)))
    ends: tuple[Ends | None, Ends | None] = (None, None)
    served = float(numbers.first.value) - float(numbers.wait.value)
    if plan.spec.what_if is None:
        ends = _ends(numbers, inside)
    spread = None if run is None else np.array(run.spread) + served
    numbers = replace(
        numbers, month=dollars(numbers.month), exact=_exact(numbers.exact), million=_million(numbers.million)
    )
    settled = None if run is None else run.settled
    return PlanSubject(cell, numbers, edges, limits, *ends, inside, spread, settled, _meters(plan, row))


def _meters(plan: MachinePlan, row: int) -> tuple[Quantity, Quantity, Quantity, Quantity]:
    """The ideal ledger's arithmetic and bytes of a token, and memory, of one replica at its batch."""
    costs = cost(plan.cells[row].scenario(plan.spec, max(int(plan.outcome.batch[row]), 1)))
    step, room = costs.decode, costs.capacity
    one, two, three, four = (
        replace(each, id="")
        for each in (step.flops_per_token, step.bytes_per_token, room.held_bytes, room.memory_bytes)
    )
    return one, two, three, four


def _exact(count: Quantity) -> Quantity:
    """Replicas before rounding up, in enough digits to be told from the whole number."""
    value = float(count.value)
    return replace(count, printed=f"{value:,.1f}" if value >= 100.0 else "")


def _million(price: Quantity) -> Quantity:
    """Dollars of a million tokens, whole ones where they are many."""
    value = float(price.value)
    return replace(price, printed=f"${value:,.0f}/M tokens" if value >= 1000.0 else "")


def _ends(numbers: PlanNumbers, inside: bool) -> tuple[Ends, Ends]:
    """The bands around the time between tokens, and around the first token: around what follows its wait."""
    token, first = band_of("token", inside), band_of("first", inside)
    parts = (numbers.wait, numbers.step, numbers.prefill, numbers.host)
    around = [
        derive(words, symbol, "s", f"w + {end.symbol} * (t_dec + t_pre + t_host)", *parts, end)
        for words, symbol, end in (
            ("low end of the band", "low", first.least),
            ("high end of the band", "high", first.most),
        )
    ]
    return token.around(numbers.between), (around[0], around[1])


def _break(each: Break) -> BreakFact:
    far = max(each.factor, 1.0 / each.factor)
    change = None
    if far < FARTHEST:
        pushed = Quantity(each.factor, "times", "factor at which it breaks", "x", source=COMPUTED)
        change = derive("room until it breaks", "Δ", "share", "x - 1", pushed)
    return BreakFact(each.what, WANTS[each.what], each.factor, change, _then(each))


def _then(each: Break) -> Phrase:
    """What the answer is then."""
    if each.cell is None:
        return Phrase("Then nothing that was searched holds")
    month = dollars(
        Quantity(each.month, "USD", "USD of a month then", source=COMPUTED, id=f"plan.then.{each.what}.month")
    )
    cards = Quantity(
        each.replicas * each.cell.gpus, "1", "GPUs then", source=COMPUTED, id=f"plan.then.{each.what}.cards"
    )
    return Phrase(
        "Then {n} {n|GPU|GPUs} with {w}-bit weights and a cache in {k} bits, for {month} a month",
        n=cards, w=each.cell.weight_bits, k=each.cell.kv_bits, month=month,
    )  # fmt: skip
