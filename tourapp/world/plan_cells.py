"""One kind of replica in a plan, as a stage shows it: whether it holds, what it takes, what would mend it.

Values are the solver's, as quantities that can be asked "why?". Not here: which of them is the best.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp import specs
from tourapp.quantity import Quantity
from tourapp.quantity.origin import COMPUTED
from tourapp.sim.plan import MachinePlan
from tourapp.sim.plan.derived import FitNumbers, fit_numbers, plan_numbers
from tourapp.sim.plan.outcome import CONSTRAINTS
from tourapp.sim.plan.told import binding
from tourapp.words import Phrase
from tourapp.world.plan_words import MISSED_BY, dollars, mend_words


@dataclass(frozen=True, slots=True, eq=False)
class PlanCell:
    """One kind of replica. why: the constraint that broke first, "" where it holds; place: its rank from 0, None where
    it fails; filled: shares of its memory for weights, conversations of its batch, reserve; reason: why it
    fails, in words; mend: what would mend it."""

    id: str
    model: str
    gpu: str
    gpus: int
    weight_bits: int
    kv_bits: int
    why: str
    place: int | None
    binding: str
    fit: FitNumbers
    filled: tuple[float, float, float]
    batch: Quantity
    replicas: Quantity
    cards: Quantity
    month: Quantity
    between: Quantity
    reason: Phrase
    mend: Phrase | None

    @property
    def holds(self) -> bool:
        """Whether every constraint holds."""
        return self.place is not None


def plan_cell(plan: MachinePlan, row: int, place: int | None) -> PlanCell:
    """The cell at a place of the plan; place: its rank, None where it fails."""
    out, cell = plan.outcome, plan.cells[row]
    key = f"{cell.gpu}-{cell.gpus}-{cell.weight_bits}-{cell.kv_bits}"
    fit, batch = fit_numbers(plan, row), int(out.batch[row])
    memory = float(fit.memory.value)
    taken = min(float(batch * fit.one.value), max(float(fit.usable.value) - float(fit.weights.value), 0.0))
    repair = plan.mends[row] if row < len(plan.mends) else None
    batch_told, replicas, cards, month, between = _told(plan, row)
    return PlanCell(
        id=key,
        model=specs.model(cell.model).name,
        gpu=specs.gpu(cell.gpu).name.partition(",")[0],
        gpus=cell.gpus,
        weight_bits=cell.weight_bits,
        kv_bits=cell.kv_bits,
        why=CONSTRAINTS[int(out.why[row])],
        place=place,
        binding=binding(plan, row),
        fit=fit,
        filled=(float(fit.weights.value) / memory, taken / memory, 1.0 - plan.spec.usable),
        batch=batch_told,
        replicas=replicas,
        cards=cards,
        month=dollars(month),
        between=between,
        reason=MISSED_BY[CONSTRAINTS[int(out.why[row])]],
        mend=None if repair is None else mend_words(repair.what, repair.value, f"plan.mend.{key}"),
    )


def _told(plan: MachinePlan, row: int) -> tuple[Quantity, ...]:
    """Batch, replicas, GPUs, USD of a month and time between tokens, with what is behind them; bare where the plan was
    made in a hurry, to stand until the whole one is there."""
    if plan.mends:
        numbers = plan_numbers(plan, row)
        return numbers.batch, numbers.replicas, numbers.cards, numbers.month, numbers.between
    out = plan.outcome
    values = (int(out.batch[row]), int(out.replicas[row]), int(out.replicas[row]) * plan.cells[row].gpus)
    found = [Quantity(value, "1", "counted for the plan", source=COMPUTED) for value in values]
    month = Quantity(float(out.month[row]), "USD", "USD of a month", source=COMPUTED)
    return (*found, month, Quantity(float(out.itl[row]), "s", "time between tokens", source=COMPUTED))
