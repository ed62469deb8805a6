"""The picture of the seventh beat: conversations at once are not people. A crowd of whom a few talk at any moment."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_users.facts import UsersFacts
from scenes.spine.s_users.places import LEFT, USUAL
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE
from tourapp.figures.equation_line import EquationTerm, draw_equation, equation_size

ACROSS, DOWN = 40, 9
STEP = (22.2, 30.0)
PLACES = ACROSS * DOWN
CHANGE = 1.6
"""Seconds for which the same ones talk."""


def draw_people(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """Little's law in one line, the number of people, and the crowd: each light talks for its share of the time."""
    people, x, y = facts.asked.people, LEFT.x, LEFT.y
    if people is None:
        p.text((x - 6, y + 160), "nobody", size=FIGURE_HUGE, weight=700, role="waste")
        p.text((x, y + 222), "Where not one conversation fits, nobody is served.", size=LINE)
        _draw_quiet(f, p, places(PLACES))
        return
    told, law = f.cue("people.told"), f.cue("people.law")
    p.text((x - 6, y + 150), "{v}", v=people.people, size=FIGURE_HUGE, weight=700, alpha=told)
    words = Phrase("people, if each asks {z} after an answer", z=people.think)
    p.text((x, y + 208), words, size=LINE, alpha=told)
    terms = [
        EquationTerm(Phrase("{n} at once", n=facts.asked.here.users), facts.asked.here.users, "ink", law),
        EquationTerm("/"),
        EquationTerm(Phrase("{v} each", v=people.stay), people.stay, "decode", law),
        EquationTerm("="),
        EquationTerm(Phrase("{v}", v=people.rate), people.rate, "ink", law),
    ]
    gain = f.rail.stand.words_gain
    size = equation_size(terms, LEFT.w, gain)
    if size is not None:
        draw_equation(p, (x, y + 274), terms, size=size, alpha=0.25 + 0.75 * law, part="law", gain=gain)
    if gain <= USUAL:
        said = "Little's law: at once = rate × time. Times are achieved."
        p.text((x, y + 312), said, size=LABEL, role="dim", alpha=law)
    _draw_crowd(f, p, facts, float(people.people.value))


def _draw_crowd(f: Frame, p: Picture, facts: UsersFacts, count: float) -> None:
    """All places, and those who talk now; the share that talks is the true one."""
    at = places(PLACES)
    shown = min(PLACES, max(int(count), 1))
    talking = round(shown * min(facts.users / max(count, 1.0), 1.0))
    turn = 0 if f.still else int(f.clock / CHANGE)
    order = np.random.default_rng(turn).permutation(shown)
    lit = order[: max(talking, 1)]
    quiet = np.setdiff1d(np.arange(shown), lit)
    _draw_quiet(f, p, at[quiet])
    p.sprites(at[lit], 24.0, "good", kind="dot", additive=False, alpha=f.cue("people.crowd"))


def places(count: int) -> np.ndarray:
    """Places [n, 2] of the first ones of the crowd."""
    place = np.arange(count)
    return np.stack([LEFT.x + 12 + STEP[0] * (place % ACROSS), LEFT.y + 356 + STEP[1] * (place // ACROSS)], 1)


def _draw_quiet(f: Frame, p: Picture, at: np.ndarray) -> None:
    breath = 0.34 + 0.05 * np.sin(f.clock * 1.3 + at[:, 0] * 0.02 + at[:, 1] * 0.03)
    p.sprites(at, 13.0, "ink", kind="dot", additive=False, alpha=breath * f.cue("people.crowd"))
