"""The case: a model, its traffic, two limits and a price list; and what the planner says of every machine offered.

What is offered, and how it is judged, stands in offers.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tourapp import specs
from tourapp.learning.labs.kinds import Prediction
from tourapp.learning.labs.seeds import Draw, of_case
from tourapp.learning.labs.serve_it.offers import GOOD, KV_BITS, PRICES, Machines, MachineTrial, best, run_of, trial
from tourapp.quantity import Quantity
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.plan.cells import Cell
from tourapp.words import Phrase

TRAFFIC: tuple[tuple[str, tuple[float, ...], int, int, float, float], ...] = (
    ("llama-3-70b", (2.0, 1.0, 3.0, 6.0), 2000, 300, 1.0, 0.05),
    ("llama-3-8b", (8.0, 4.0, 12.0, 24.0, 32.0, 64.0), 1000, 200, 1.0, 0.03),
    ("llama-3-70b", (2.0, 8.0, 10.0), 1000, 400, 2.0, 0.04),
    ("qwen2.5-72b", (1.0, 1.5, 3.0, 4.0), 4000, 200, 2.0, 0.05),
    ("mistral-7b", (20.0, 10.0, 30.0, 60.0, 100.0), 1000, 200, 0.5, 0.02),
)
"""Model, requests a second, prompt, answer, limits of the first token and between tokens in s. At each of the rates
several of the ways that are offered serve it within the budget."""
NAPKIN = "h200-sxm"
"""One of these, its weights in NAPKIN_BITS, is the machine of the boxes."""
NAPKIN_BITS = 8


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

    @property
    def room(self) -> Quantity:
        """What weights leave of the napkin's machine, for caches."""
        return of_case(self, "room", Quantity(_room(self), "B", "room for caches", "R"))

    @property
    def napkin(self) -> str:
        """The machine of the boxes as people call it."""
        return specs.gpu(NAPKIN).name

    @property
    def napkin_bits(self) -> int:
        """Bits of its weights."""
        return NAPKIN_BITS

    @property
    def weights(self) -> float:
        """Bytes of its weights."""
        return float(cost(Scenario(model=self.model, gpu=NAPKIN, weight_bits=NAPKIN_BITS)).weight_bytes.value)

    @property
    def fits(self) -> int:
        """Conversations that fit there."""
        return int(float(self.room.value) / float(self.user.value))

    def trial(self, gpu: str, gpus: int, bits: int, batch: int, replicas: int) -> MachineTrial:
        """What comes of one choice of the knobs."""
        return trial(self, Machines(gpu, gpus, bits, batch, replicas))

    @property
    def best(self) -> tuple[float, Machines]:
        """The cheapest that meets everything: USD an hour, and its knobs."""
        return best(self)

    @property
    def budget(self) -> Quantity:
        """What may be spent, USD an hour."""
        return dollars(self, GOOD * self.best[0])

    @property
    def million(self) -> float:
        """USD for a million answer tokens on the cheapest."""
        return self.best[0] / (self.flow * 3600 / 1e6)


@lru_cache(maxsize=64)
def _room(case: ServeCase) -> float:
    napkin = Cell(case.model, NAPKIN, 1, NAPKIN_BITS, KV_BITS, PRICES[NAPKIN], joined=True)
    return float(run_of(case, [napkin]).room[0])


def dollars(case: ServeCase, hour: float) -> Quantity:
    """USD an hour."""
    paid = Quantity(round(hour, 2), "USD", "price of an hour", "D_h", printed=f"${hour:,.2f}")
    return of_case(case, f"hour.{hour:.2f}", paid)


def draw_case(draw: Draw) -> ServeCase:
    """One of the loads at one of its rates."""
    model, rates, prompt, answer, ttft, itl = draw.pick(1, TRAFFIC)
    return ServeCase(model, draw.pick(2, rates), prompt, answer, ttft, itl)


def given(case: ServeCase) -> dict[str, Quantity]:
    """What may be named in a formula."""
    return {
        "rate": Quantity(case.rate, "1/s"),
        "prompt": Quantity(case.prompt, "token"),
        "answer": Quantity(case.answer, "token"),
        "tpot": Quantity(case.itl, "s"),
        "room": case.room,
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
