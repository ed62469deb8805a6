"""Hears which templates the tour really says: every beat is drawn, with all that it keeps as drawn once, in a language
that writes down what it is asked for. Names of numbers, down to their sources, count as said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tests.helpers import make_offline
from tests.language.rules import is_words
from tourapp import specs
from tourapp.authoring import Picture, Quantity, fill, ops
from tourapp.authoring.chart_words import chart_words
from tourapp.export.offline import Moment, Offline
from tourapp.sim.network import cities, regions
from tourapp.words import Catalogue, Phrase, speaking

SHARES = (0.3, 0.95)
"""Of a beat, when it is looked at."""


def heard(offline: Offline | None = None) -> dict[str, set[str]]:
    """Every template that is said at the given settings (the usual ones), and the scenes that say it."""
    tried, found, place = offline or make_offline(), {}, ""

    def write(template: str) -> str:
        found.setdefault(template, set()).add(place)
        return template

    with speaking(Catalogue("x-heard", rule=write)):
        for index, stop in enumerate(tried.tour.stops):
            place = stop.scene.id
            for beat in stop.kept:
                for at in SHARES:
                    picture = tried.picture(Moment(index, beat, at))
                    for quantity in spoken_of(picture):
                        for template in templates(quantity.name):
                            write(template)
            badge = stop.scene.badge(tried.frame(index, 0.0))
            for words in (badge.kind, badge.leaves_out, badge.real):
                fill("{words}", {"words": words if isinstance(words, Phrase) else Phrase(words)})
    return {template: places for template, places in found.items() if is_words(template) and template not in names()}


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """What is data and stays as it is: names of models, GPUs and places."""
    specified = (spec.name for spec in (*specs.models().values(), *specs.gpus().values()))
    return frozenset((*specified, *(place.name for place in (*cities().values(), *regions().values()))))


def templates(words: Any) -> Iterator[str]:
    """A template, and those of the phrases in its fields."""
    if not isinstance(words, Phrase):
        yield str(words)
        return
    yield words.template
    for value in words.fields.values():
        if isinstance(value, Phrase):
            yield from templates(value)


def all_ops(picture: Picture) -> Iterator[Any]:
    """Everything on a picture and its rail, at any depth; what is kept as drawn once is drawn."""
    waiting = [*picture.ops, *(picture.side.ops if picture.side else ())]
    while waiting:
        op = waiting.pop()
        yield op
        if isinstance(op, ops.Bake):
            inner = Picture()
            op.build(inner)
            waiting.extend(inner.ops)
        elif isinstance(op, ops.Chart):
            waiting.extend(chart_words(op))
        else:
            waiting.extend(getattr(op, "ops", ()))


def spoken_of(picture: Picture) -> Iterator[Quantity]:
    """Every number of a picture, and what it is made of."""
    waiting = [value for value in picture.fields.values() if isinstance(value, Quantity)]
    for op in all_ops(picture):
        for held in (getattr(op, "why", None), *getattr(op, "more", ()), *getattr(op, "values", ())):
            if isinstance(held, Quantity):
                waiting.append(held)
    seen: set[int] = set()
    while waiting:
        quantity = waiting.pop()
        if id(quantity) not in seen:
            seen.add(id(quantity))
            yield quantity
            waiting.extend(quantity.inputs)
