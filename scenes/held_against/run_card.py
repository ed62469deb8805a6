"""The run that is looked at, told: what it is, what was measured, and what is said of it with its band."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.held_against.cloud import Placed
from scenes.held_against.facts import HeldFacts, cloud_shown, first_shown
from scenes.held_against.places import CHART
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, say_words, text_width
from tourapp.authoring.sizes import LABEL, TAG
from tourapp.figures.measured_dots import run_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import RunNumbers

HIGH = 176.0
EDGE, PLACES, MISS = 12.0, 9, 6.0
"""From the chart's edge; places tried each way; how much more a run outside the band counts that would be hidden."""
STRONG = (36.0, 130.0)
"""Lines that are told in heavy letters, by how far down they stand."""
LARGEST = LABEL / TAG
"""How much larger words are in the theme that has them largest."""
INSET, HOT = 18.0, 18.0


def draw_hot(f: Frame, p: Picture, facts: HeldFacts, now: Placed) -> None:
    """Every mark answers the pointer; a click on the one that is pointed at asks why so much is said of it."""
    seen, half = now.alpha > 0.3, HOT / 2
    side = np.where(seen, HOT, 0.0)
    p.hot(np.stack([now.at[:, 0] - half, now.at[:, 1] - half, side, side], 1), _tags(len(seen)))
    pointed: int | None = f.hovered("run")
    if pointed is not None and pointed < len(facts.many.runs) and seen[pointed]:
        x, y = now.at[pointed]
        value = _said(f, facts.held.numbers(pointed))[0]
        p.hot([(x - half, y - half, 2 * half, 2 * half)], (Tag("run", pointed),), (Why(),), (value,))


@lru_cache(maxsize=4)
def _tags(count: int) -> tuple[Tag, ...]:
    """The names of so many runs."""
    return tuple(Tag("run", place) for place in range(count))


def draw_card(f: Frame, p: Picture, facts: HeldFacts, now: Placed, looked: int) -> None:
    """The card, where it covers least."""
    run, numbers = facts.held.runs[looked], facts.held.numbers(looked)
    measured, said = _pair(f, numbers)
    lines = (
        (facts.name(run), LABEL, 36.0),
        (Phrase("batch {b}, prompt {p}, answer {a}", b=run.batch, p=run.prompt, a=run.answer), TAG, 68.0),
        (run_words(run), TAG, 96.0),
        (Phrase("measured {v}", v=measured), LABEL, 130.0),
        (said, LABEL, 162.0),
    )
    gain = LARGEST if f.text_gain > 1.0 else 1.0
    wide = max(text_width(say_words(words), size * gain, weight=600) for words, size, _ in lines)
    cloud = cloud_shown(f, facts)
    weight = np.ones(len(now.alpha)) if cloud is None else np.where(cloud.inside, 1.0, MISS)
    box = _emptiest(now, weight, min(wide + 2 * INSET, CHART.w - 2 * EDGE))
    p.rects([box], "ground", radius=10, alpha=0.88, stroke="white", stroke_width=2.0)
    for words, size, down in lines:
        strong = down in STRONG
        role = "dim" if size == TAG else "ink"
        p.text((box.x + INSET, box.y + down), words, size=size, weight=600 if strong else 400, role=role, part="run")


def _emptiest(now: Placed, weight: np.ndarray, wide: float) -> Rect:
    """Of some places in the chart the one with the fewest marks below it, the lower right first; weight: of each."""
    there = now.alpha > 0.05
    seen = now.at[there]
    found = [
        Rect(CHART.right - EDGE - wide - dx, CHART.bottom - EDGE - HIGH - dy, wide, HIGH)
        for dy in np.linspace(0.0, CHART.h - HIGH - 2 * EDGE, PLACES)
        for dx in np.linspace(0.0, CHART.w - wide - 2 * EDGE, PLACES)
    ]
    x, y = seen[:, :1], seen[:, 1:]
    left, top = (np.array([box[side] for box in found]) for side in (0, 1))
    covered = weight[there] @ ((x > left) & (x < left + wide) & (y > top) & (y < top + HIGH))
    return found[int(covered.argmin())]


def _pair(f: Frame, numbers: RunNumbers) -> tuple[Quantity | Phrase, Phrase]:
    """What was measured, and what is said of it."""
    first = first_shown(f)
    measured = numbers.first_measured if first else numbers.measured
    return Phrase("not given") if measured is None else measured, _said(f, numbers)[1]


def _said(f: Frame, numbers: RunNumbers) -> tuple[Quantity, Phrase]:
    """The number that this beat says of a run, and how it is told."""
    first = first_shown(f)
    if f.beat_name == "ideal":
        ideal = numbers.first_ideal if first else numbers.ideal
        return ideal, Phrase("ideal {v}", v=ideal)
    said, low, high = numbers.said, numbers.low, numbers.high
    if first:
        said, low, high = numbers.first_said, numbers.first_low, numbers.first_high
    return said, Phrase("achieved {v}, {low} to {high}", v=said, low=low, high=high)
