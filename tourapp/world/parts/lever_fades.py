"""World part of where levers fade: what each gives one user, over the batch, by the full model. A lever whose letter
stops weighing comes down to the line at one, or below it.

Ideal times, or those at MFU and MBU where they are set; between GPUs with communication. Not here: the table at the
scenario's own batch (the part `levers`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.errors import UsageError
from tourapp.quantity import Quantity, derive
from tourapp.sim.cost import Scenario
from tourapp.sim.levers import Beside
from tourapp.sim.levers.figures import step_of
from tourapp.sim.levers.shifts import SHIFTS, NotHereError
from tourapp.words import Phrase
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

MOST, POINTS = 256, 48
"""The largest batch that is looked at, and how many batches."""
FEWER = {16: 8, 8: 4}


@dataclass(frozen=True, slots=True, eq=False)
class LeverFade:
    """One lever. factors [n]: what it gives one user at each of the board's batches; alone, crowded: the same at batch
    1 and at MOST."""

    id: str
    factors: np.ndarray
    alone: Quantity
    crowded: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class LeverFades:
    """batches [n], and a line for each lever that can be pulled here."""

    batches: np.ndarray
    lines: tuple[LeverFade, ...]

    def line(self, id: str) -> LeverFade | None:
        """A lever's line by its id."""
        return next((each for each in self.lines if each.id == id), None)


@part("lever_fades", reads=tuple(name for name in SCENARIO if name != "batch"))
def _lever_fades(view: PartView) -> LeverFades:
    """The same whatever the batch is: it is drawn over all of them."""
    asked = scenario(view, batch=1, mfu=view.mfu or 1.0, mbu=view.mbu or 1.0)
    batches = np.unique(np.round(np.geomspace(1, MOST, POINTS)))
    ids = (f"weights_{FEWER.get(asked.weight_bits, 8)}", f"kv_{FEWER.get(asked.kv_bits, 8)}", "mqa", "tp_double")
    places: tuple[int | np.ndarray, ...] = (1, MOST, batches)
    bases = {comm: _steps(asked, Beside(comm=comm), places) for comm in (False, True)}
    found = (_line(id, asked, places, bases[id == "tp_double"]) for id in ids)
    return LeverFades(batches, tuple(line for line in found if line is not None))


def _steps(asked: Scenario, beside: Beside, places: tuple[int | np.ndarray, ...]) -> list[Quantity | None]:
    """The step at each batch; None where the link is not known."""
    return [step_of(replace(asked, batch=batch), beside) for batch in places]


def _line(
    id: str, asked: Scenario, places: tuple[int | np.ndarray, ...], base: list[Quantity | None]
) -> LeverFade | None:
    turn = next(shift for shift in SHIFTS if shift.id == id).turn
    try:
        there = _steps(turn(asked), Beside(comm=id == "tp_double"), places)
    except (NotHereError, UsageError):
        return None
    alone, crowded, swept = (_times(*each) for each in zip(base, there, places, strict=True))
    if swept is None or alone is None or crowded is None:
        return None
    return LeverFade(id, np.asarray(swept.value, dtype=float), alone, crowded)


def _times(before: Quantity | None, after: Quantity | None, batch: int | np.ndarray) -> Quantity | None:
    """Step of the base over that with the lever, both at some batch; None where the link is not known."""
    if before is None or after is None:
        return None
    pair = (before.named(before.name, "x_1"), after.named(after.name, "x_2"))
    if isinstance(batch, int):
        return derive(Phrase("times as fast for one user, at batch {n}", n=batch), "r", "times", "x_1 / x_2", *pair)
    return derive(Phrase("times as fast for one user"), "r", "times", "x_1 / x_2", *pair)
