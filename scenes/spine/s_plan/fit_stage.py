"""Which kinds of replica hold the weights and one conversation: a table of cards, GPUs down and bits across."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.spine.s_plan.cards import CardSet, draw_cards, stack
from scenes.spine.s_plan.facts import PlanFacts
from scenes.spine.s_plan.places import LINE_Y, PICTURE
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, cascade, pulse
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PlanCell

HEAD, SIDE = 74.0, 176.0
CARD_W, MOST_CARD, GAP = 88.0, 13.0, 16.0
BASELINE = 9.0
"""Of a number, below the middle of its row."""


FIT_PARTS = {(16, 16): "fit 1", (16, 8): "fit 2", (8, 16): "fit 3", (8, 8): "fit 4", (4, 16): "fit 5", (4, 8): "fit 6"}
"""Numbers below each other are one box."""
MOST_TOLD = 99_999
SLICE = 0.035
"""Least share of a card at which one conversation can be seen."""


def draw_fit(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The table; what fails is hatched when it is judged."""
    cells = facts.board.cells
    rows = list(dict.fromkeys((cell.gpu, cell.gpus) for cell in cells))
    columns = list(dict.fromkeys((cell.weight_bits, cell.kv_bits) for cell in cells))
    if not cells:
        return
    p.rects([PICTURE], "raised", radius=10, alpha=0.4)
    across = Rect(PICTURE.x + SIDE, PICTURE.y, PICTURE.w - SIDE, HEAD).columns(len(columns))
    down = Rect(PICTURE.x, PICTURE.y + HEAD, PICTURE.w, PICTURE.h - HEAD - 10).rows(len(rows))
    _draw_heads(p, columns, across)
    for (gpu, count), row in zip(rows, down, strict=True):
        p.text((PICTURE.x + 20, row.cy - 2), "{n} ×", n=count, size=LABEL, weight=600, part="machines")
        p.text((PICTURE.x + 20, row.cy + 24), "{gpu}", gpu=gpu, size=TAG, role="dim", part="machines")
    grown = cascade(f.cue("fit.grow", eased=False), len(cells), 0.5)
    sets = []
    for place, cell in enumerate(cells):
        row, at = down[rows.index((cell.gpu, cell.gpus))], across[columns.index((cell.weight_bits, cell.kv_bits))]
        box = Rect(at.x, row.y, at.w, row.h)
        sets.append(_set_of(cell, box, float(grown[place])))
        _draw_number(f, p, cell, box)
    draw_cards(p, sets)
    areas = [_area(each.boxes) for each in sets]
    tags, values = [Tag("cell", cell.id) for cell in cells], [cell.fit.users for cell in cells]
    p.hot(areas, tags, [Why()] * len(cells), values)
    _draw_chosen(f, p, facts, (rows, columns), (down, across))
    if facts.board.excluded:
        words = Phrase("without a price, left out: {gpu}", gpu=facts.board.excluded[0])
        p.text((PICTURE.right, LINE_Y), words, size=LABEL, role="waste", align="right")


def _draw_heads(p: Picture, columns: list[tuple[int, int]], across: list[Rect]) -> None:
    for place, ((weights, cache), at) in enumerate(zip(columns, across, strict=True)):
        if place == 0 or columns[place - 1][0] != weights:  # once for its columns
            p.text((at.x + 10, at.y + 32), "{w}-bit weights", w=weights, size=LABEL, weight=600, part="weights")
        p.text((at.x + 10, at.y + 62), "{k}-bit cache", k=cache, size=LABEL, role="dim", part="caches")


def _set_of(cell: PlanCell, box: Rect, grown: float) -> CardSet:
    """The cards of one kind of replica: weights and one conversation."""
    step = min(MOST_CARD, (box.h - GAP) / 8)
    one = max(float(cell.fit.one.value) / float(cell.fit.memory.value), SLICE)
    foot = box.cy + step * cell.gpus / 2
    return CardSet(cell, stack(box.x + 10, foot, (CARD_W, step), cell.gpus), grown, one)


def _area(boxes: np.ndarray) -> Rect:
    """Around some cards and the number beside them."""
    top = float(boxes[:, 1].min())
    return Rect(float(boxes[0, 0]), top - 8, CARD_W + 90, float((boxes[:, 1] + boxes[:, 3]).max()) - top + 16)


def _draw_number(f: Frame, p: Picture, cell: PlanCell, box: Rect) -> None:
    """Beside its cards the conversations that fit."""
    judged, part = f.cue("fit.judge"), FIT_PARTS[cell.weight_bits, cell.kv_bits]
    at = (box.x + 10 + CARD_W + 12, box.cy + BASELINE)
    told, role = Phrase("{v}", v=cell.fit.users), "good"
    if cell.why == "memory":
        told, role = Phrase("✗"), "waste"
    elif int(cell.fit.users.value) > MOST_TOLD:
        told = Phrase("> {n:,}", n=MOST_TOLD)
    p.text(at, told, size=LABEL, weight=600, role=role, mono=True, alpha=judged, part=part)


def _draw_chosen(
    f: Frame,
    p: Picture,
    facts: PlanFacts,
    kinds: tuple[list[tuple[str, int]], list[tuple[int, int]]],
    places: tuple[list[Rect], list[Rect]],
) -> None:
    """A white frame around the kind that is followed, or pointed at."""
    if facts.subject is None:
        return
    pointed = f.hovered("cell")
    cell = next((each for each in facts.board.cells if each.id == pointed), facts.subject.cell)
    (rows, columns), (down, across) = kinds, places
    box, at = down[rows.index((cell.gpu, cell.gpus))], across[columns.index((cell.weight_bits, cell.kv_bits))]
    shown = f.cue("fit.judge") * pulse(f.clock, 2.4, 0.55, 1.0)
    p.rects(
        [Rect(at.x, box.y + 2, at.w - 4, box.h - 4)],
        None,
        radius=8,
        stroke="white",
        stroke_width=3.0,
        stroke_alpha=shown,
    )
