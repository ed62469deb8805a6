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
from tourapp.sim.levers.figures import figures_of
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


@part("lever_fades", reads=SCENARIO)
def _lever_fades(view: PartView) -> LeverFades:
    asked = scenario(view, mfu=view.mfu or 1.0, mbu=view.mbu or 1.0)
    batches = np.unique(np.round(np.geomspace(1, MOST, POINTS)))
    ids = (f"weights_{FEWER.get(asked.weight_bits, 8)}", f"kv_{FEWER.get(asked.kv_bits, 8)}", "mqa", "tp_double")
    found = (_line(id, asked, batches) for id in ids)
    return LeverFades(batches, tuple(line for line in found if line is not None))


def _line(id: str, asked: Scenario, batches: np.ndarray) -> LeverFade | None:
    turn = next(shift for shift in SHIFTS if shift.id == id).turn
    beside = Beside(comm=id == "tp_double")
    try:
        ends = [_times(asked, turn(asked), beside, batch) for batch in (1, MOST)]
        swept = _times(asked, turn(asked), beside, batches)
    except (NotHereError, UsageError):
        return None
    if swept is None or ends[0] is None or ends[1] is None:
        return None
    return LeverFade(id, np.asarray(swept.value, dtype=float), ends[0], ends[1])


def _times(asked: Scenario, there: Scenario, beside: Beside, batch: int | np.ndarray) -> Quantity | None:
    """Step of the base over that with the lever, both at some batch; None where the link is not known."""
    before = figures_of(replace(asked, batch=batch), beside).step
    after = figures_of(replace(there, batch=batch), beside).step
    if before is None or after is None:
        return None
    pair = (before.named(before.name, "x_1"), after.named(after.name, "x_2"))
    if isinstance(batch, int):
        return derive(Phrase("times as fast for one user, at batch {n}", n=batch), "r", "times", "x_1 / x_2", *pair)
    return derive(Phrase("times as fast for one user"), "r", "times", "x_1 / x_2", *pair)
