"""The second task: four blocks in an order that gives what the engine gives."""

from __future__ import annotations

from typing import Any

import numpy as np

from tourapp.learning.labs.kinds import Hints, Knob, LabVerdict
from tourapp.learning.labs.sampler.case import BLOCKS, CUT_K, CUT_P, DRAWS, HEAT, SHARES, SamplerCase
from tourapp.learning.labs.state import LabState
from tourapp.words import Phrase

TITLE = Phrase("Build the chain")
WORDS: dict[str, Phrase] = {
    HEAT: Phrase("temperature"),
    CUT_K: Phrase("top-k"),
    SHARES: Phrase("shares to one"),
    CUT_P: Phrase("top-p"),
}
PLACES = ("first", "second", "third", "fourth")
START = (CUT_P, CUT_K, SHARES, HEAT)
RIGHT = (HEAT, CUT_K, SHARES, CUT_P)
SAME = 1e-9
"""How far odds may be apart and still be the same."""


def _shown(value: Any) -> Phrase:
    return WORDS[value]


def _knob(place: int, label: Phrase) -> Knob:
    return Knob(PLACES[place], label, lambda _case: BLOCKS, lambda _case: START[place], _shown)


KNOBS = (_knob(0, Phrase("1st")), _knob(1, Phrase("2nd")), _knob(2, Phrase("3rd")), _knob(3, Phrase("4th")))


def order_of(knobs: Any) -> tuple[str, ...]:
    """The blocks as they are set."""
    return tuple(knobs.get(place, START[number]) for number, place in enumerate(PLACES))


def goal(case: SamplerCase, state: LabState) -> LabVerdict:
    """Kept ids and odds as the engine's; a wrong order is told by the first candidate on which it differs."""
    order = order_of(state.knobs)
    if len(set(order)) < len(BLOCKS):
        return LabVerdict(False, Phrase("One block stands there twice: each is needed once."), next_hint=1)
    mine, engine = case.chain(order), case.odds.final
    differ = np.flatnonzero((mine > 0) != (engine > 0))
    if len(differ):
        first = int(differ[0])
        told = {"n": first + 1, "word": case.word(first)}
        if mine[first] > 0:
            words = Phrase("Your chain keeps number {n}, “{word}”; the engine does not.", **told)
        else:
            words = Phrase("The engine keeps number {n}, “{word}”; your chain does not.", **told)
        return LabVerdict(False, words, case.word(first), None, 1)
    apart = np.flatnonzero(np.abs(mine - engine) > SAME)
    if len(apart):
        told = {"word": case.word(int(apart[0]))}
        words = Phrase("The same are kept, but “{word}” has another share.", **told)
        return LabVerdict(False, words, "", None, 2)
    return LabVerdict(True, Phrase("Kept and shares are the engine's."), next_hint=0)


def goal_words(_case: SamplerCase) -> Phrase:
    """What stands on the button."""
    return Phrase("Run the chain")


def goal_hints(_case: SamplerCase) -> Hints:
    """Where to look, the relation, and a gap."""
    return (
        Phrase("Look at what top-p is measured on."),
        Phrase("Heat changes every share, so it comes before what counts shares; top-p measures what top-k left."),
        Phrase("temperature, top-k, …, top-p"),
    )


def solve(_case: SamplerCase) -> dict[str, Any]:
    """The engine's own order."""
    return dict(zip(PLACES, RIGHT, strict=True))


def note(case: SamplerCase, _state: LabState) -> Phrase:
    """The row on which the order decided."""
    words: dict[str, Any] = {"t": case.temperature, "k": case.top_k, "p": case.top_p, "n": case.kept}
    words["other"] = int((case.chain((CUT_P, CUT_K, SHARES, HEAT)) > 0).sum())
    words["fit"] = fit_words(case)
    return Phrase(
        "Temperature {t:.1f}, top-k {k}, top-p {p:.1f}: {n} are left; with top-p first it would be {other}. {fit}",
        **words,
    )


def fit_words(case: SamplerCase) -> Phrase:
    """Whether a thousand draws fit the shares of the chain."""
    test = case.draws
    told = {"n": DRAWS, "chi": f"{test.statistic:.2f}", "f": test.freedom}
    if test.passes:
        return Phrase("{n} draws: χ² = {chi}, {f} {f|degree|degrees} of freedom, passes at 1 %.", **told)
    return Phrase("{n} draws: χ² = {chi}, {f} {f|degree|degrees} of freedom, misses 1 %: one seed in 100 does.", **told)
