"""World part of the passport: how far our question has got, as four figures that tick through the whole tour: tokens,
cache, time since Enter, cost so far. They are the account at a point on its way; nothing is computed anew here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.quantity import Quantity
from tourapp.world.part import PartView, part


@dataclass(frozen=True, slots=True)
class PassportFigures:
    """The account so far: passing values, of which the ends alone have a name elsewhere."""

    tokens: Quantity
    cache: Quantity
    seconds: Quantity
    dollars: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class Passport:
    """The four figures at every whole point of the way (`authoring.reached`): arrays [points] of tokens, bytes, seconds
    and dollars. Between two points they run evenly; while the answer is written, tokens are whole. `whole`: what they
    are parts of, once our question is done."""

    tokens: np.ndarray
    cache: np.ndarray
    seconds: np.ndarray
    dollars: np.ndarray
    whole: PassportFigures

    def at(self, way: float) -> PassportFigures:
        """The figures at a point of the way, 0 (typed) to 6 (home)."""
        return _figures(self, way)


@lru_cache(maxsize=16)
def _figures(way_of: Passport, way: float) -> PassportFigures:
    """Kept for a while: a beat in which our question gets no further shows the same ones in every frame."""
    points, whole = np.arange(len(way_of.tokens)), way_of.whole

    def value(series: np.ndarray) -> float:
        return float(np.interp(way, points, series))

    return PassportFigures(
        _so_far(int(value(way_of.tokens)), "tokens of our question and its answer, so far", whole.tokens),
        _so_far(value(way_of.cache), "cache of our question, so far", whole.cache),
        _so_far(value(way_of.seconds), "time since Enter, so far", whole.seconds),
        _so_far(value(way_of.dollars), "cost of our question, so far", whole.dollars),
    )


def _so_far(value: float, name: str, whole: Quantity) -> Quantity:
    """A part of one figure of the account."""
    return Quantity(value, whole.unit, name, "x", "the part of it up to this beat", (whole,))


@part("passport", needs=("account", "our_times", "cost", "bill"))
def _passport(view: PartView) -> Passport:
    stay, ours = view.account.stay, view.account
    prompt, answer = float(ours.prompt.value), float(ours.answer.value)
    parts = [float(each.value) for each in (stay.trip, stay.wait, stay.prefill, stay.decode, stay.back)]
    trip, wait, prefill, decode, back = parts
    lines, whole = view.bill.lines, float(ours.dollars.value)  # the bill is of many questions like this one
    read = sum(float(line.amount.value) for line in lines if line.kind != "output")
    read *= whole / sum(float(line.amount.value) for line in lines)
    slot = float(view.cost.kv_bytes_per_token.value)
    steps = np.cumsum([0.0, trip, wait, 0.0, prefill, decode, back])
    return Passport(
        np.array([0.0, 0.0, 0.0, prompt, prompt, prompt + answer, prompt + answer]),
        np.array([0.0, 0.0, 0.0, 0.0, prompt * slot, float(ours.cache.value), float(ours.cache.value)]),
        steps,
        np.array([0.0, 0.0, 0.0, 0.0, read, whole, whole]),
        PassportFigures(ours.tokens, ours.cache, stay.total, ours.dollars),
    )
