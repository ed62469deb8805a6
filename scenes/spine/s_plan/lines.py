"""The line of arithmetic on top of a beat: one constraint, whose numbers answer why, and below it what it says."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.spine.s_plan.facts import PlanFacts, over
from scenes.spine.s_plan.places import LEGEND_Y, LINE_Y
from tourapp.authoring import Phrase, Picture, Quantity
from tourapp.authoring.sizes import LABEL, TITLE
from tourapp.figures.equation_line import EquationTerm, draw_equation, equation_size

USUAL, LEGEND_GAIN, WIDE = 1.04, 1.3, 1376.0
"""Up to this gain of the words the line stands as it does; above the second its legend has no room; the line's room."""


@dataclass(frozen=True, slots=True)
class ConstraintLine:
    """Terms, what they say, and whether the constraint holds."""

    terms: tuple[EquationTerm, ...]
    legend: Phrase
    holds: bool


def sign(words: str) -> EquationTerm:
    """A sign between two numbers."""
    return EquationTerm(words)


def term(value: Quantity, role: str = "ink", lit: float = 0.0) -> EquationTerm:
    """A number."""
    return EquationTerm(Phrase("{v}", v=value), value, role, lit, key=value.symbol)


def draw_line(p: Picture, line: ConstraintLine, shown: float, gain: float = 1.0) -> None:
    """The line with its legend. gain: how much larger than usual words are painted; the line stands whole or not at
    all, and the legend where it has room below it."""
    if shown <= 0.004:
        return
    with p.group(opacity=shown, move=(0.0, 12.0 * (1.0 - shown))):
        size = TITLE if gain <= USUAL else equation_size(line.terms, WIDE, gain)
        if size is not None:
            draw_equation(p, (64.0, LINE_Y), line.terms, size=size, gain=gain)
        if gain > LEGEND_GAIN:
            return
        p.text((64.0, LEGEND_Y), line.legend, size=LABEL, role="dim")


def verdict(holds: bool) -> EquationTerm:
    """A mark at the end of a line, beside its colour."""
    return EquationTerm("✓" if holds else "✗", None, "good" if holds else "waste", 1.0)


def fit_line(facts: PlanFacts) -> ConstraintLine | None:
    """Memory: what the weights leave, over one conversation."""
    if facts.subject is None:
        return None
    fit = facts.subject.cell.fit
    if not facts.runs:
        terms: tuple[EquationTerm, ...] = (
            term(fit.weights),
            sign("+"),
            term(fit.one, "key"),
            sign(">"),
            term(fit.usable),
            verdict(holds=False),
        )
        return ConstraintLine(terms, Phrase("weights and one conversation exceed the usable memory"), False)
    terms = (
        *(sign("("), term(fit.usable), sign("−"), term(fit.weights), sign(")"), sign("÷"), term(fit.one, "key")),
        *(sign("="), term(fit.users, "good", 1.0)),
    )
    return ConstraintLine(terms, Phrase("usable memory less weights, over one conversation at its end"), True)


def speed_line(facts: PlanFacts) -> ConstraintLine | None:
    """Time between tokens: a step, and the prompts of others."""
    numbers = facts.numbers
    if numbers is None or float(numbers.between.value) == 0.0:
        return None
    step, others, whole = facts.gap_sum
    limit = facts.board.asked.between
    holds = not over(numbers.between, limit)
    terms = (
        *(term(step, "decode"), sign("+"), term(others, "prefill"), sign("=")),
        *(term(whole, "ink", 1.0), sign("≤" if holds else ">")),
        *(term(limit), verdict(holds)),
    )
    legend = Phrase("a step of {b} conversations, and the prompts of others read meanwhile", b=numbers.batch)
    return ConstraintLine(terms, legend, holds)


def prefill_line(facts: PlanFacts) -> ConstraintLine | None:
    """What one request costs a replica in time."""
    numbers = facts.numbers
    if numbers is None:
        return None
    prefill, steps, whole = facts.machine_sum
    terms = (
        *(term(prefill, "prefill", 1.0), sign("+"), term(steps, "decode"), sign("=")),
        *(term(whole), sign("→"), term(numbers.capacity)),
    )
    legend = Phrase("its prompt, and its part of the steps: the time of one replica for one request")
    return ConstraintLine(terms, legend, True)


def load_line(facts: PlanFacts) -> ConstraintLine | None:
    """Replicas for the load."""
    numbers = facts.numbers
    if numbers is None:
        return None
    terms = (
        *(term(numbers.rate, "prefill"), sign("÷"), term(numbers.carries), sign("="), term(numbers.exact), sign("→")),
        term(numbers.replicas, "good", 1.0),
    )
    words = Phrase("requests that come, over what a replica is planned for with {h} kept free", h=numbers.headroom)
    if numbers.replicas.source is not None:
        words = Phrase("with fewer of them, or a larger batch, the first token comes too late")
    return ConstraintLine(terms, words, True)


def wait_line(facts: PlanFacts) -> ConstraintLine | None:
    """Time to the first token."""
    numbers = facts.numbers
    if numbers is None:
        return None
    *told, whole = facts.first_sum
    limit = facts.board.asked.first
    holds = not over(numbers.first, limit)
    roles = ("waste", "decode", "prefill", "weights")
    terms: list[EquationTerm] = []
    for each, role in zip(told, roles, strict=True):
        if (float(each.value) == 0.0 and each is told[-1]) or (each is told[0] and facts.wait_unknown):
            continue
        terms += [sign("+")] * bool(terms) + [term(each, role)]
    terms += [sign("="), term(whole, "ink", 1.0)]
    terms += [sign("≤" if holds else ">"), term(limit), verdict(holds)]
    legend = Phrase("waiting in line, the step that runs, its prompt, the host")
    if facts.wait_unknown:
        legend = Phrase("the step that runs, its prompt, the host; the wait is not known")
    return ConstraintLine(tuple(terms), legend, holds)
