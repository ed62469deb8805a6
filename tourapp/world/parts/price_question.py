"""World part of the first question: why a token of output costs more than one of input.

Machine time of a token is the cost model's; here it is taken apart (attention and the rest, a read of the weights and
the tokens that share it), set beside dated price cards, and asked for at other batches. `wrong` holds what
misconceptions would give, each by its name. Not here: the bill (`pricing`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp import specs
from tourapp.quantity import Quantity, add_up, derive, format_quantity, print_sum
from tourapp.quantity.origin import DEFINED, SETTING
from tourapp.sim.cost import Costs, cost
from tourapp.sim.cost.constants import SECONDS_PER_HOUR
from tourapp.sim.cost.costs import prefill_pass
from tourapp.specs import PriceCard
from tourapp.words import Phrase
from tourapp.world.declare import Block, Pairs, choice
from tourapp.world.part import PartView, part
from tourapp.world.price_wrong import ONE_TOKEN, PriceWrong, price_wrong
from tourapp.world.scenario import SCENARIO, scenario

ASKED_BATCH, OTHER_BATCH = 64, 8
"""The batch that a class is asked about, and the one instead where that is the scenario's own."""


def _cards() -> Pairs:
    return ((key, card.name) for key, card in specs.prices().items())


@dataclass(frozen=True)
class PriceQuestionInputs(Block):
    """Which dated price list the question begins with."""

    price_list: str = choice("Price list", _cards, "gpt-4o")


@dataclass(frozen=True, slots=True)
class ListPrice:
    """A dated price card: USD per million tokens of input and of output, and output over input."""

    id: str
    name: str
    date: str
    input: Quantity
    output: Quantity
    ratio: Quantity


@dataclass(frozen=True, slots=True)
class TokenHold:
    """How long one token holds the machine, ideal and achieved, in s a token (printed as plain seconds). whole: the
    pass it is part of, s; tokens: that share this pass; bytes: weights and cache that it moves, B; share: of them for
    one token."""

    ideal: Quantity
    achieved: Quantity
    whole: Quantity
    tokens: Quantity
    bytes: Quantity
    share: Quantity


@dataclass(frozen=True, slots=True)
class RatioAt:
    """Output over input at one batch, ideal and achieved; fits: whether one machine holds that batch."""

    batch: Quantity
    ideal: Quantity
    achieved: Quantity
    fits: bool


@dataclass(frozen=True, slots=True, eq=False)
class PriceQuestion:
    """cards: every dated list, `card` the chosen one. second: USD for a second of the machine. matrices and attention:
    their parts of `input.ideal`, printed as they add up to it. here, other: the ratio at the scenario's batch and at
    the one that is asked about. batches [n] with ideal [n] and achieved [n] ratios. sharing: tokens of a prefill pass
    over those of a decode step."""

    cards: tuple[ListPrice, ...]
    card: ListPrice
    second: Quantity
    input: TokenHold
    output: TokenHold
    matrices: Quantity
    attention: Quantity
    here: RatioAt
    other: RatioAt
    batches: np.ndarray
    ideal: np.ndarray
    achieved: np.ndarray
    sharing: Quantity
    wrong: PriceWrong


@part("price_question", reads=(*SCENARIO, "price_list", "output_tokens"), needs=("cost", "price_cards", "ratios"))
def _price_question(view: PartView) -> PriceQuestion:
    costs: Costs = view.cost
    ratios = view.ratios
    cards = tuple(_card(card) for card in view.price_cards)
    card = next(each for each in cards if each.id == view.price_list)
    input_, output = _input(costs), _output(costs)
    attention, matrices, told = _apart(costs, input_.ideal)
    sweep = np.asarray(cost(scenario(view, batch=ratios.batch)).price.ratio.value, dtype=float)
    answer = Quantity(int(view.output_tokens), "token", "tokens of an answer", "n", source=SETTING)
    return PriceQuestion(
        cards=cards,
        card=card,
        second=derive("the machine for a second", "D_s", "USD/s", "D_G / h", costs.price.machine_hour, _HOUR),
        input=replace(input_, ideal=told),
        output=output,
        matrices=matrices,
        attention=attention,
        here=_at(costs, "scenario"),
        other=_at(cost(scenario(view, batch=_other(view.batch))), "asked"),
        batches=ratios.batch,
        ideal=np.broadcast_to(sweep, ratios.batch.shape),
        achieved=ratios.ratio,
        sharing=derive("tokens of a prefill pass over those of a step", "r", "times", "T / B", *_tokens(costs)),
        wrong=price_wrong(costs, answer),
    )


