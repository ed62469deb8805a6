"""Every way to serve a case that is offered: card, GPUs of a replica, bits, batch, replicas; judged in one sweep.

Times are the achieved ones of the fitted model; the first token waits for its turn as the planner says of a line with
several replicas (at the 95th percentile). One array for each limit, over cells, batches and replicas.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.plan import PlanSpec
from tourapp.sim.plan.cells import Cell, cells_of
from tourapp.sim.plan.lines import works_of
from tourapp.sim.plan.run import Search, wants_of
from tourapp.sim.plan.works import Floats

if TYPE_CHECKING:
    from tourapp.learning.labs.serve_it.case import ServeCase

PRICES = {"a100-80gb-sxm": 2.0, "h100-sxm": 3.0, "h200-sxm": 4.0, "b200-sxm": 6.0}
"""USD of a GPU-hour, made up; the page says so."""
COUNTS, BITS, KV_BITS = (1, 2, 4), (16, 8, 4), 16
BATCHES = (4, 8, 16, 32, 64, 128, 256)
REPLICAS = (1, 2, 3, 4, 6, 8, 12)
GOOD = 1.25
"""How much more than the cheapest still counts: the budget."""
MEMORY, LINK, FIRST, BETWEEN, TRAFFIC, WAIT = "memory", "link", "ttft", "itl", "replicas", "wait"
LIMITS = (MEMORY, LINK, FIRST, BETWEEN, TRAFFIC, WAIT)
"""In this order; the first that breaks is told."""


@dataclass(frozen=True, slots=True)
class Machines:
    """One way to serve it: the knobs as they are set."""

    gpu: str
    gpus: int
    bits: int
    batch: int
    replicas: int


@dataclass(frozen=True, slots=True)
class LimitGauge:
    """One limit: what is needed of it, as a share of what there is."""

    what: str
    share: float


@dataclass(frozen=True, slots=True)
class MachineTrial:
    """One way that was tried. why: what breaks first, "" where all limits are met; hour: USD an hour; gauges: in the
    order in which they are checked."""

    why: str
    hour: float
    gauges: tuple[LimitGauge, ...]

    @property
    def meets(self) -> bool:
        """Whether every limit is met; the budget is not one of them."""
        return not self.why


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """All that is offered for a case. cells: card, GPUs and bits; shares: what is needed of each limit, as a share of
    what there is; breaks: which limits do not hold, [limits, cells, batches, replicas]; hour: USD an hour."""

    cells: tuple[Cell, ...]
    shares: dict[str, NDArray[np.float64]]
    breaks: NDArray[np.bool_]
    hour: NDArray[np.float64]

    @property
    def meets(self) -> NDArray[np.bool_]:
        """Which ways meet every limit."""
        return np.asarray(~self.breaks.any(axis=0))

    def place(self, way: Machines) -> tuple[int, int, int] | None:
        """Where a way stands in the arrays; None where the model does not divide by so many GPUs."""
        wanted = (way.gpu, way.gpus, way.bits)
        cells = [(cell.gpu, cell.gpus, cell.weight_bits) for cell in self.cells]
        if wanted not in cells:
            return None
        return cells.index(wanted), BATCHES.index(way.batch), REPLICAS.index(way.replicas)

    def way(self, place: tuple[int, int, int]) -> Machines:
        """The way at a place."""
        cell, batch, replicas = self.cells[place[0]], BATCHES[place[1]], REPLICAS[place[2]]
        return Machines(cell.gpu, cell.gpus, cell.weight_bits, batch, replicas)


def question(case: ServeCase) -> PlanSpec:
    """A case as the planner is asked."""
    return PlanSpec(
        rate=case.rate,
        prompt=case.prompt,
        answer=case.answer,
        ttft=case.ttft,
        itl=case.itl,
        models=(case.model,),
        gpus=tuple(PRICES),
        counts=COUNTS,
        prices=dict(PRICES),
    )


def run_of(case: ServeCase, cells: list[Cell]) -> Search:
    """What follows for some cells at any batch."""
    spec = question(case)
    works = works_of(spec, cells)
    return Search(spec, works, wants_of(spec, works))


@lru_cache(maxsize=32)
def offers(case: ServeCase) -> Offers:
    """Everything offered for a case, judged."""
    cells = [cell for cell in cells_of(question(case)) if cell.kv_bits == KV_BITS and cell.weight_bits in BITS]
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        return _judged(run_of(case, cells), cells)


def _judged(run: Search, cells: list[Cell]) -> Offers:
    size = (len(cells), len(BATCHES), len(REPLICAS))
    shares = {name: np.zeros(size) for name in LIMITS}
    shares[LINK][~np.array([cell.joined for cell in cells])] = np.inf
    for b, batch in enumerate(BATCHES):
        many = np.full(len(cells), float(batch))
        for name, share in _of_batch(run, many).items():
            shares[name][:, b, :] = share[:, None]
        needed = run.by_rate(many)
        for r, count in enumerate(REPLICAS):
            replicas = np.full(len(cells), float(count))
            shares[TRAFFIC][:, b, r] = needed / count
            shares[WAIT][:, b, r] = _late(run, many, replicas)
    breaks = np.stack([~(shares[name] <= 1.0 + 1e-12) for name in LIMITS])
    gpu_hours = np.array([cell.gpus * PRICES[cell.gpu] for cell in cells])[:, None, None]
    hour = np.broadcast_to(gpu_hours * np.array(REPLICAS, float), size)
    return Offers(tuple(cells), shares, breaks, hour)


def _of_batch(run: Search, batch: Floats) -> dict[str, Floats]:
    """What a batch needs of memory, the first token alone, and the time between tokens."""
    spec, works, wants = run.spec, run.works, run.wants
    held = batch * works.copies * works.held(wants.prompt + wants.answer)
    kept = spec.activations * 1e9 * works.gpus
    return {
        MEMORY: (works.weights + kept + held) / (spec.usable * works.memory),
        FIRST: run.first(batch) / wants.ttft,
        BETWEEN: run.between(batch, run.step(batch)) / wants.itl,
    }


def _late(run: Search, batch: Floats, replicas: Floats) -> Floats:
    """The first token with its wait, as a share of its limit."""
    wait = run.line(batch).percentile(replicas, run.spec.pct / 100.0)
    late: Floats = (run.first(batch) + wait) / run.wants.ttft
    return late


@lru_cache(maxsize=512)
def trial(case: ServeCase, way: Machines) -> MachineTrial:
    """What comes of one way."""
    found, hour = offers(case), way.replicas * way.gpus * PRICES[way.gpu]
    place = found.place(way)
    if place is None:
        return MachineTrial("heads", hour, ())
    broken = np.flatnonzero(found.breaks[(slice(None), *place)])
    why = LIMITS[int(broken[0])] if len(broken) else ""
    shown = (MEMORY, BETWEEN, TRAFFIC, WAIT)
    gauges = tuple(LimitGauge(name, float(found.shares[name][place])) for name in shown)
    return MachineTrial(why, hour, (*gauges, LimitGauge("price", hour / (GOOD * best(case)[0]))))


@lru_cache(maxsize=32)
def best(case: ServeCase) -> tuple[float, Machines]:
    """The cheapest way: USD an hour, and the knobs; of equals the one with most bits, then the smallest batch."""
    found = offers(case)
    places = [(int(c), int(b), int(r)) for c, b, r in np.argwhere(found.meets)]
    if not places:
        raise ValueError(f"nothing that is offered serves {case}")
    place = min(places, key=lambda at: (float(found.hour[at]), -found.cells[at[0]].weight_bits, at))
    return float(found.hour[place]), found.way(place)
