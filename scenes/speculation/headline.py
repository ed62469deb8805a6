"""The count of a beat in large words: guesses of the draft, one pass for all, tokens for one read."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.speculation.facts import SpeculationFacts
from scenes.speculation.places import BOTTOM, column_xs
from tourapp.authoring import Frame, Phrase, Picture, ramp
from tourapp.authoring.sizes import CAPTION, TAG, VALUE

LINE_STEP = 40.0
MIDDLE, FOOT = 752.0, 746.0
"""Where the headline of the verdicts stands."""


@dataclass(frozen=True, slots=True)
class Headline:
    """Large words with a quieter line below; (x, y) is the middle of the upper baseline."""

    x: float
    y: float
    words: Phrase
    below: Phrase
    size: float
    role: str


def draw_headline(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """Comes when the beat's move is done."""
    line = _headline(f.beat_name, s)
    if line is None:
        return
    start, end = (0.6, 0.75) if f.beat_name == "check" else (0.84, 0.94)
    shown = float(ramp(f.beat(f.beat_name), start, end))
    at, below = (line.x, line.y), (line.x, line.y + LINE_STEP)
    p.text(at, "{w}", w=line.words, size=line.size, weight=600, role=line.role, align="center", alpha=shown)
    p.text(below, "{w}", w=line.below, size=TAG, role="dim", align="center", alpha=shown)


def _headline(beat: str, s: SpeculationFacts) -> Headline | None:
    turn, xs = s.turn, column_xs(s.turn)
    n, x, y = len(turn.guesses), float(xs[0] + xs[-1]) / 2, BOTTOM + 84
    if beat == "draft":
        words, below = (
            Phrase("{n} {n|guess|guesses}, {n} small {n|pass|passes}", n=n),
            Phrase("the target has not moved yet"),
        )
        return Headline(x, y, words, below, VALUE, "decode")
    if beat == "check":
        words, below = Phrase("one pass for all {n}", n=n + 1), Phrase("the weights are read once")
        return Headline(x, y, words, below, VALUE, "prefill")
    if beat == "verdict":
        words = Phrase("{n} {n|token|tokens} for one read of the weights", n=len(turn.texts))
        below = Phrase("kept {k}, and the target's own", k=turn.accepted)
        return Headline(MIDDLE, FOOT, words, below, CAPTION, "ink")
    return None
