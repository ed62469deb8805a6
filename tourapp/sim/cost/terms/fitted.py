"""One pass of a scenario at fitted efficiencies: its rows, and the time they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tourapp.quantity import Quantity, add_up
from tourapp.sim.cost.ledger import LedgerRow, Pass
from tourapp.sim.cost.operators import about
from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.terms.mechanisms import AchievedRow
from tourapp.sim.cost.terms.reach import link_of
from tourapp.sim.cost.terms.rows import operator_rows, overhead_rows
from tourapp.words import Phrase


@dataclass(frozen=True, slots=True)
class FittedPass:
    """rows: every operator and every overhead of the pass; seconds: their sum, in s."""

    rows: tuple[AchievedRow, ...]
    seconds: Quantity

    def beside(self, ledger: Sequence[LedgerRow]) -> tuple[LedgerRow, ...]:
        """The ledger's rows with the fitted time of each operator as the achieved one."""
        found = {row.op: row.seconds for row in self.rows if row.op}
        return tuple(replace(row, achieved_seconds=found.get(row.op, row.achieved_seconds)) for row in ledger)


def fitted_pass(scenario: Scenario, which: Pass, ledger: Sequence[LedgerRow]) -> FittedPass:
    """The ledger of a pass at fitted efficiencies, and what the ideal leaves out."""
    rows = (*operator_rows(scenario, which, ledger), *overhead_rows(scenario, which, link_of(scenario)))
    told = Phrase("a decode step" if which.phase == "decode" else "prefill")
    seconds = add_up(about("time of {what}, achieved", told), "t", "s", [row.seconds for row in rows])
    return FittedPass(rows, seconds)
