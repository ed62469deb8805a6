"""One token of the prompt: its key and its value as they stand early and at the end, and its query, used once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import KeptToken

EARLY, LATE = Rect(64.0, 236.0, 860.0, 236.0), Rect(64.0, 566.0, 860.0, 236.0)
"""Key and value after the second step, and at the end."""
ASIDE = Rect(984.0, 236.0, 456.0, 236.0)
"""Where the query stands."""
SWEEP = 3.2


def draw_kept(f: Frame, p: Picture) -> None:
    """Two equal shelves of numbers, lines between them, and the query that goes."""
    token: KeptToken = f.world.kept_token
    early, late = f.cue("kept.early"), f.cue("kept.late")
    words = Phrase("“{word}”, layer {layer}, first head", word=token.text, layer=token.layer + 1)
    p.text((EARLY.x, 160.0), words, size=TITLE, weight=600, alpha=early)
    _draw_shelf(p, EARLY, token, Phrase("after step {n}", n=2), early)
    steps = len(f.world.recording.ids)
    _draw_links(f, p, token, late)
    _draw_shelf(p, LATE, token, Phrase("after step {n}, the last", n=steps), late)
    _draw_query(f, p, token)
    told = f.cue("kept.told")
    lines = (
        (Phrase("changed meanwhile: {v}", v=token.change), "good"),
        (Phrase("all computed anew, in one long pass:"), "dim"),
        (Phrase("{v} apart, by rounding", v=token.again), "dim"),
    )
    for place, (line, role) in enumerate(lines):
        at = (ASIDE.x, LATE.y + 60 + 44.0 * place + (20.0 if place else 0.0))
        p.text(at, line, size=LINE if not place else LABEL, weight=600 if not place else 400, role=role, alpha=told)


def _draw_shelf(p: Picture, box: Rect, token: KeptToken, words: Phrase, shown: float) -> None:
    """Key above, value below, 64 bars each, from their middle lines."""
    if shown <= 0.004:
        return
    with p.group(opacity=shown):
        p.text((box.x, box.y - 18), words, size=LABEL, role="dim", backed=0.85)
        p.rects([box], "raised", radius=12, alpha=0.7, stroke="line")
        for letter, row, role, y in (("K", token.key, "key", 0.27), ("V", token.value, "value", 0.75)):
            p.text((box.x + 22, box.y + y * box.h + 12), letter, size=READOUT, weight=700, mono=True, role=role)
            p.rects(_bars(Rect(box.x + 70, box.y, box.w - 90, 0.42 * box.h), box.y + y * box.h, row), role, radius=1)


def _bars(room: Rect, middle: float, row: np.ndarray) -> np.ndarray:
    """Numbers as bars up and down from a line."""
    wide = room.w / len(row)
    size = row / max(float(np.abs(row).max()), 1e-9) * room.h / 2
    top = np.where(size > 0, middle - size, middle)
    x = room.x + wide * np.arange(len(row))
    return np.stack([x, top, np.full(len(row), max(1.0, wide - 2.0)), np.maximum(np.abs(size), 1.0)], 1)


def _draw_links(f: Frame, p: Picture, token: KeptToken, shown: float) -> None:
    """Lines from each number to itself, and a light that runs down them."""
    if shown <= 0.004:
        return
    count = len(token.key)
    wide = (EARLY.w - 90.0) / count
    x = EARLY.x + 70.0 + wide * (np.arange(count) + 0.5)
    full = np.ones(count)
    low = mix(EARLY.bottom, LATE.y, shown)
    p.lines(np.stack([x, EARLY.bottom * full, x, low * full], 1), "dim", alpha=0.5 * shown)
    share = (f.clock / SWEEP) % 1.0
    at = np.stack([x, (EARLY.bottom + (LATE.y - EARLY.bottom) * share) * full], 1)
    p.sprites(at, 14.0, "white", alpha=0.5 * shown * np.sin(np.pi * share))
    middle = ((EARLY.x + EARLY.right) / 2, (EARLY.bottom + LATE.y) / 2 + 12)
    p.text(middle, "= the same bits", size=LINE, weight=600, role="good", align="center", alpha=shown, backed=0.85)


def _draw_query(f: Frame, p: Picture, token: KeptToken) -> None:
    """The query: asked once, then only its empty place is left."""
    shown, gone = f.cue("kept.early"), f.cue("kept.dropped")
    with p.group(opacity=max(shown, 0.01)):
        p.text((ASIDE.x, ASIDE.y - 18), "its query, Q", size=LABEL, role="dim")
        p.rects([ASIDE], None, radius=12, stroke="dim", stroke_width=2.0, dash=True)
    bars = _bars(Rect(ASIDE.x + 20, ASIDE.y, ASIDE.w - 40, 0.6 * ASIDE.h), ASIDE.cy, token.query)
    p.rects(bars + np.array([0.0, 60.0 * gone, 0.0, 0.0]), "ink", radius=1, alpha=0.9 * shown * (1.0 - gone))
    p.text((ASIDE.cx, ASIDE.cy + 10), "used once, dropped", size=LINE, role="dim", align="center", alpha=gone)
