"""World parts of the price: the machines that the load needs, the card built from their time, the bill of our question,
the ratio of output to input over the batch, and what dated price lists say.

What does not fit into one machine is priced for as many as hold it (`fleet`). They work as one, like the GPUs of a
machine: peak, bandwidth, memory and the hour's price times their number, and what they say to each other is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp import specs
from tourapp.quantity import Quantity, add_up, derive, print_sum
from tourapp.quantity.origin import COUNTED, DEFINED, LISTED, RUN, SETTING
from tourapp.sim.cost import Costs, cost, machines_needed
from tourapp.specs import PriceCard
from tourapp.words import Phrase
from tourapp.world.achieved_basis import AchievedBasis, reached_by
from tourapp.world.declare import Block, number
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

MANY = 1_000_000
"""Questions like ours that are billed together: one alone costs less than a hundredth of a cent."""
KINDS = {"cached": "cached_input", "input": "input", "output": "output"}
"""Each line of the bill, and what the cost model calls its price."""
NAMES = {"cached": Phrase("cached"), "input": Phrase("input"), "output": Phrase("output")}
LARGEST = 512
"""The largest batch that is looked at."""


@dataclass(frozen=True)
class PricingInputs(Block):
    """What stands between cost and price."""

    utilisation: float = number("Utilisation", 0.05, 1, 1.0, 0.05)
    cache_hit: float = number("Cache hit share", 0, 1, 0.87, 0.01)
    margin: float = number("Margin", 0, 3, 0, 0.05)


@dataclass(frozen=True, slots=True)
class Fleet:
    """The machines that hold the scenario's weights and cache between them: one where it fits.

    costs: of all of them together; by_math: whether arithmetic is what limits prefill, at the shares of peak achieved;
    reached: what "achieved" rests on here.
    """

    machines: Quantity
    gpus: Quantity
    costs: Costs
    by_math: bool
    reached: AchievedBasis

    @property
    def fits(self) -> bool:
        """Whether one machine is enough."""
        return bool(self.machines.value == 1)


@part("fleet", reads=SCENARIO, needs=("cost",))
def _fleet(view: PartView) -> Fleet:
    costs: Costs = view.cost
    machines = machines_needed(costs.capacity)
    if machines.value > 1:
        costs = cost(scenario(view, gpus=view.gpus * int(machines.value)))
    each = Quantity(view.gpus, "1", "GPUs of a machine", "G", source=SETTING, id="scenario.gpus")
    gpus = derive("GPUs of all machines", "G_N", "1", "N * G", machines, each)
    reached = reached_by(costs, bool(view.mfu or view.mbu))
    limit = float(costs.prefill.ridge.value) * float(reached.math.value) / float(reached.bandwidth.value)
    return Fleet(machines, gpus, costs, float(costs.prefill.intensity.value) >= limit, reached)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One price: machine time of a token, tokens a second, dollars per million, and what this request pays of it.

    ideal: at full efficiency; seconds, rate, achieved: at what is reached; card: with utilisation and margin on top.
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
    """The card and the bill of `MANY` questions like this one; `total` is the sum of the lines' amounts, also as they
    are printed. busy and markup: what stands between cost and card; cached_ratio: the price of input over that of
    cached input; hold: what keeping a million cached tokens in memory costs a minute, which is in no price."""

    hour: Quantity
    lines: tuple[PriceLine, ...]
    total: Quantity
    one: Quantity
    busy: Quantity
    markup: Quantity
    cached_ratio: Quantity
    hold: Quantity

    def line(self, kind: str) -> PriceLine:
        """The line of 'cached', 'input' or 'output'."""
        return next(item for item in self.lines if item.kind == kind)


@part("bill", reads=("utilisation", "margin", "cache_hit"), needs=("fleet", "recording"))
def _bill(view: PartView) -> Bill:
    costs, recording = view.fleet.costs, view.recording
    prompt, answer = recording.prompt_count, max(1, len(recording.ids))
    hits = int(view.cache_hit * prompt)
    counts = {"cached": hits, "input": prompt - hits, "output": answer}
    busy = Quantity(float(view.utilisation), "share", "utilisation: share of the hour with work", "u", source=SETTING)
    margin = Quantity(float(view.margin), "1", "margin on cost", "m", source=SETTING)
    whole = Quantity(1, "1", "the cost itself", "c", source=DEFINED)
    markup = derive("cost with margin, over cost", "f", "1", "c + m", whole, margin)
    cards = [_card(kind, costs, busy, markup) for kind in KINDS]
    amounts = [_amount(kind, counts[kind], card) for kind, card in zip(KINDS, cards, strict=True)]
    for kind, amount in zip(KINDS, amounts, strict=True):
        amount.christen(f"bill.lines.{kind}.amount")
    total = add_up("bill of a million such questions", "B", "USD", amounts).christen("bill.total")
    told, total = print_sum(amounts, total)
    lines = tuple(_line(kind, costs, card, amount) for kind, card, amount in zip(KINDS, cards, told, strict=True))
    one = derive("bill of this question", "b", "USD", "B / n", total, _MANY_QUESTIONS)
    cached, fresh = (
        line.card.named(Phrase("price of {what}", what=NAMES[line.kind]), f"p_{line.kind}") for line in lines[:2]
    )
    ratio = derive("price of input over cached input", "r", "times", "p_input / p_cached", fresh, cached)
    return Bill(costs.price.machine_hour, lines, total, one, busy, markup, ratio, costs.price.cached_hold_per_minute)


def _achieved(kind: str, costs: Costs) -> Quantity:
    found: Quantity = getattr(costs.price, f"achieved_{KINDS[kind]}")
    return found


def _card(kind: str, costs: Costs, busy: Quantity, markup: Quantity) -> Quantity:
    """Dollars per million tokens as they stand on the card."""
    at_cost = _achieved(kind, costs).named("price at cost", "p_0")
    return derive(
        Phrase("card price, {kind}", kind=NAMES[kind]), "p", "USD/Mtoken", "p_0 / u * f", at_cost, busy, markup
    )


_MANY_QUESTIONS = Quantity(MANY, "1", "questions", "n", source=DEFINED)


def _amount(kind: str, tokens: int, card: Quantity) -> Quantity:
    """What the lines of `MANY` questions come to."""
    return derive(
        Phrase("{kind} of a million such questions", kind=NAMES[kind]),
        f"a_{kind}",
        "USD",
        "k * n * p / M",
        Quantity(
            tokens,
            "token",
            Phrase("{kind} tokens of this question", kind=NAMES[kind]),
            "k",
            source=COUNTED if kind != "output" else RUN,
        ),
        _MANY_QUESTIONS,
        card,
        Quantity(1_000_000, "token/Mtoken", "tokens in a million", "M", source=DEFINED),
    )


def _line(kind: str, costs: Costs, card: Quantity, amount: Quantity) -> PriceLine:
    ideal: Quantity = getattr(costs.price, KINDS[kind])
    achieved = _achieved(kind, costs)
    seconds = achieved.inputs[1]
    rate = derive(
        Phrase("{kind} tokens per second", kind=NAMES[kind]),
        "X",
        "token/s",
        "1 / t_1",
        seconds.named(seconds.name, "t_1"),
    )
    return PriceLine(kind, seconds, rate, ideal, achieved, card, amount.inputs[0], amount)


@dataclass(frozen=True, slots=True)
class Ratios:
    """Output price over input price by batch (achieved), and at the batch on stage, ideal and achieved.

    largest: the largest batch that fits into one machine, 0 where none does and `LARGEST` where memory is not what
    ends the curve (`full` says which); at_largest: the ratio there, None where no batch fits. Beyond it the curve is
    that of more machines.
    """

    batch: np.ndarray
    ratio: np.ndarray
    here: Quantity
    ideal: Quantity
    largest: Quantity
    full: bool
    at_largest: Quantity | None


@part("ratios", reads=SCENARIO, needs=("cost", "fleet"))
def _ratios(view: PartView) -> Ratios:
    users: Quantity = view.cost.capacity.users
    end = Quantity(LARGEST, "1", "the largest batch looked at", "B_max", source=DEFINED)
    largest = derive("largest batch that fits", "B_fit", "1", "minimum(users, B_max)", users, end)
    last = int(largest.value)
    spread = np.round(np.geomspace(1, LARGEST, 60)).astype(int)
    batch = np.unique(np.append(spread, max(1, last)))
    sweep = np.asarray(cost(scenario(view, batch=batch)).price.achieved_ratio.value, dtype=float)
    there = cost(scenario(view, batch=last)).price.achieved_ratio if last else None
    price = view.fleet.costs.price
    full = int(users.value) < LARGEST
    return Ratios(
        batch, np.broadcast_to(sweep, batch.shape), price.achieved_ratio, price.ratio, largest, full, named_anew(there)
    )


def named_anew(ratio: Quantity | None) -> Quantity | None:
    """A ratio at another batch than that on stage."""
    return ratio and ratio.named("output price over input price, at the largest batch that fits", "ratio_fit")


@part("price_cards")
def _price_cards(view: PartView) -> tuple[PriceCard, ...]:
    return tuple(specs.prices().values())


@dataclass(frozen=True, slots=True)
class Listed:
    """How many times cheaper than input dated price cards list cached input: the least and the most. cards: how many
    name a price for it, of how many; date: when they were read."""

    least: Quantity
    most: Quantity
    cards: Quantity
    all: Quantity
    date: str


@part("listed", needs=("price_cards",))
def _listed(view: PartView) -> Listed:
    cards = [card for card in view.price_cards if card.cached_input]
    ratios = sorted((_cheaper(card) for card in cards), key=lambda ratio: float(ratio.value))
    return Listed(
        ratios[0],
        ratios[-1],
        Quantity(len(cards), "1", "cards with a price for cached input", source=LISTED),
        Quantity(len(view.price_cards), "1", "cards read", source=LISTED),
        max(card.date for card in cards),
    )


def _cheaper(card: PriceCard) -> Quantity:
    fresh, cached = card.number("input"), card.number("cached_input")
    assert fresh is not None and cached is not None
    name = "listed price of input over that of cached input"
    return derive(name, "r", "times", "p_in / p_cached", fresh, cached)
