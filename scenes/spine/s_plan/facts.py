"""What the scene tells of: the plan that is followed, and whether it holds. Reads the world; draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Quantity, print_sum

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PlanBoard, PlanCell, PlanNumbers, PlanSubject

THIN = "\u2009"
"""Between a printed number and its unit."""
SECONDS = {"ms": 1e-3, "µs": 1e-6, "ns": 1e-9}
"""Of the units in which a time is printed."""


@dataclass(frozen=True, slots=True, eq=False)
class PlanFacts:
    """The board, and the plan that is followed through the beats: the best one, else the nearest miss."""

    board: PlanBoard

    @property
    def subject(self) -> PlanSubject | None:
        """The plan that is followed; None where nothing was searched."""
        return self.board.subject

    @property
    def numbers(self) -> PlanNumbers | None:
        """Its numbers."""
        return None if self.subject is None else self.subject.numbers

    @property
    def gap_sum(self) -> tuple[Quantity, ...]:
        """Step, prompts of others, and the time between tokens, printed so that they add up."""
        numbers = self.known
        if float(numbers.between.value) == 0.0:  # an answer of one token has no gap
            return numbers.step, numbers.others, numbers.between
        return _sum((numbers.step, numbers.others), numbers.between)

    @property
    def machine_sum(self) -> tuple[Quantity, ...]:
        """Prompt, part of the steps, and a replica's time for a request, printed so that they add up."""
        numbers = self.known
        return _sum((numbers.prefill, numbers.steps), numbers.machine)

    @property
    def first_sum(self) -> tuple[Quantity, ...]:
        """Wait, step, prompt, host, and the time to the first token, printed so that they add up."""
        numbers = self.known
        parts = (numbers.wait, numbers.step, numbers.prefill, numbers.host)
        told = _sum(parts, numbers.first)
        if _rounded_as_printed(told[2]):
            return told
        finer, whole = print_sum(parts, numbers.first, decimals=_places(told[2]) + 1)
        return (*finer, whole)  # its prompt is one number in all beats: a digit more, and the sum needs no other

    @property
    def unsettled(self) -> bool:
        """Whether the run that tells the wait did not settle, or was not made."""
        return self.subject is None or self.subject.first_spread is None or not self.subject.settled

    @property
    def wait_unknown(self) -> bool:
        """Whether not even a bound of the wait is known: then nothing is printed for it."""
        return self.unsettled and float(self.known.wait.value) == 0.0

    @property
    def known(self) -> PlanNumbers:
        """The followed plan's numbers, where there is one."""
        assert self.subject is not None
        return self.subject.numbers

    @property
    def runs(self) -> bool:
        """Whether it fits and could run at all."""
        return self.subject is not None and int(self.subject.limits["memory"].value) >= 1

    def machine(self, cell: PlanCell) -> Phrase:
        """One replica of a cell in words."""
        return Phrase("{n} × {gpu}", n=cell.gpus, gpu=cell.gpu)

    def bits(self, cell: PlanCell) -> Phrase:
        """How it stores weights and cache."""
        return Phrase("{w}-bit weights, {k}-bit cache", w=cell.weight_bits, k=cell.kv_bits)

    @property
    def binding(self) -> str:
        """Which of the followed plan's limits binds, by its name in `limits`."""
        if self.subject is None:
            return ""
        return {"itl": "between", "ttft": "first"}.get(self.subject.cell.binding, self.subject.cell.binding)

    def binding_words(self) -> Phrase:
        """The same in words."""
        told = {
            "memory": Phrase("memory binds"),
            "between": Phrase("the gap binds"),
            "first": Phrase("the first token binds"),
        }
        return told.get(self.binding, Phrase("prompts bind"))


def _sum(parts: tuple[Quantity, ...], total: Quantity) -> tuple[Quantity, ...]:
    told, whole = print_sum(parts, total)
    return (*told, whole)


def _places(number: Quantity) -> int:
    """Decimals that a printed number has."""
    return len(number.printed.partition(THIN)[0].partition(".")[2])


def _rounded_as_printed(number: Quantity) -> bool:
    """Whether a printed time is the nearest to its value, rather than one step off so that a sum adds up."""
    words, _, unit = number.printed.partition(THIN)
    return f"{float(number.value) / SECONDS.get(unit, 1.0):,.{_places(number)}f}" == words


def facts_of(f: Frame) -> PlanFacts:
    """The facts of a frame."""
    return PlanFacts(f.world.plan)


def over(number: Quantity, limit: Quantity) -> bool:
    """Whether a number is above its limit."""
    return float(number.value) > float(limit.value) * (1 + 1e-9)
