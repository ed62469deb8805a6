"""In the head of a page to work on: where a learner is in a lab, its phases, those behind with a mark, the present one
lit; or who works at a quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Picture, Tag, say_words, sizes, text_width
from tourapp.words import Phrase, say

if TYPE_CHECKING:
    from tourapp.learning.labs import LabView

SHOWN = (
    ("play", "start"),
    ("predict", "predict"),
    ("locked", "locked"),
    ("task", "task"),
    ("check", "check"),
    ("note", "note"),
)
RIGHT, GAP, MARK = 1856.0, 28.0, 26.0
MOST_NAME = 620.0


def draw_lab_steps(p: Picture, view: LabView) -> float:
    """The phases, from the right. Returns where they begin (x)."""
    from tourapp.learning.labs.state import PHASES

    now = PHASES.index(view.phase)
    x = RIGHT
    for phase, words in reversed(_phases(view)):
        place = PHASES.index(phase)
        here, over = place == now, place < now
        weight = 600 if here else 400
        x -= text_width(say(words), sizes.TAG, weight=weight) * 1.2
        p.text((x, 68), words, size=sizes.TAG, weight=weight, role="ink" if here else "dim", part="phases")
        x -= MARK
        if over:
            p.curves([[(x, 61), (x + 5, 67), (x + 15, 53)]], "good", width=3.0)
        else:
            p.rects([(x, 54, 14, 14)], "ink" if here else "line", radius=7)
        x -= GAP
    return x + GAP


def _phases(view: LabView) -> tuple[tuple[str, str], ...]:
    return tuple(step for step in SHOWN if step[0] != "check" or view.lab.knobs)


def draw_learner(p: Picture, name: str) -> float:
    """Who works, and whether that is kept; a click leads to where names are given. Returns where it begins (x)."""
    words, shown = Phrase("guest: nothing is kept"), name
    while name:
        words = Phrase("{name}: kept on this computer", name=shown)
        if _wide(words) <= MOST_NAME or len(shown) < 3:
            break
        shown = f"{shown.removesuffix('…')[:-1]}…"
    wide = min(MOST_NAME, _wide(words))
    x = RIGHT - wide
    p.rects([(x, 40, wide, 40)], None, radius=20, stroke="dim", stroke_alpha=0.7)
    p.text((x + wide / 2, 67), words, size=sizes.TAG, weight=600, role="dim", align="center", fit=wide - 20)
    p.hot([(x, 40, wide, 40)], (Tag("learner"),), (LabAct("learner"),))
    return x


def _wide(words: Phrase) -> float:
    return text_width(say_words(words), sizes.TAG, weight=600) * 1.24 + 40.0
