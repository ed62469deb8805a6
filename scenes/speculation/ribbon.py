"""Every pass of the run as a piece of a ribbon: kept, own and refused tokens, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.speculation.facts import SpeculationFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Turn

ROOM = Rect(64, 776, 1376, 62)
HEAD_Y = 756.0
BETWEEN, GAP, CORNER = 12.0, 3.0, 3.0
"""Between two passes, between two tokens of one, and of a token's corners."""
LEGEND = ((1040.0, "decode", Phrase("kept")), (1144.0, "ink", Phrase("its own")), (1288.0, "waste", Phrase("refused")))
"""x, role and name of each kind of token."""
A_SECOND = 1.5
"""Passes that the light goes through in a second."""


def draw_ribbon(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Passes appear one after the other; then a light goes through them."""
    turns = s.run.turns
    words = "{model}: {k} tokens in {n} {n|pass|passes}, {m} a pass"
    small = s.run.model.replace("-Instruct", "")
    at = (ROOM.x, HEAD_Y)
    p.text(at, words, model=small, k=s.run.tokens, n=len(turns), m=s.numbers.measured, size=LABEL)
    for x, role, name in LEGEND:
        swatch = Rect(x, HEAD_Y - 18, 18, 20)
        if role == "waste":
            p.hatch([swatch], radius=3, ground=0.2)
        else:
            p.rects([swatch], role, radius=3)
        p.text((x + 28, HEAD_Y), "{name}", name=name, size=LABEL, role="dim")
    shown = int(np.ceil(f.move("pays", 0.05, 0.42) * len(turns)))
    key = ("speculation ribbon", turns)
    box = pass_box(len(turns), max(0, shown - 1))
    seen = Rect(ROOM.x, ROOM.y, (box.right - ROOM.x) if shown else 0.0, ROOM.h)
    p.bake(key, lambda q: _draw_passes(q, turns), rect=ROOM, reveal=None if shown == len(turns) else seen)
    if shown == len(turns):
        lit = pass_box(len(turns), int(f.clock * A_SECOND) % len(turns))
        p.rects([lit.inset(-5, -5)], None, radius=8, stroke="white", stroke_width=3)


def pass_box(passes: int, place: int) -> Rect:
    """Where one pass stands."""
    w = (ROOM.w + BETWEEN) / passes
    return Rect(ROOM.x + place * w, ROOM.y, w - min(BETWEEN, w * 0.3), ROOM.h)


def token_boxes(turns: tuple[Turn, ...]) -> dict[str, list[Rect]]:
    """By role, where each token of the run stands."""
    most = max(len(roles_of(turn)) for turn in turns)
    boxes: dict[str, list[Rect]] = {"decode": [], "ink": [], "waste": []}
    for place, turn in enumerate(turns):
        cells = pass_box(len(turns), place).columns(most, GAP)
        for cell, role in zip(cells, roles_of(turn), strict=False):
            boxes[role].append(cell)
    return boxes


def _draw_passes(q: Picture, turns: tuple[Turn, ...]) -> None:
    boxes = token_boxes(turns)
    q.rects(boxes["decode"], "decode", radius=CORNER)
    q.rects(boxes["ink"], "ink", radius=CORNER)
    q.hatch(boxes["waste"], radius=CORNER, alpha=0.9)


def roles_of(turn: Turn) -> list[str]:
    """Role of each token of a pass: kept, then the target's own, then refused."""
    roles = ["decode"] * turn.accepted + ["ink"] * (len(turn.texts) > turn.accepted)
    return roles + ["waste"] * max(0, len(turn.guesses) - len(roles) + (turn.last == "bonus"))
