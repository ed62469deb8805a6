"""The count of a beat in large words: guesses of the draft, one pass for all, tokens for one read."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.speculation.facts import SpeculationFacts
from tourapp.authoring import Frame, Phrase, Picture, ramp
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, TITLE

MIDDLE, MIDWAY, FOOT = 752.0, 690.0, 828.0
"""Across; baselines of a headline that has the room below the target, and of one below the verdicts."""
LINE_STEP = 62.0
SHOWN = {"draft": (0.42, 0.5), "check": (0.42, 0.5), "verdict": (0.52, 0.58)}
"""When in its beat a headline comes."""


@dataclass(frozen=True, slots=True)
class Headline:
    """Large words, and a quieter line below where there is room."""

    y: float
    words: Phrase
    below: Phrase | None
    size: float
    role: str


def draw_headline(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Comes when the beat's move is done."""
    line = _headline(f.beat_name, s)
    if line is None:
        return
    shown = float(ramp(f.beat(f.beat_name), *SHOWN[f.beat_name]))
    at, below = (MIDDLE, line.y), (MIDDLE, line.y + LINE_STEP)
    p.text(at, "{w}", w=line.words, size=line.size, weight=600, role=line.role, align="center", alpha=shown)
    if line.below is not None:
        p.text(below, "{w}", w=line.below, size=TITLE, role="dim", align="center", alpha=shown)


def _headline(beat: str, s: SpeculationFacts) -> Headline | None:
    n = len(s.turn.guesses)
    if beat == "draft" and not n:
        return Headline(MIDWAY, Phrase("no guess, no small pass"), None, FIGURE_LARGE, "ink")
    if beat == "draft":
        words = Phrase("{n} {n|guess|guesses}, {n} small {n|pass|passes}", n=n)
        return Headline(MIDWAY, words, Phrase("the target has not moved yet"), FIGURE_LARGE, "decode")
    if beat == "check":
        return Headline(MIDWAY, _passes(n + 1), Phrase("the weights are read once"), FIGURE_LARGE, "prefill")
    if beat == "verdict":
        words = Phrase("{n} {n|token|tokens} for one read of the weights", n=len(s.turn.texts))
        return Headline(FOOT, words, None, FIGURE, "ink")
    return None


def _passes(places: int) -> Phrase:
    """How many places one pass is for."""
    if places == 1:
        return Phrase("one plain pass")
    return Phrase("one pass for both") if places == 2 else Phrase("one pass for all {n}", n=places)
