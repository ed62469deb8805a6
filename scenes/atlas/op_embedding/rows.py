"""The first beat: our rows leave the tower as cones of light and open into strips of their real numbers."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_embedding.facts import EmbeddingFacts
from scenes.atlas.op_embedding.tower import row_y, tower_now
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, cascade, smooth
from tourapp.authoring.sizes import FIGURE, LABEL, READOUT, TAG

STRIPS = Rect(470.0, 150.0, 770.0, 660.0)
LENGTH_X, BAR = 1440.0, 8.0
HALF, DROP = 0.5, 10.0
"""Height of a strip's longest number, in shares of its slot; how much lower than its middle the strip lies."""
LOOP = 5.0


def strip_boxes(facts: EmbeddingFacts) -> list[Rect]:
    """Where the strips lie, in the order of the rows in the table, so that no two cones cross."""
    slots = STRIPS.rows(max(len(facts.ids), 1), 26.0)
    order = np.argsort(np.argsort(facts.ids, kind="stable"), kind="stable")
    return [slots[int(place)] for place in order]


def draw_rows(f: Frame, p: Picture, facts: EmbeddingFacts) -> None:
    """Cones, strips, words and lengths."""
    pull, tower = f.cue("what.pull", eased=False), tower_now(f)
    shares = smooth(np.asarray(cascade(pull, len(facts.ids), 0.6)))
    top = float(np.abs(facts.rows).max()) or 1.0
    for place, box in enumerate(strip_boxes(facts)):
        share, y = float(shares[place]), row_y(tower, facts.ids[place], facts.entries)
        breath = 0.85 + 0.15 * float(np.sin(1.8 * f.clock + 1.3 * place))
        p.rects([(tower.x - 6, y - 2.5, tower.w + 12, 5.0)], "prefill", radius=2, alpha=min(1.0, 4 * share))
        p.sprites([(tower.right, y)], 90.0 * breath, "prefill", kind="soft", alpha=0.7 * min(1.0, 3 * share))
        _draw_cone(p, tower.right, y, box, share)
        _draw_strip(
            f,
            p,
            facts.rows[place] / top,
            box,
            float(cascade(f.cue("what.bars", eased=False), len(facts.ids), 0.6)[place]),
        )
        _draw_words(f, p, facts, place, box)


def _draw_cone(p: Picture, x: float, y: float, box: Rect, share: float) -> None:
    """From the row's edge to the strip, widening."""
    if share <= 0.01:
        return
    u = np.linspace(0.0, share, 20)
    ease = u * u * (3 - 2 * u)
    across = x + (box.x - 10 - x) * u
    upper, lower = y - 2 + (box.y - y + 2) * ease, y + 2 + (box.bottom - y - 2) * ease
    outline = np.concatenate([np.stack([across, upper], 1), np.stack([across, lower], 1)[::-1]])
    p.polys(outline, "prefill", alpha=0.30, gradient="right", fade=0.15)


def _draw_strip(f: Frame, p: Picture, row: np.ndarray, box: Rect, grown: float) -> None:
    """The row's numbers as bars up and down from its middle; a light runs along them at rest."""
    if grown <= 0.004:
        return
    count = len(row)
    wide, u = box.w / count, np.arange(count) / count
    rise = np.clip(grown * 2.0 - u, 0.0, 1.0)
    tall = np.abs(row) * box.h * HALF * rise
    middle = box.cy + DROP
    y = np.where(row > 0, middle - tall, middle)
    bars = np.stack([box.x + u * box.w, y, np.full(count, wide * 0.85), np.maximum(tall, 0.8)], 1)
    run = np.exp(-(((f.clock / LOOP) % 1.3 - u) ** 2) / 0.003) if grown >= 1.0 else np.zeros(count)
    p.rects(bars, "prefill", alpha=np.clip((0.7 + 0.9 * np.abs(row) + 0.4 * run) * (rise > 0), 0.0, 1.0))


def _draw_words(f: Frame, p: Picture, facts: EmbeddingFacts, place: int, box: Rect) -> None:
    """Word and id above a strip, its length at the right."""
    told, value = f.cue("what.told"), facts.lengths[place]
    p.text(
        (box.x, box.y + 22), "{w}", w=facts.words[place], size=READOUT, mono=True, weight=600, alpha=told, part="words"
    )
    row = Phrase("row {n:,}", n=facts.ids[place])
    p.text((box.right, box.y + 20), row, size=LABEL, role="dim", align="right", alpha=told, part="rows")
    p.text(
        (LENGTH_X, box.cy + 18),
        "{v}",
        v=value,
        size=FIGURE,
        weight=700,
        role="prefill",
        align="right",
        alpha=told,
        part="lengths",
    )
    p.text((LENGTH_X, box.cy + 50), "long", size=TAG, role="dim", align="right", alpha=told, part="lengths")
    p.hot([box], (Tag("row", place),), (Why(),), (value,))
