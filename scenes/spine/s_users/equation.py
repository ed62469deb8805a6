"""The equation of this question at the top of the stage: users = (U - W) / (s · κ), in letters and in live numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.places import BESIDE, CARD, EQUATION, EQUATION_W, USUAL
from tourapp.authoring import Frame, Phrase, Picture, Quantity
from tourapp.authoring.sizes import LINE
from tourapp.figures.equation_line import SPACE, EquationTerm, draw_equation, equation_size

if TYPE_CHECKING:
    from tourapp.authoring.kinds import UsersAt

LIT: Mapping[str, tuple[str, ...]] = {
    "hook": ("n",),
    "weights": ("U", "W"),
    "one": ("s", "κ"),
    "divide": ("n",),
    "cliff": ("s",),
    "rescue": ("W", "κ", "U"),
    "people": ("n",),
}
TOLD = {"hook": "hook.told", "divide": "divide.told", "people": "people.told"}
"""Beats in which the result stands only once it was told; before `divide` it is not spoken of."""


def draw_users_equation(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """The line, with what the beat is about lit."""
    lit = LIT.get(f.beat_name, ())
    cue = TOLD.get(f.beat_name)
    told = 0.0 if f.beat_name in ("weights", "one") else f.cue(cue) if cue else 1.0
    at = facts.asked.long if f.beat_name == "cliff" and f.cue("cliff.told") > 0.0 else facts.asked.here
    value = at.exact if facts.room else at.users
    result = [EquationTerm("="), EquationTerm(Phrase("{v}", v=value), value, "good", 0.0, "n")]
    name, letters, numbers = _result(facts, lit, told), _letters(facts, lit), _numbers(facts, at, lit)
    gain = f.rail.stand.words_gain
    if gain > USUAL:
        _draw_large(
            p,
            ([name, *letters, *numbers], [name, EquationTerm("="), *numbers], [name, *letters[:-1]]),
            result,
            (told, gain),
        )
        return
    boxes = draw_equation(p, EQUATION, [name, *letters, *numbers], size=LINE)
    if told > 0.004:
        draw_equation(p, (boxes[-1].right + 8.0, EQUATION[1]), result, size=LINE, alpha=told)


def _draw_large(
    p: Picture, forms: Sequence[list[EquationTerm]], result: list[EquationTerm], shown: tuple[float, float]
) -> None:
    """Where words are large: all of the line, or its numbers, or its letters (without a result), or nothing; never a
    part of one. shown: how far the result is told, and the gain of the words."""
    told, gain = shown
    room = EQUATION_W if gain <= BESIDE else CARD.x - EQUATION[0] - 40.0
    for terms in forms:
        last = [] if terms is forms[-1] else result
        size = equation_size([*terms, *last], room, gain)
        if size is None:
            continue
        boxes = draw_equation(p, EQUATION, terms, size=size, gain=gain)
        if last and told > 0.004:
            at = (boxes[-1].right + SPACE * size * gain, EQUATION[1])
            draw_equation(p, at, last, size=size, alpha=told, gain=gain)
        return


def _term(name: str, words: Phrase, value: Quantity, lit: tuple[str, ...], role: str = "ink") -> EquationTerm:
    return EquationTerm(words, value, role, 1.0 if name in lit else 0.0, name)


def _result(facts: UsersFacts, lit: tuple[str, ...], told: float) -> EquationTerm:
    """What is asked for: it answers only once it was told."""
    value = facts.asked.here.exact if told > 0.0 else None
    return EquationTerm(Phrase("users"), value, "good", float("n" in lit), "n")


def _letters(facts: UsersFacts, lit: tuple[str, ...]) -> list[EquationTerm]:
    """= (U - W) / (s · κ) =."""
    asked = facts.asked
    return [
        EquationTerm("="),
        EquationTerm("("),
        EquationTerm("U", asked.usable, lit=float("U" in lit), key="U"),
        EquationTerm("−"),
        EquationTerm("W", asked.weights, lit=float("W" in lit), key="W"),
        EquationTerm(")"),
        EquationTerm("/"),
        EquationTerm("("),
        EquationTerm("s", asked.here.context, lit=float("s" in lit), key="s"),
        EquationTerm("·"),
        EquationTerm("κ", asked.kappa, "key", float("κ" in lit), "κ"),
        EquationTerm(")"),
        EquationTerm("="),
    ]


def _numbers(facts: UsersFacts, at: UsersAt, lit: tuple[str, ...]) -> list[EquationTerm]:
    """The same in numbers, up to the sign of the result."""
    asked = facts.asked
    return [
        EquationTerm("("),
        _term("U", Phrase("{v}", v=asked.usable), asked.usable, lit),
        EquationTerm("−"),
        _term("W", Phrase("{v}", v=asked.weights), asked.weights, lit),
        EquationTerm(")"),
        EquationTerm("/"),
        EquationTerm(Phrase("{v}", v=at.per_sequence), at.per_sequence, "key", float("κ" in lit or "s" in lit), "κ_s"),
    ]
