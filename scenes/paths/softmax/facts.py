"""What this stage tells of: which scores each beat shows, and how they are called. Reads the frame; draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, show_piece

if TYPE_CHECKING:
    from tourapp.authoring.kinds import NamedScores, SoftmaxNumbers

OWN, MINE, LOGITS, ROW = "own", "mine", "logits", "row"
"""Whose scores: those of the beat, those of the sliders, three logits, three of a row of attention."""
SLIDERS = ("score_1", "score_2", "score_3")
PLENTY = 0.995
"""A share from here on is all of it to the eye."""


def numbers(f: Frame) -> SoftmaxNumbers:
    """The facts of a frame."""
    return f.world.softmax_numbers


def scores_of(f: Frame, own: str = MINE) -> NamedScores:
    """The three scores that a beat shows; own: whose, unless others are chosen."""
    whose = own if f["soft_source"] == OWN else str(f["soft_source"])
    if whose == MINE:
        return numbers(f).mine(tuple(float(f[name]) for name in SLIDERS))
    return numbers(f).race if whose == LOGITS else numbers(f).best


def moving_scores(f: Frame, own: str = MINE) -> tuple[float, ...]:
    """The same, on their smooth way to where a slider has been set."""
    whose = own if f["soft_source"] == OWN else str(f["soft_source"])
    if whose == MINE:
        return tuple(f.eased(name) for name in SLIDERS)
    return scores_of(f, own).scores


def name_of(told: NamedScores, place: int) -> Phrase:
    """What a score is called: its token, or its number."""
    if not told.texts:
        return Phrase("score {n}", n=place + 1)
    text = told.texts[place]
    return Phrase("{w}", w=text.strip() or show_piece(text))


def bits_of(f: Frame) -> int:
    """The precision that is chosen."""
    return int(f["precision"])


def offset_of(f: Frame) -> float:
    """What is added to all three."""
    return float(f["soft_offset"])


def lifted(f: Frame) -> NamedScores:
    """The scores with the offset."""
    return numbers(f).lifted(scores_of(f), offset_of(f))


def breaks(f: Frame) -> bool:
    """Whether the plain way ends in no numbers."""
    shares = numbers(f).raised(lifted(f).scores, bits_of(f), 1.0, False).shares
    return bool((shares != shares).any())
