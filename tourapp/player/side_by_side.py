"""Two worlds on one stage, on one clock: A's picture and B's at half width, each with its setting above and its
readouts below. Words that would be too small to read leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tourapp.authoring import RAIL, STAGE, Frame, Phrase, Picture, Rect, Slider, Theme, ops, sizes, slider_words
from tourapp.player.tour import Stop
from tourapp.player.view import View
from tourapp.player.words_apart import SplitLayers
from tourapp.player.words_win import Ground, fit_words
from tourapp.world import controls as input_controls

GAP = 32.0
NAME_Y = 30.0
"""Baseline of the settings, below the top of the picture."""
HEAD = 52.0
"""Height of their row."""
WORDS = 0.84
"""Scale of the words in both pictures: a label is as large as a tag, and nothing is smaller."""
BELOW = 24.0
MIDDLING, CALMER = 34.0, 0.7
"""Words from this size up to a figure's are so much smaller: half a picture has little room for them."""
SPEAKING = ("policy_a", "policy_b", "gpu")
"""Controls whose values say what they are."""
READOUTS = Rect(0, 0, 368, 236)
"""What of the rail below its controls is shown: four readouts."""


@dataclass(frozen=True, slots=True)
class Pair:
    """B beside A: B's frame, and the words of both settings."""

    other: Frame
    names: tuple[Phrase, Phrase]
    theme: Theme
    split: SplitLayers


def other_view(view: View, compared: Mapping[str, Any]) -> View:
    """How B is looked at: its own world, asked for its own value."""
    return replace(view, world=view.others["b"], others={}, asked={**view.asked, **compared}, hover=None)


def names_of(stop: Stop, a: Mapping[str, Any], compared: Mapping[str, Any]) -> tuple[Phrase, Phrase]:
    """What differs, as it is said of A and of B."""
    (name, value), *_ = compared.items()
    control = stop.scene.control(name) or input_controls()[name]
    template = "{letter}: {value}" if name in SPEAKING else "{letter}: {label} {value}"
    own = a.get(name, getattr(control, "default", None))
    one, two = (
        Phrase(template, letter=letter, label=Phrase(control.label), value=_said(control, each))
        for letter, each in (("A", own), ("B", value))
    )
    return one, two


def _said(control: Any, value: Any) -> str | Phrase:
    if isinstance(control, Slider):
        return " ".join(slider_words(control, value)).strip()
    return Phrase(next(words for each, words in control.choices if each == value))


def draw_pair(f: Frame, p: Picture, *, paint: Callable[[Frame, Picture], None], pair: Pair) -> None:
    """Both pictures beside each other; captions are filled from A."""
    wide = (STAGE.w - GAP) / 2
    for place, (frame, name) in enumerate(zip((f, pair.other), pair.names, strict=True)):
        left = STAGE.x + place * (wide + GAP)
        drawn = Picture()
        paint(frame, drawn)
        if place == 0:
            p.fields = drawn.fields
        p.text((left, STAGE.y + NAME_Y), "{name}", name=name, size=sizes.LINE, weight=600, fit=wide)
        area = Rect(left, STAGE.y + HEAD, wide, wide / STAGE.w * STAGE.h)
        p.ops.append(_small(drawn.ops, STAGE, area, pair))
        if drawn.side is not None:
            top = frame.rail.top
            below = Rect(left + (wide - READOUTS.w) / 2, area.bottom + BELOW, READOUTS.w, READOUTS.h)
            p.ops.append(_small(drawn.side.ops, Rect(RAIL.x, top, READOUTS.w, READOUTS.h), below, pair, 1.0))
    p.side = Picture()
    p.side.text(
        (RAIL.x + 16, f.rail.top + 10),
        "The control moves B, A stays as it is. X closes.",
        size=sizes.LABEL,
        role="dim",
        wrap=RAIL.w - 32,
    )
    middle = STAGE.x + wide + GAP / 2
    p.lines([(middle, STAGE.y + 8, middle, STAGE.bottom)], "line", width=2)


def _calm(items: Iterable[Any]) -> list[Any]:
    """Ops with their middling words smaller."""
    found: list[Any] = []
    for op in items:
        if isinstance(op, ops.Group):
            found.append(replace(op, ops=tuple(_calm(op.ops))))
        elif isinstance(op, ops.Words) and MIDDLING <= op.size < sizes.FIGURE:
            found.append(replace(op, size=op.size * CALMER))
        else:
            found.append(op)
    return found


def _small(items: list[Any], seen: Rect, area: Rect, pair: Pair, words: float = WORDS) -> ops.Group:
    """A part of the stage in an area, its words at a size at which they are read, or gone."""
    k = area.w / seen.w
    at = (k, 0.0, 0.0, k, area.x - seen.x * k, area.y - seen.y * k)
    ground = Ground(at, area, words, pair.theme, sizes.TAG)
    kept, _left = fit_words(_calm(pair.split.split(items)), ground, pair.split.holders(items))
    return ops.Group((ops.Group(tuple(kept), at),), None, area)
