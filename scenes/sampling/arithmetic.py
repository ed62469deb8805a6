"""The card at the rail's foot: score, softmax and rescaling of one token, with its real numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.sampling.token_words import Label
from tourapp.authoring import Phrase, Rail

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ChoiceNumbers

ALL_KEPT = 0.999999
"""From this share of the probability on, the cut takes nothing worth a line."""


def draw_arithmetic(rail: Rail, numbers: ChoiceNumbers, place: int, word: Label) -> None:
    """Of the listed token at `place`; nothing for one beyond the list (-1)."""
    if place < 0:
        return
    choice = numbers.choice
    own, best = (round(float(choice.scores[at]), 2) for at in (place, 0))
    result = numbers.probability(place, word)
    rail.why(
        Phrase("Why “{token}”?", token=word),
        _lines(numbers, place),
        result,
        s=own,
        m=best,
        gap=own - best,  # of the printed scores: the line must add up as it stands
        t=choice.params.temperature,
        z=numbers.denominator,
        up=numbers.power(place, word),
        h=numbers.before_cut(place, word),
        k=numbers.cuts.kept,
        q=result,
    )


def _lines(numbers: ChoiceNumbers, place: int) -> list[tuple[str, str]]:
    """Templates and roles: greedy, with everything kept, with a cut, or cut off."""
    choice = numbers.choice
    if choice.params.temperature == 0:
        taken = "T = {t:.0f}: it is always taken" if choice.kept[place] else "T = {t:.0f}: only the highest is taken"
        return [("score {s:.2f}, highest {m:.2f}", "prefill"), (taken, "decode")]
    if choice.kept_count == choice.vocabulary or choice.kept_share > ALL_KEPT:
        return [
            ("{s:.2f} − {m:.2f} = {gap:.2f}", "prefill"),
            ("e^({gap:.2f} ÷ {t:.2f}) = {up}", "dim"),
            ("÷ sum {z} = {q}", "decode"),
        ]
    return [
        ("{s:.2f} − {m:.2f} = {gap:.2f}", "prefill"),
        ("e^({gap:.2f}÷{t:.2f})÷{z}", "dim"),
        ("= {h}", "dim"),
        ("÷ {k} = {q}", "decode") if choice.kept[place] else ("cut off: it cannot be drawn", "waste"),
    ]
