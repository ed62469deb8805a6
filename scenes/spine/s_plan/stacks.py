"""Deployments as stacks of cards to scale, the cheapest first; those that miss stand hatched at the right, pushed
out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.spine.s_plan.cards import CardSet, draw_cards, stack
from scenes.spine.s_plan.facts import PlanFacts
from scenes.spine.s_plan.places import FIGURE_AT, STACKS
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, clamp, pulse, show, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, FIGURE_LARGE, LABEL, LINE, READOUT, TAG, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PlanCell

FIRST, SPREAD, MISSED, MOST_MISSED = 5, 3, 1, 3
"""The best ones; others spread to the most expensive one; misses beside them; misses where nothing holds."""
TALLEST, LEAST, WIDEST = 40.0, 3.0, 84.0
"""Height of a card with its gap; below the least a stack is drawn as one block."""
MANY, PUSHED = 1000, 18.0
"""A count that is told smaller; how far what misses is pushed out."""


def shown_cells(facts: PlanFacts) -> tuple[PlanCell, ...]:
    """The best ones, some that cost more, up to the most expensive, and a miss; where nothing holds, the nearest
    misses."""
    board = facts.board
    if not board.holds:
        return board.nearest[:MOST_MISSED]
    missed = [cell for cell in board.cells if not cell.holds]
    rest = board.best[FIRST:]
    places = sorted({round(each) for each in np.linspace(0, len(rest) - 1, SPREAD)}) if rest else []
    return (*board.best[:FIRST], *(rest[place] for place in places), *missed[:MISSED])


def draw_stacks(f: Frame, p: Picture, facts: PlanFacts, grown: float) -> None:
    """The stacks with their counts and bits. grown: 0..1, all rising together."""
    cells = shown_cells(facts)
    p.lines([(STACKS.x, STACKS.bottom, STACKS.right, STACKS.bottom)], "dim", width=2.0)
    if not cells:
        return
    slots = STACKS.columns(max(len(cells), 6), 14.0)
    most = max(_count(cell) for cell in cells)
    step = min(TALLEST, STACKS.h / max(most, 1))
    if grown > 0.5:
        words = "cards in all; bits; replicas × GPUs of each"
        p.text((STACKS.x, STACKS.bottom + 118), words, size=TAG, role="dim")
    stood = [_stand(cell, slot, step, grown) for cell, slot in zip(cells, slots, strict=False)]
    draw_cards(p, [CardSet(each.cell, each.boxes) for each in stood])
    for place, each in enumerate(stood):
        _draw_marks(f, p, each, chosen=place == 0 and each.cell.holds and grown > 0.9)
    p.hot(
        [each.area for each in stood],
        [Tag("stack", each.cell.id) for each in stood],
        [Why()] * len(stood),
        [each.cell.month for each in stood],
    )


def _count(cell: PlanCell) -> int:
    """Cards of a stack: all of a plan that holds, one replica of one that does not."""
    return int(cell.cards.value) if cell.holds else cell.gpus


@dataclass(frozen=True, slots=True, eq=False)
class StoodStack:
    """One stack where it stands: its cards so far, its slot, how far it is pushed out."""

    cell: PlanCell
    boxes: np.ndarray
    slot: Rect
    slid: float

    @property
    def top(self) -> float:
        """Stage y of its top."""
        return float(self.boxes[:, 1].min()) if len(self.boxes) else STACKS.bottom

    @property
    def around(self) -> Rect:
        """All its cards."""
        wide = min(self.slot.w, WIDEST)
        return Rect(self.slot.cx - wide / 2 + self.slid, self.top, wide, STACKS.bottom - self.top)

    @property
    def area(self) -> Rect:
        """Its cards and the words below them."""
        top = min(self.top, STACKS.bottom - 40)
        return Rect(self.slot.x, top, self.slot.w, STACKS.bottom - top + 70)


def _stand(cell: PlanCell, slot: Rect, step: float, grown: float) -> StoodStack:
    slid = 0.0 if cell.holds else PUSHED * clamp(2.0 * grown - 1.0)
    wide = min(slot.w, WIDEST)
    boxes = _boxes(slot.cx - wide / 2 + slid, wide, (step, _count(cell)), grown)
    return StoodStack(cell, boxes, slot, slid)


def _draw_marks(f: Frame, p: Picture, one: StoodStack, *, chosen: bool) -> None:
    """A white frame with a light, or a cross; then the words."""
    box = one.around
    if not one.cell.holds:
        wide = box.inset(-4.0)
        ends = [(wide.x, wide.y, wide.right, wide.bottom), (wide.x, wide.bottom, wide.right, wide.y)]
        p.lines(ends, "waste", width=2.5)
    _draw_words(p, (one.cell, chosen), (one.slot, one.slid), one.top)
    if chosen:
        light = pulse(f.clock, 2.2, 0.35, 0.8)
        p.sprites([(box.cx, box.cy)], 150.0, "white", alpha=0.35 * light, kind="soft")
        p.rects([box.inset(-4.0)], None, radius=5, stroke="white", stroke_width=3.5)


def _draw_words(p: Picture, one: tuple[PlanCell, bool], place: tuple[Rect, float], top: float) -> None:
    """The count above a stack, and below it bits and replicas."""
    (cell, chosen), (slot, slid) = one, place
    role = "ink" if cell.holds else "waste"
    if cell.holds:
        p.text(
            (slot.cx, top - 12),
            "{v}",
            v=cell.cards,
            size=LABEL if int(cell.cards.value) >= MANY else READOUT,
            weight=600,
            align="center",
            part="counts",
        )
    else:
        p.text((slot.cx + slid, top - 14), "✗", size=READOUT, weight=600, role="waste", align="center", part="counts")
    y = STACKS.bottom + 30
    p.text(
        (slot.cx, y),
        "{w} bit",
        w=cell.weight_bits,
        size=LABEL,
        role=role,
        weight=600 if chosen else 400,
        align="center",
        part="weight bits",
    )
    p.text((slot.cx, y + 28), "KV {k}", k=cell.kv_bits, size=TAG, role="dim", align="center", part="cache bits")
    replicas = int(cell.replicas.value) if cell.holds else 1
    where = Phrase("×{n}", n=cell.gpus) if replicas >= MANY else Phrase("{r}×{n}", r=replicas, n=cell.gpus)
    p.text((slot.cx, y + 56), where, size=TAG, role="dim", align="center", part="replicas")


def _boxes(x: float, wide: float, cards: tuple[float, int], grown: float) -> np.ndarray:
    """Cards that have risen so far, or one block where they are too thin to be told apart."""
    step, count = cards
    if step < LEAST:
        high = step * count * grown
        return np.array([[x, STACKS.bottom - high, wide, max(high, 1.0)]])
    seen = max(1, round(count * grown)) if grown > 0.0 else 0
    return stack(x, STACKS.bottom, (wide, step), seen)


def largest(words: str, gain: float) -> float:
    """The largest size of a figure at which words stand above the stacks. gain: how much larger the theme has them."""
    sizes = (FIGURE_HUGE, FIGURE_LARGE, FIGURE)
    return next((size for size in sizes if text_width(words, size * gain, weight=700) < STACKS.w - 20), LINE)


def draw_bill(f: Frame, p: Picture, facts: PlanFacts, told: float) -> None:
    """The bill of the best plan and what it buys, or that there is none."""
    x, y = FIGURE_AT
    board, numbers = facts.board, facts.numbers
    if not board.holds or numbers is None or facts.subject is None:
        p.text((x + 6, y), "nothing holds", size=FIGURE_LARGE, weight=700, role="waste", alpha=told)
        p.text((x + 6, y + 80), "the nearest misses, and what would mend each", size=LINE, alpha=told)
        return
    size = largest(show(numbers.month), f.text_gain)
    p.text((x, y), "{v}", v=numbers.month, size=size, weight=700, alpha=told)
    cell = facts.subject.cell
    words = Phrase("a month: {n} {gpu}, batch {b}", n=numbers.cards, gpu=cell.gpu, b=numbers.batch)
    p.text((x + 6, y + 80), words, size=TITLE, weight=600, alpha=told)
    p.text((x + 6, y + 118), "a starting point to measure, not a promise", size=LABEL, role="dim", alpha=told)
