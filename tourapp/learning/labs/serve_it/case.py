"""The case: a model, its traffic, two limits and a price list; and what the planner says of every machine offered.

Times are the achieved ones of the fitted model, the wait for a turn included. The batch is the largest that meets the
time between tokens, as the planner takes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp import specs
from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw, of_case
from tourapp.quantity import Quantity
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.plan import PlanSpec
from tourapp.sim.plan.ask import HOURS
from tourapp.sim.plan.cells import Cell, cells_of
from tourapp.sim.plan.lines import works_of
from tourapp.sim.plan.outcome import CONSTRAINTS, Outcome, holding, search
from tourapp.sim.plan.run import Wants, wants_of
from tourapp.sim.plan.works import Works
from tourapp.words import Phrase

PRICES = {"a100-80gb-sxm": 2.0, "h100-sxm": 3.0, "h200-sxm": 4.0, "b200-sxm": 6.0}
"""USD of a GPU-hour, made up; the page says so."""
COUNTS, BITS, KV_BITS = (1, 2, 4), (16, 8, 4), 16
REPLICAS = (1, 2, 3, 4, 6, 8, 12)
GOOD = 1.25
"""How much more than the cheapest machine still counts."""
TRAFFIC = (
    ("llama-3-70b", 2.0, 2000, 300, 1.0, 0.05),
    ("llama-3-8b", 8.0, 1000, 200, 1.0, 0.03),
    ("llama-3-70b", 4.0, 1000, 400, 2.0, 0.04),
    ("qwen2.5-72b", 1.0, 4000, 200, 2.0, 0.05),
    ("mistral-7b", 20.0, 1000, 200, 0.5, 0.02),
)
"""Model, requests a second, prompt, answer, limits of the first token and between tokens in s."""


@dataclass(frozen=True, slots=True)
class LimitGauge:
    """One limit: what is needed of it, as a share of what there is."""

    what: str
    share: float


@dataclass(frozen=True, slots=True)
class MachineTrial:
    """One way to serve it. why: what breaks first, "" where all limits are met; month: USD a month; gauges: in the
    order in which they are checked; batch: conversations at once on a replica."""

    why: str
    month: float
    gauges: tuple[LimitGauge, ...]
    batch: int

    @property
    def meets(self) -> bool:
        """Whether every limit is met."""
        return not self.why


@dataclass(frozen=True, slots=True)
class ServeCase:
    """rate: requests a second; prompt, answer: tokens; ttft, itl: limits in s."""

    model: str
    rate: float
    prompt: int
    answer: int
    ttft: float
    itl: float

    @property
    def model_name(self) -> str:
        """The model as people call it."""
        return specs.model(self.model).name

    @property
    def flow(self) -> float:
        """Answer tokens a second."""
        return self.rate * self.answer

    @property
    def flight(self) -> float:
        """Answers being written at once, at the limit between tokens."""
        return self.flow * self.itl

    @property
    def limits(self) -> tuple[Quantity, Quantity]:
        """Of the first token, and between tokens."""
        first = Quantity(self.ttft, "s", "limit of the first token", "t_1")
        return of_case(self, "ttft", first), of_case(
            self, "itl", Quantity(self.itl, "s", "limit between tokens", "t_2")
        )

    @property
    def user(self) -> Quantity:
        """Cache of one whole conversation."""
        load = Scenario(model=self.model, gpu="h100-sxm", gpus=1, batch=1, context=self.prompt + self.answer)
        return cost(load).kv_bytes_per_sequence

    @property
    def held(self) -> Quantity:
        """Caches of all answers being written."""
        return Quantity(self.flight * float(self.user.value), "B", "caches in flight", "K_f")

    def trial(self, gpu: str, gpus: int, bits: int, replicas: int) -> MachineTrial:
        """What comes of one choice of the knobs."""
        return _trial(self, gpu, gpus, bits, replicas)

    @property
    def best(self) -> tuple[float, dict[str, object]]:
        """The cheapest that meets everything: USD a month, and its knobs."""
        return _best(self)

    @property
    def million(self) -> float:
        """USD for a million answer tokens on the cheapest."""
        return self.best[0] / (self.flow * 3600 * HOURS / 1e6)


@dataclass(frozen=True, slots=True)
class _Searched:
    """Every machine offered for a case."""

    spec: PlanSpec
    cells: list[Cell]
    works: Works
    wants: Wants
    out: Outcome


@lru_cache(maxsize=16)
def _searched(case: ServeCase) -> _Searched:
    spec = PlanSpec(
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
    cells = [cell for cell in cells_of(spec) if cell.kv_bits == KV_BITS and cell.weight_bits in BITS]
    works = works_of(spec, cells)
    wants = wants_of(spec, works)
    return _Searched(spec, cells, works, wants, search(spec, works, wants))


@lru_cache(maxsize=512)
def _trial(case: ServeCase, gpu: str, gpus: int, bits: int, replicas: int) -> MachineTrial:
    found = _searched(case)
    row = next(
        (n for n, cell in enumerate(found.cells) if (cell.gpu, cell.gpus, cell.weight_bits) == (gpu, gpus, bits)), None
    )
    month = replicas * gpus * PRICES[gpu] * HOURS
    if row is None:
        return MachineTrial("heads", month, (), 0)
    out, works = found.out, found.works
    enough = holding(found.spec, works, found.wants, np.full(len(found.cells), float(replicas)))
    why = CONSTRAINTS[int(out.why[row])] or ("" if enough[row] else "replicas")
    usable = found.spec.usable * float(works.memory[row])
    gauges = (
        LimitGauge("memory", float(works.weights[row]) / usable),
        LimitGauge("ttft", float(out.prefill[row] + out.host[row]) / case.ttft),
        LimitGauge("itl", float(out.itl[row]) / case.itl),
        LimitGauge("replicas", float(out.replicas[row]) / replicas),
        LimitGauge("price", month / (GOOD * case.best[0])),
    )
    return MachineTrial(why, month, gauges, int(out.batch[row]))


@lru_cache(maxsize=16)
def _best(case: ServeCase) -> tuple[float, dict[str, object]]:
    found = _searched(case)
    rows = [row for row in np.flatnonzero(found.out.feasible) if float(found.out.replicas[row]) in REPLICAS]
    row = min(rows, key=lambda row: (float(found.out.month[row]), -found.cells[row].weight_bits))
    cell = found.cells[row]
    knobs = {"gpu": cell.gpu, "gpus": cell.gpus, "bits": cell.weight_bits, "replicas": int(found.out.replicas[row])}
    return float(found.out.month[row]), dict(knobs)


def draw_case(draw: Draw) -> ServeCase:
    """One of the loads."""
    return ServeCase(*draw.pick(1, TRAFFIC))


def given(case: ServeCase) -> dict[str, Quantity]:
    """What may be named in a formula."""
    return {
        "rate": Quantity(case.rate, "1/s"),
        "prompt": Quantity(case.prompt, "token"),
        "answer": Quantity(case.answer, "token"),
        "tpot": Quantity(case.itl, "s"),
        "token": Quantity(float(case.user.value) / (case.prompt + case.answer), "B"),
    }


def _why(_case: ServeCase, ratio: float) -> Phrase:
    if ratio > 2.0:
        return Phrase("One machine writes many answers at once: they share its price.")
    if ratio < 0.5:
        return Phrase("A machine is paid for every second, also while it waits.")
    return Phrase("Close: the batch decides, and you had it about right.")


GUESS = Prediction(
    truth=lambda case: Quantity(case.million, "USD", "price of a million answer tokens", "p"),
    unit=lambda n: Phrase("{n|dollar|dollars}", n=n),
    low=0.1,
    high=100.0,
    surprise=_why,
)
