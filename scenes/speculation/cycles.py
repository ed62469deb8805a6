"""Every pass of the run as a column of kept, own and refused tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.places import PANEL
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import T15, T16, T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Turn

LEGEND = (
    (330.0, "decode", Phrase("kept")),
    (430.0, "ink", Phrase("target's own")),
    (606.0, "waste", Phrase("refused")),
)
"""x, role and name of each kind of token."""
ROOM_W, WIDEST, TALLEST = 780.0, 64.0, 16.0
BASE = PANEL.bottom - 26
READABLE = 22.0
"""Pitch of the columns from which each says its count."""


def draw_cycles(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Columns appear one after the other; the pass that was on stage is the brighter number."""
    turns = s.run.turns
    _draw_legend(p, len(turns), s.run.tokens)
    pitch = min(WIDEST, ROOM_W / len(turns))
    cell = min(TALLEST, 112.0 / (s.run.gamma + 1))
    shown = f.move("pays", 0.05, 0.5) * len(turns)
    boxes: dict[str, list[Rect]] = {"decode": [], "ink": [], "waste": []}
    for j, turn in enumerate(turns):
        if j >= shown:
            break
        x, w = PANEL.x + j * pitch, pitch - 8
        for i, role in enumerate(_roles(turn)):
            boxes[role].append(Rect(x, BASE - (i + 1) * (cell + 2), w, cell))
        if pitch > READABLE:
            at, role = (x + w / 2, BASE + 20), "ink" if j == s.at else "dim"
            n = len(turn.texts)
            p.text(at, "{n}", n=n, size=T15, mono=True, align="center", role=role, fit=pitch - 2)
    p.rects(boxes["decode"], "decode", radius=3, alpha=0.75)
    p.rects(boxes["ink"], "ink", radius=3, alpha=0.85)
    p.hatch(boxes["waste"], alpha=0.6, radius=3)


def _roles(turn: Turn) -> list[str]:
    """Role of each token of a pass, from below: kept, then the target's own, then refused."""
    roles = ["decode"] * turn.accepted + ["ink"] * (len(turn.texts) > turn.accepted)
    return roles + ["waste"] * max(0, len(turn.guesses) - len(roles) + (turn.last == "bonus"))


def _draw_legend(p: Picture, passes: int, tokens: int) -> None:
    y = PANEL.y + 8
    p.text((PANEL.x, y), "{n} passes, {k} tokens", n=passes, k=tokens, size=T18, weight=600)
    for x, role, name in LEGEND:
        p.rects([(x, PANEL.y - 5, 16, 13)], role, radius=3, alpha=0.8)
        p.text((x + 24, y), "{name}", name=name, size=T16, role="dim", fit=130)
