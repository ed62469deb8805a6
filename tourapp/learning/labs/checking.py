"""Whether what stands in a box is right: read as an expression, held against the truth, then against usual mistakes."""

from __future__ import annotations

import math

from tourapp.learning.expressions import ExpressionError, evaluate, in_unit
from tourapp.learning.labs.kinds import Box, LabVerdict, Mistake
from tourapp.learning.labs.state import GUESS, LabView
from tourapp.quantity.units import UnitError, scale
from tourapp.words import Phrase

CLOSE, CLOSER = 0.02, 0.005
"""How near to a usual mistake a number is taken for it, as a share; the second where a box wants it exactly."""
PREFIXES = (1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9)


def check_box(view: LabView, box: Box) -> LabVerdict:
    """The verdict on one box. It says the first thing that is wrong, not the answer."""
    text, case = view.text_in(box.id), view.case
    try:
        value = in_unit(text, box.unit, view.names)
    except ExpressionError as error:
        return LabVerdict(False, error.words, text, box=box.id)
    if box.fits(value, case):
        return LabVerdict(True, Phrase("Right."), text, box.truth(case), 0, box.id)
    rung = min(3, view.state.hints.get(box.id, 0) + 1)
    said = _mistake(box, value, view) or _distance(value, box.right(case))
    return LabVerdict(False, said, text, None, rung, box.id)


def _mistake(box: Box, value: float, view: LabView) -> Phrase | None:
    want = box.right(view.case)
    found: Mistake
    for found in box.mistakes:
        if near(value, found.value(view.case), CLOSE if box.rel > 0.0 else CLOSER):
            return found.words
    if any(near(value, want * factor) for factor in PREFIXES):
        return Phrase("The digits are right, the unit is not: the box is in {unit}.", unit=_shown(box.unit))
    if box.unit.endswith("B") and any(near(value, want * 1.024**power) for power in (-3, -2, -1, 1, 2, 3)):
        return Phrase("That counts in 1,024s: GB is a billion bytes, GiB is more.")
    return None


def _shown(unit: str) -> Phrase:
    return Phrase("{unit}", unit=unit)


def near(value: float, other: float, share: float = CLOSE) -> bool:
    """Whether a number is taken for another one."""
    return abs(value - other) <= share * abs(other) if other else abs(value) < 1e-12


def _distance(value: float, want: float) -> Phrase:
    """How far a number is off, without the answer."""
    if want == 0 or value == 0 or (value < 0) != (want < 0):
        return Phrase("Not yet: not even the sign is right.") if value * want < 0 else Phrase("Not yet.")
    ratio = abs(value / want)
    if ratio > 1.0:
        return Phrase("Too large, by a factor of {r}.", r=_rounded(ratio))
    return Phrase("Too small, by a factor of {r}.", r=_rounded(1.0 / ratio))


def _rounded(ratio: float) -> str:
    """A factor in two figures: it tells the size of the error, not the answer."""
    if ratio >= 100:
        return f"{float(f'{ratio:.1g}'):,.0f}"
    return f"{ratio:.2g}" if ratio >= 1.1 else "1.0+"


def check_guess(view: LabView) -> tuple[float | None, LabVerdict]:
    """The guess as a number; None with what is wrong with it."""
    text = view.text_in(GUESS)
    try:
        found = evaluate(text)
        value = float(found.value)
        if found.unit not in ("1", "times", "token"):
            value *= scale(found.unit, view.lab.guess.truth(view.case).unit)
    except ExpressionError as error:
        return None, LabVerdict(False, error.words, text, box=GUESS)
    except UnitError:
        return None, LabVerdict(False, Phrase("A plain number will do: leave the unit out."), text, box=GUESS)
    count = len(view.lab.guess.choices)
    if count and (not value.is_integer() or not 1 <= value <= count):
        return None, LabVerdict(False, Phrase("Choose one of them: 1 to {n}.", n=count), text, box=GUESS)
    if not math.isfinite(value) or value <= 0:
        return None, LabVerdict(False, Phrase("Guess a number above zero: a rough one will do."), text, box=GUESS)
    return value, LabVerdict(True, Phrase("Locked: nobody changes it any more."), text, box=GUESS)
