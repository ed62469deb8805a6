"""Labs: a learner predicts, locks, does the task, has it checked and writes a line. Pure state, no drawing, no window.

How to add one. (1) A folder here, `<id>/`, whose `__init__.py` binds `LAB`, a `kinds.Lab`: its case drawn from the
learner's seed (`seeds.Draw`), the guess, boxes with their truths, usual mistakes and hints, knobs with a goal where
there is a second task, and the line of the note. (2) A scene in `scenes/labs/<id>/` declared with
`id="lab_<id>"` and `lab="<id>"`: it draws its own left side and has `figures.lab_page` draw the rest from `f.lab`.
(3) Its line in `assets/tours/labs.json`. (4) Tests: the solution passes, the start fails, three mistakes get their
message (`tests/learning/labs/trial.py` does the first three steps for any lab).

Nothing here lists the labs: they are found by walking.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache, lru_cache

from tourapp.learning.labs.kinds import Box, Knob, Lab, LabVerdict, Mistake, Prediction
from tourapp.learning.labs.seeds import Draw
from tourapp.learning.labs.state import LabState, LabView

__all__ = [
    "Box",
    "Draw",
    "Knob",
    "Lab",
    "LabState",
    "LabVerdict",
    "LabView",
    "Mistake",
    "Prediction",
    "lab_ids",
    "lab_of",
]


@lru_cache(maxsize=1)
def lab_ids() -> tuple[str, ...]:
    """The ids of all labs."""
    return tuple(sorted(item.name for item in pkgutil.iter_modules(__path__) if item.ispkg))


@cache
def lab_of(id: str) -> Lab:
    """A lab by its id. KeyError where there is none."""
    if id not in lab_ids():
        raise KeyError(id)
    lab: Lab = importlib.import_module(f"{__name__}.{id}").LAB
    return lab
