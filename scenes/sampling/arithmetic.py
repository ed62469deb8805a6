"""The card at the rail's foot: score, softmax and rescaling of one token, with its real numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Quantity, Rail, derive

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TokenChoice

ALL_KEPT = 0.999999
"""From this share of the odds on, the cut takes nothing worth a line."""


def odds_quantity(choice: TokenChoice, place: int, word: str) -> Quantity:
    """The odds of the draw of a listed token, derived from its score step by step."""
    if not choice.kept[place]:
        return Quantity(float(choice.final[place]), "share", Phrase("odds of {token} (cut)", token=word), "q")
    if choice.params.temperature == 0:
        name = Phrase("odds of {token} (highest score)", token=word)
        return Quantity(float(choice.final[place]), "share", name, "q")
    before = derive(
        Phrase("odds of {token} before the cut", token=word),
        "p",
        "share",
        "e ** ((s - m) / T) / Z",
        Quantity(math.e, "1", "Euler's number", "e"),
        Quantity(float(choice.scores[place]), "1", Phrase("score of {token}", token=word), "s"),
        Quantity(float(choice.scores[0]), "1", "highest score", "m"),
        Quantity(choice.params.temperature, "1", "temperature", "T"),
        Quantity(choice.denominator, "1", "the same sum over every token", "Z"),
    )
    share = Quantity(choice.kept_share, "share", "odds that survive the cut", "K")
    return derive(Phrase("odds of {token} in the draw", token=word), "q", "share", "p / K", before, share)


def draw_arithmetic(rail: Rail, choice: TokenChoice, place: int, word: str) -> None:
    """Of the listed token at `place`; nothing for one beyond the list (-1)."""
    if place < 0:
        return
    own, best = (round(float(choice.scores[at]), 2) for at in (place, 0))
    heated = float(choice.heated[place])
    rail.why(
        Phrase("Why {token}?", token=word),
        _lines(choice),
        odds_quantity(choice, place, word),
        s=own,
        m=best,
        gap=own - best,  # of the printed scores: the line must add up as it stands
        t=choice.params.temperature,
        z=Quantity(choice.denominator, "1"),
        up=Quantity(heated * choice.denominator, "1"),
        h=Quantity(heated, "share"),
        k=Quantity(choice.kept_share, "share"),
        q=Quantity(float(choice.final[place]), "share"),
    )


def _lines(choice: TokenChoice) -> list[tuple[str, str]]:
    """Templates and roles: greedy, with everything kept, or with a cut."""
    if choice.params.temperature == 0:
        return [("highest score {s:.2f}", "prefill"), ("T = {t:.0f}: it is always taken", "decode")]
    if choice.kept_count == choice.vocabulary or choice.kept_share > ALL_KEPT:
        return [
            ("{s:.2f} − {m:.2f} = {gap:.2f}", "prefill"),
            ("e^({gap:.2f} ÷ {t:.2f}) = {up}", "dim"),
            ("÷ sum {z} = {q}", "decode"),
        ]
    return [
        ("{s:.2f} − {m:.2f} = {gap:.2f}", "prefill"),
        ("e^({gap:.2f} ÷ {t:.2f}) ÷ {z} = {h}", "dim"),
        ("÷ {k} kept = {q}", "decode"),
    ]
