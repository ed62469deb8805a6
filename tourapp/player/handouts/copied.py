"""Numbers as text to take along: one on a line, or all of a picture as a table of tab-separated columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tourapp.authoring import Quantity, fill, say_words, show
from tourapp.player.marks import marks_of
from tourapp.player.tour import Tour
from tourapp.words import say

SPACES = {"\u2009": " ", "\u00a0": " ", "\t": " ", "\n": " "}
"""What stands between a figure and its unit on the stage is a plain space elsewhere; a tab begins a column."""
HEADS = ("Name", "As shown", "Value", "Unit")


def number_line(value: Quantity) -> str:
    """A number as "39.8 s = mean wait"."""
    return fill("{value} = {name}", {"value": _shown(value), "name": _name(value)})


def numbers_table(values: Iterable[Quantity]) -> str:
    """Numbers with their heads, a line each: the name, the number as it stands in the picture, and the value in its
    unit to calculate with (none for a sweep). A number that stands there twice has one line."""
    lines = dict.fromkeys("\t".join((_name(value), _shown(value), _plain(value), _unit(value))) for value in values)
    return "\n".join(["\t".join(say(head) for head in HEADS), *lines])


def picture_name(tour: Tour, time: float) -> str:
    """What a file with the picture at a time of the tour is called: "sampling_reshape.png"."""
    mark = marks_of(tour).all[marks_of(tour).at(time)]
    stop = tour.stops[mark.stop]
    words = f"{stop.key}_{stop.scene.timeline.beats[mark.beat].name}".replace("#", "_")
    return f"{words}.png"


def _shown(value: Quantity) -> str:
    return _tidy(value.printed or show(value))


def _name(value: Quantity) -> str:
    return _tidy(say_words(value.name) or value.symbol)


def _plain(value: Quantity) -> str:
    number: Any = value.value
    return "" if value.is_array else str(number) if isinstance(number, int) else f"{number:.10g}"


def _unit(value: Quantity) -> str:
    return "" if value.unit == "1" else value.unit


def _tidy(words: str) -> str:
    for odd, plain in SPACES.items():
        words = words.replace(odd, plain)
    return words
