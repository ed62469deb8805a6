"""What a class is asked: how many conversations one replica may run at once, and so which constraint binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.spine.s_plan.facts import PlanFacts, facts_of, over
from tourapp.authoring import Ask, AskOption, Frame, LiveOptions, Phrase, Quantity, mixed

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PlanAsked, PlanSubject


def _truth(f: Frame) -> Quantity:
    """The batch that is taken; 1 where nothing could be searched."""
    numbers = facts_of(f).numbers
    return Quantity(1, "1", "sequences in the batch") if numbers is None else numbers.batch


def _options(f: Frame) -> tuple[AskOption, ...]:
    """One constraint each, as the batch that it alone would let run."""
    facts = facts_of(f)
    subject, asked = facts.subject, facts.board.asked
    if subject is None:
        return mixed(_plain(_truth(f), "one"), [_plain(_times(k), "more") for k in (2, 4, 8)], seed=5)
    limits, numbers = subject.limits, subject.numbers
    told = _wrong(subject, asked)
    right = AskOption(
        numbers.batch,
        facts.binding_words(),
        Phrase("{v} is what the first constraint to bind allows.", v=numbers.batch),
        told[facts.binding][2] if facts.binding in ("memory", "first") else _gap_line(facts),
    )
    wrong = [AskOption(limits[name], *told[name]) for name in told if name != facts.binding]
    wrong += [_plain(Quantity(max(1, int(numbers.batch.value)) * k, "1", "a guess"), "a round guess") for k in (3, 7)]
    return mixed(right, [each for each in wrong if each.number > 0], seed=5)


def _gap_line(facts: PlanFacts) -> Phrase:
    """Step and prompts of others beside what is promised."""
    numbers, gap = facts.known, facts.board.asked.between
    told = {"step": numbers.step, "others": numbers.others, "gap": gap}
    if over(numbers.between, gap):
        return Phrase("{step} + {others} > {gap}", **told)
    return Phrase("{step} + {others} ≤ {gap}", **told)


def _wrong(subject: PlanSubject, asked: PlanAsked) -> dict[str, tuple[Phrase, Phrase, Phrase]]:
    """Words of every limit: in short, why it misleads, and its line."""
    limits, numbers = subject.limits, subject.numbers
    return {
        "memory": (
            Phrase("memory binds"),
            Phrase("{v} would fit; a promise breaks before memory is full.", v=limits["memory"]),
            Phrase("({u} − {w}) / {one}", u=numbers.fit.usable, w=numbers.fit.weights, one=numbers.fit.one),
        ),
        "alone": (
            Phrase("the step alone binds"),
            Phrase("Whoever said {v} forgot the prompts of others between two tokens.", v=limits["alone"]),
            Phrase("only a step within {gap}", gap=asked.between),
        ),
        "load": (
            Phrase("money: the load is met"),
            Phrase("{v} would carry the load; nothing is gained by stopping there.", v=limits["load"]),
            Phrase("{rate} over the replicas", rate=numbers.rate),
        ),
        "first": (
            Phrase("the first token binds"),
            Phrase("The first token would still be in time with {v}.", v=limits["first"]),
            Phrase("within {first}", first=asked.first),
        ),
        "between": (
            Phrase("the gap binds"),
            Phrase("{v} would keep the gap; something else binds before.", v=limits["between"]),
            Phrase("step and prompts within {gap}", gap=asked.between),
        ),
    }


def _plain(value: Quantity, words: str) -> AskOption:
    return AskOption(value, Phrase(words), Phrase("{v} comes from no constraint.", v=value), Phrase("{v}", v=value))


def _times(factor: int) -> Quantity:
    return Quantity(factor, "1", "a guess")


ASKS = {
    "speed": Ask(
        "How many conversations may one replica run at once, and what stops it?",
        _truth,
        note="Memory has room for {users}; {gap} between tokens are promised.",
        options=LiveOptions(4, _options),
        lands=0.62,
        fields=lambda f: {"users": _room(f), "gap": facts_of(f).board.asked.between},
    )
}


def _room(f: Frame) -> Quantity:
    numbers = facts_of(f).numbers
    return Quantity(0, "1", "conversations that fit") if numbers is None else numbers.fit.users