_HOUR = SECONDS_PER_HOUR.named(SECONDS_PER_HOUR.name, "h")


def _card(card: PriceCard) -> ListPrice:
    cheap, dear = card.number("input"), card.number("output")
    assert cheap is not None and dear is not None
    ratio = derive("output over input, as listed", "r", "times", "p_out / p_in", dear, cheap)
    return ListPrice(card.id, card.name, card.date, cheap, dear, ratio.christen(f"price_cards.{card.id}.ratio"))


def plain_seconds(value: Quantity) -> Quantity:
    """Machine time of one token, printed as plain seconds."""
    return replace(value, printed=format_quantity(replace(value, unit="s", printed="")))


def _tokens(costs: Costs) -> tuple[Quantity, Quantity]:
    """Tokens of a prefill pass, and of a decode step."""
    passed = prefill_pass(costs.scenario).which.tokens
    batch = costs.scenario.quantity("batch")
    return passed, derive("tokens that a step gives", "B", "token", "B_s * k", replace(batch, symbol="B_s"), ONE_TOKEN)


def _input(costs: Costs) -> TokenHold:
    before, tokens = costs.prefill, _tokens(costs)[0]
    share = derive("bytes of weights and cache for a token of input", "Q_1", "B/token", "Q / T", before.bytes, tokens)
    price = costs.price
    ideal, achieved = plain_seconds(price.input_seconds_per_token), plain_seconds(price.achieved_input.inputs[1])
    return TokenHold(ideal, achieved, before.seconds, tokens, before.bytes, share)


def _output(costs: Costs) -> TokenHold:
    now, tokens = costs.decode, _tokens(costs)[1]
    share = derive("bytes for a token of output", "Q_1", "B/token", "Q / B", now.bytes_per_step, tokens)
    price = costs.price
    ideal, achieved = plain_seconds(price.output_seconds_per_token), plain_seconds(price.achieved_output.inputs[1])
    return TokenHold(ideal, achieved, now.step_seconds, tokens, now.bytes_per_step, share)


_APART = {
    "attention": (Phrase("prefill time in attention"), Phrase("machine time of a token of input in attention")),
    "matrices": (
        Phrase("prefill time in the matrices and all else"),
        Phrase("machine time of a token of input in the matrices and all else"),
    ),
}
"""Names of both parts: of a whole pass, and of one token."""


def _apart(costs: Costs, whole: Quantity) -> tuple[Quantity, Quantity, Quantity]:
    """Machine time of a token of input in attention and in all else, and their sum: as they add up in print."""
    rows, tokens = costs.rows("prefill"), _tokens(costs)[0]
    found = []
    for kind, symbol in (("attention", "t_a"), ("matrices", "t_m")):
        inside = kind == "attention"
        of_kind = [row.seconds for row in rows if (row.op == "attention") == inside and row.seconds.inputs]
        whole_words, token_words = _APART[kind]
        seconds = add_up(whole_words, "t", "s", of_kind)
        found.append(derive(token_words, symbol, "s/token", "t / T", seconds, tokens))
    plain = [replace(each, unit="s", printed="") for each in (*found, whole)]
    told, total = print_sum(plain[:2], plain[2])
    attention, matrices = (replace(each, printed=text.printed) for each, text in zip(found, told, strict=True))
    return attention, matrices, replace(whole, printed=total.printed)


def _other(batch: int) -> int:
    return ASKED_BATCH if batch != ASKED_BATCH else OTHER_BATCH


def _at(costs: Costs, which: str) -> RatioAt:
    """The ratio of some costs; those of the scenario go by the cost model's own ids."""
    batch = costs.scenario.quantity("batch")
    ideal, achieved = costs.price.ratio, costs.price.achieved_ratio
    if which != "scenario":
        told = f"(batch={int(costs.scenario.batch)})"
        batch = Quantity(int(costs.scenario.batch), "1", "the batch that is asked about", "B", source=DEFINED)
        ideal.christen(f"price.ratio{told}")
        achieved.christen(f"price.achieved_ratio{told}")
    return RatioAt(batch, ideal, achieved, bool(costs.capacity.fits))
