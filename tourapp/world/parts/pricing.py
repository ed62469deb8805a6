"""World parts of the price: the card built from machine time, the bill of this request, and the ratio over batch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp import specs
from tourapp.quantity import Quantity, add_up, derive
from tourapp.sim.cost import Costs, cost
from tourapp.specs import PriceCard
from tourapp.world.declare import Block, number
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

MANY = 1_000_000
"""Questions like ours that are billed together: one alone costs less than a hundredth of a cent."""
KINDS = ("cached", "input", "output")


@dataclass(frozen=True)
class PricingInputs(Block):
    """What stands between cost and price."""

    utilisation: float = number("Utilisation", 0.05, 1, 1.0, 0.05, role="weights")
    cache_hit: float = number("Cache hit share", 0, 1, 0.87, 0.01, role="key")
    margin: float = number("Margin", 0, 3, 0, 0.05, role="good")


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One price: machine time of a token, tokens a second, dollars per million, and what this request pays of it.

    ideal: at full efficiency; achieved: with MFU and MBU; card: with utilisation and margin on top.
    """

    kind: str
    seconds: Quantity
    rate: Quantity
    ideal: Quantity
    achieved: Quantity
    card: Quantity
    tokens: Quantity
    amount: Quantity


@dataclass(frozen=True, slots=True)
class Bill:
    """The card and the bill of `MANY` questions like this one; `total` is the sum of the lines' amounts."""

    hour: Quantity
    lines: tuple[PriceLine, ...]
    total: Quantity
    one: Quantity

    def line(self, kind: str) -> PriceLine:
        """The line of 'cached', 'input' or 'output'."""
        return next(item for item in self.lines if item.kind == kind)


@part("bill", reads=("utilisation", "margin", "cache_hit"), needs=("cost", "recording"))
def _bill(view: PartView) -> Bill:
    costs, recording = view.cost, view.recording
    prompt, answer = recording.prompt_count, max(1, len(recording.ids))
    hits = int(view.cache_hit * prompt)
    counts = {"cached": hits, "input": prompt - hits, "output": answer}
    busy = Quantity(float(view.utilisation), "share", "utilisation: share of the hour with work", "u")
    margin = Quantity(float(view.margin), "1", "margin on cost", "m")
    lines = tuple(_line(kind, costs, counts[kind], busy, margin) for kind in KINDS)
    total = add_up("bill of a million such questions", "B", "USD", [item.amount for item in lines])
    one = derive("bill of this question", "b", "USD", "B / n", total, Quantity(MANY, "1", "questions", "n"))
    return Bill(costs.price.machine_hour, lines, total, one)


def _line(kind: str, costs: Costs, tokens: int, busy: Quantity, margin: Quantity) -> PriceLine:
    name = {"cached": "cached_input", "input": "input", "output": "output"}[kind]
    ideal, achieved = getattr(costs.price, name), getattr(costs.price, f"achieved_{name}")
    seconds = achieved.inputs[1]
    rate = derive(f"{kind} tokens per second", "X", "token/s", "1 / t_1", seconds.named(seconds.name, "t_1"))
    card = derive(
        f"card price, {kind}",
        "p",
        "USD/Mtoken",
        "p_0 / u * (1 + m)",
        achieved.named("price at cost", "p_0"),
        busy,
        margin,
    )
    count = Quantity(tokens, "token", f"{kind} tokens of this question", "k")
    million = Quantity(1_000_000, "token/Mtoken", "tokens in a million", "M")
    amount = derive(
        f"{kind} of a million such questions",
        f"a_{kind}",
        "USD",
        "k * n * p / M",
        count,
        Quantity(MANY, "1", "questions", "n"),
        card,
        million,
    )
    return PriceLine(kind, seconds, rate, ideal, achieved, card, count, amount)


@dataclass(frozen=True, slots=True)
class Ratios:
    """Output price over input price for many batch sizes (achieved), and at the batch on stage."""

    batch: np.ndarray
    ratio: np.ndarray
    here: Quantity


@part("ratios", reads=SCENARIO)
def _ratios(view: PartView) -> Ratios:
    batch = np.unique(np.round(np.geomspace(1, 512, 60))).astype(int)
    sweep = cost(scenario(view, batch=batch)).price.achieved_ratio
    here = cost(scenario(view)).price.achieved_ratio
    values = np.asarray(sweep.value, dtype=float)
    return Ratios(batch, np.broadcast_to(values, batch.shape), here)


@part("price_cards")
def _price_cards(view: PartView) -> tuple[PriceCard, ...]:
    return tuple(specs.prices().values())
