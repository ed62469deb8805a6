"""What this stage tells of, and its verdicts from the data. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Quantity, format_quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ListPrice, PriceQuestion

EVEN = 1.05
"""A ratio up to here is "about as long"."""


@dataclass(frozen=True, slots=True)
class ListEnds:
    """The lists with the least and the most output over input."""

    least: ListPrice
    most: ListPrice


def question(f: Frame) -> PriceQuestion:
    """The facts of a frame."""
    return f.world.price_question


def ends_of(cards: tuple[ListPrice, ...]) -> ListEnds:
    """The lists at both ends."""
    ratios = [float(card.ratio.value) for card in cards]
    return ListEnds(cards[int(np.argmin(ratios))], cards[int(np.argmax(ratios))])


def even(ratio: Quantity) -> bool:
    """Whether output costs about as much as input, or less."""
    return float(ratio.value) <= EVEN


def listed_verdict(card: ListPrice) -> Phrase:
    """What a dated list says."""
    if even(card.ratio):
        return Phrase("This list asks the same for output as for input.")
    return Phrase("This list asks {r} as much for output as for input.", r=card.ratio)


def input_verdict(f: Frame) -> Phrase:
    """What a token of input holds, and why."""
    told = {"t": question(f).input.ideal}
    if f.world.cost.prefill.bound == "compute":
        return Phrase("A token of input holds the machine for {t}: the math sets that time.", **told)
    return Phrase("A token of input holds the machine for {t}: reading sets that time.", **told)


def output_verdict(f: Frame) -> Phrase:
    """What a token of output holds, and why."""
    told = {"t": question(f).output.ideal}
    if f.world.cost.decode.bound == "memory":
        return Phrase("A token of output holds it for {t}: reading sets that time.", **told)
    return Phrase("A token of output holds it for {t}: the math sets that time.", **told)


def ratio_verdict(f: Frame) -> Phrase:
    """The ratio of both times, and what it comes from."""
    told = question(f)
    if even(told.here.ideal):
        return Phrase("Here a token of output takes no longer: {x}.", x=told.here.ideal)
    return Phrase("So output takes {x} as long, and nobody has added a margin.", x=told.here.ideal)


def batch_verdict(f: Frame) -> Phrase:
    """The ratio at the other batch."""
    told = question(f)
    words = {"b": told.other.batch, "y": told.other.ideal}
    if abs(float(told.other.ideal.value) / float(told.here.ideal.value) - 1) < EVEN - 1:
        return Phrase("At batch {b} it is {y}: here the batch hardly matters.", **words)
    return Phrase("At batch {b} it is {y}: the ratio follows the batch.", **words)


def synthesis(f: Frame) -> Phrase:
    """The answer in one sentence."""
    told = question(f)
    words = {
        "x": told.here.ideal,
        "w": f.world.letters.weights,
        "b": told.output.tokens,
        "n": told.input.tokens,
        "other": told.other.batch,
        "y": told.other.ideal,
    }
    if even(told.here.ideal):
        return Phrase(
            "Here an output token holds the machine {x} as long as an input token; at batch {other} it would be {y}.",
            x=words["x"],
            other=words["other"],
            y=words["y"],
        )
    return Phrase(
        "An output token holds the machine {x} as long as an input token, because the {w} of weights are read "
        "for {b} instead of {n}; at batch {other} it would be {y}.",
        **words,
    )


def plain_dollars(price: Quantity) -> Quantity:
    """A price for a million tokens, printed as dollars: the words below say for what."""
    return replace(price, printed=format_quantity(replace(price, unit="USD", printed="")))
