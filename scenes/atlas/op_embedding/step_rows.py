"""The second beat: the rows that one step reads, one for each sequence, beside a table that stays dark."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_embedding.facts import EmbeddingFacts
from scenes.atlas.op_embedding.tower import row_y, tower_now
from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade, smooth
from tourapp.authoring.sizes import TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number

STACK = Rect(420.0, 200.0, 420.0, 446.0)
NUMBER = (930.0, 400.0)
MOST = 48
THICKEST = 34.0


def shown_rows(facts: EmbeddingFacts) -> int:
    """How many rows are drawn."""
    return min(int(facts.costs.rows.value), MOST)


def row_boxes(facts: EmbeddingFacts) -> list[Rect]:
    """Where they lie when they are out of the table."""
    count = shown_rows(facts)
    pitch = STACK.h / count
    high = min(pitch * 0.62, THICKEST)
    return [Rect(STACK.x, STACK.y + (place + 0.5) * pitch - high / 2, STACK.w, high) for place in range(count)]


def draw_step_rows(f: Frame, p: Picture, facts: EmbeddingFacts) -> None:
    """Rows of gold light pulled out of the tower, and the figure."""
    pull, told, tower = f.cue("cost.pull", eased=False), f.cue("cost.told"), tower_now(f)
    boxes = row_boxes(facts)
    spots = (
        np.sort(facts.spots[np.linspace(0, len(facts.spots) - 1, len(boxes)).round().astype(int)])
        if len(facts.spots)
        else np.linspace(0, facts.entries - 1, len(boxes)).astype(int)
    )
    shares = smooth(np.asarray(cascade(pull, len(boxes), 0.7)))
    ys = np.array([row_y(tower, int(token), facts.entries) for token in spots])
    lines = np.stack([np.full(len(ys), tower.x - 4), ys - 1.5, np.full(len(ys), tower.w + 8), np.full(len(ys), 3.0)], 1)
    p.rects(lines, "decode", radius=1, alpha=np.minimum(1.0, 4 * shares))
    for place, box in enumerate(boxes):
        share = float(shares[place])
        if share <= 0.01:
            continue
        u = np.linspace(0.0, share, 16)
        ease = u * u * (3 - 2 * u)
        x = tower.right + (box.x - 6 - tower.right) * u
        upper, lower = (
            ys[place] - 1 + (box.y - ys[place] + 1) * ease,
            ys[place] + 1 + (box.bottom - ys[place] - 1) * ease,
        )
        p.polys(np.concatenate([np.stack([x, upper], 1), np.stack([x, lower], 1)[::-1]]), "decode", alpha=0.28)
    grown = np.array([(box.x, box.y, box.w * float(share), box.h) for box, share in zip(boxes, shares, strict=True)])
    p.rects(grown, "decode", radius=4, alpha=0.9, gradient="right", fade=0.45)
    at = STACK.x + STACK.w * ((f.clock / 2.6 + 0.13 * np.arange(len(boxes))) % 1.0)
    middles = np.array([box.cy for box in boxes])
    p.sprites(np.stack([at, middles], 1)[shares >= 1.0], 34.0, "white", alpha=0.5)
    words = Phrase("one row for each of {n} {n|sequence|sequences}", n=facts.costs.rows)
    p.text((STACK.x, STACK.bottom + 30), words, size=TAG, role="dim", alpha=told)
    below = (
        Phrase("of {v} in the table", v=facts.costs.stored),
        Phrase("{n} {n|row|rows} × {h} numbers", n=facts.costs.rows, h=facts.costs.hidden),
        Phrase("of 16 bits"),
    )
    draw_big_number(p, BigNumber(NUMBER, facts.costs.touched, below, "decode"), told)
