"""What the captions say: their verdicts come from the plan that is followed. Draws nothing."""

from __future__ import annotations

from scenes.spine.s_plan.facts import PlanFacts, over
from tourapp.authoring import Frame, Phrase, Picture

NOTHING = Phrase("No GPU that may be used has a price, so nothing was searched.")
GIVE = Phrase("Give the machine's GPU-hour a price above nothing.")

FIELDS = {
    "fit": ("fit_verdict", "fit_note"),
    "speed": ("speed_verdict", "speed_note"),
    "prefill": ("prefill_verdict", "prefill_note"),
    "load": ("load_verdict", "load_note"),
    "wait": ("wait_verdict", "wait_note"),
    "answer": ("answer_verdict", "answer_note"),
    "break": ("break_verdict", "break_note"),
}
"""What the caption and the second line of a beat are filled with."""


def fill_captions(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """Gives every field of the beat's captions its value."""
    if facts.subject is None:
        for fields in FIELDS.values():
            p.fill(**dict(zip(fields, (NOTHING, GIVE), strict=True)))
        return
    p.fill(spec_note=_spec(facts), say_note=_basis(facts))
    for name, made in (
        *(("fit", _fit), ("speed", _speed), ("prefill", _prefill), ("load", _load)),
        *(("wait", _wait), ("answer", _answer), ("break", _break)),
    ):
        verdict, note = made(facts)
        p.fill(**dict(zip(FIELDS[name], (verdict, note), strict=True)))


def _spec(facts: PlanFacts) -> Phrase:
    asked = facts.board.asked
    told = {"n": asked.prompt, "m": asked.answer, "first": asked.first, "gap": asked.between}
    if asked.users is not None:
        return Phrase(
            "{u} users, each with {n} in and {m} out: a first token in {first}, then one every {gap}.",
            u=asked.users,
            **told,
        )
    return Phrase(
        "{rate}, each with {n} in and {m} out: a first token in {first}, then one every {gap}.", rate=asked.rate, **told
    )


def _basis(facts: PlanFacts) -> Phrase:
    subject = facts.subject
    if not facts.board.fitted:
        return Phrase("Times follow the shares of math and bandwidth that were set, with communication counted.")
    if subject is not None and subject.inside:
        return Phrase("Times are the achieved model's, fitted on measured runs like this one.")
    return Phrase("Times are the achieved model's, fitted on measured runs; no run like this was measured.")


def _fit(facts: PlanFacts) -> tuple[Phrase, Phrase]:
    cells, subject = facts.board.cells, facts.subject
    assert subject is not None
    held = sum(cell.why != "memory" for cell in cells)
    if not facts.runs:
        told = Phrase("None of {n} kinds of replica holds the weights and one conversation.", n=len(cells))
        if held:
            told = Phrase("{h} of {n} kinds of replica hold the weights and one conversation.", h=held, n=len(cells))
        return told, Phrase(
            "On {m} with {bits} they do not fit.", m=facts.machine(subject.cell), bits=facts.bits(subject.cell)
        )
    verdict = Phrase("{h} of {n} kinds of replica hold the weights and one conversation.", h=held, n=len(cells))
    if held == len(cells):
        verdict = Phrase("All {n} kinds of replica hold the weights and one conversation.", n=len(cells))
    note = Phrase(
        "Framed: {m} with {bits} has room for {users} {users|conversation|conversations}.",
        m=facts.machine(subject.cell), bits=facts.bits(subject.cell), users=subject.cell.fit.users,
    )  # fmt: skip
    return verdict, note


def _speed(facts: PlanFacts) -> tuple[Phrase, Phrase]:
    numbers, limit = facts.numbers, facts.board.asked.between
    assert numbers is not None
    note = Phrase(
        "A step takes {step}; prompts of others add {others} between two tokens.",
        step=facts.gap_sum[0],
        others=facts.gap_sum[1],
    )
    if not facts.runs:
        return Phrase("It does not fit, so there is no batch to time."), note
    if over(numbers.between, limit):
        return Phrase("Even one conversation alone gets its tokens too slowly."), note
    if float(numbers.between.value) == 0.0:
        return Phrase("An answer of one token has no gap to keep."), note
    told = {"b": numbers.batch, "users": numbers.fit.users}
    if facts.binding == "memory":
        return Phrase("Memory binds: the {users} that fit may all run.", **told), note
    if facts.binding == "first":
        return Phrase("The first token binds: {b} of {users} may run at once.", **told), note
    return Phrase("The gap between tokens binds, not memory: {b} of {users} may run.", **told), note


def _prefill(facts: PlanFacts) -> tuple[Phrase, Phrase]:
    numbers = facts.numbers
    assert numbers is not None
    verdict = Phrase("Prompts take {share} of the machine's time.", share=numbers.share)
    if float(numbers.share.value) > 0.5:
        verdict = Phrase("Prompts take {share} of the time, although output is what is expensive.", share=numbers.share)
    note = Phrase(
        "One prompt takes {one} alone, {n} as long as a step for all.", one=facts.machine_sum[0], n=numbers.prompt_steps
    )
    return verdict, note


def _load(facts: PlanFacts) -> tuple[Phrase, Phrase]:
    numbers, subject = facts.numbers, facts.subject
    assert numbers is not None and subject is not None
    note = Phrase(
        "One finishes {x}; with {h} kept free it is planned for {c}.",
        x=numbers.capacity,
        h=numbers.headroom,
        c=numbers.carries,
    )
    if subject.cell.why == "load":
        return Phrase("The load is beyond ten thousand replicas."), note
    if numbers.replicas.source is not None:
        return Phrase("The first token, not the load, sets {r} {r|replica|replicas}.", r=numbers.replicas), note
    return Phrase("{r} {r|replica carries|replicas carry} {rate}.", r=numbers.replicas, rate=numbers.rate), note


def _wait(facts: PlanFacts) -> tuple[Phrase, Phrase]:
    numbers, subject, asked = facts.numbers, facts.subject, facts.board.asked
    assert numbers is not None and subject is not None
    told = {"share": asked.percentile, "first": numbers.first, "most": asked.first}
    verdict = Phrase("{share} of the first tokens come within {first}.", **told)
    if over(numbers.first, asked.first):
        verdict = Phrase("For {share} the first token takes {first}, more than {most}.", **told)
    note = Phrase("{wait} of it is waiting in line, by a run of many thousand prompts.", wait=facts.first_sum[0])
    if float(numbers.wait.value) == 0.0:
        note = Phrase("None of it is waiting in line: a replica is free for them at once.")
    if facts.unsettled:
        note = Phrase("{wait} of it is a bound of the wait: the run is unsettled.", wait=facts.first_sum[0])
        if facts.wait_unknown:
            note = Phrase("How long it waits in line is not known: the run is unsettled.")
    return verdict, note


def _answer(facts: PlanFacts) -> tuple[Phrase, Phrase]:
    numbers, board, subject = facts.numbers, facts.board, facts.subject
    assert numbers is not None and subject is not None
    if not board.holds:
        ways = board.relax[:2]
        if not ways:
            return Phrase("Nothing that was searched meets this."), Phrase("No target, loosened alone, is enough.")
        if len(ways) == 1:
            return Phrase("Nothing that was searched meets this."), Phrase("The nearest way out: {a}.", a=ways[0])
        return Phrase("Nothing that was searched meets this."), Phrase(
            "Two ways out: {a}, or {b}.", a=ways[0], b=ways[1]
        )
    verdict = Phrase("{n} {n|GPU carries|GPUs carry} it, for {month} a month.", n=numbers.cards, month=numbers.month)
    note = Phrase(
        "{held} of {all} kinds hold; this one is the cheapest, and {binding}.",
        held=len(board.best), all=len(board.cells), binding=facts.binding_words(),
    )  # fmt: skip
    return verdict, note


def _break(facts: PlanFacts) -> tuple[Phrase, Phrase]:
    board = facts.board
    if not board.holds:
        return Phrase("Nothing holds, so nothing can break."), Phrase("Loosen a target, and see what breaks first.")
    first = board.breaks[0] if board.breaks else None
    if first is None or first.change is None:
        return Phrase("Nothing that was tried breaks it."), Phrase("Every want was pushed far, one at a time.")
    up = float(first.change.value) > 0
    change = Phrase("+{v}", v=first.change) if up else Phrase("{v}", v=first.change)
    return Phrase("First to break: {what}, at {change}.", what=first.words, change=change), Phrase(
        "{then}.", then=first.then
    )
