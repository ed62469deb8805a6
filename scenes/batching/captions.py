"""The words of the batching scene that depend on what is simulated: a sentence for every outcome.

Not here: the captions themselves (`scene`), and the numbers in them (the world).
"""

from __future__ import annotations

from scenes.batching.facts import POLICY_NAMES, Comparison
from tourapp.authoring import Phrase, Picture

SHORT_NAMES = {"static": Phrase("Static"), "continuous": Phrase("Continuous"), "chunked": Phrase("Chunked prefill")}
WITHIN_NAMES = {"static": Phrase("static"), "continuous": Phrase("continuous"), "chunked": Phrase("chunked prefill")}
"""Short names at the beginning of a sentence, and within one."""
DEEDS = {
    "static": Phrase("locks the door until the whole batch is done"),
    "continuous": Phrase("decides again at every token"),
    "chunked": Phrase("lets long prompts in a piece at a time"),
}
NEXT_IN = {
    "static": Phrase("the next batch waits for the longest"),
    "continuous": Phrase("a freed slot is taken in the very next step"),
    "chunked": Phrase("a freed slot is taken at once, and a long prompt takes several steps to enter"),
}
ALL_WORK = 0.999
"""Busy share from which a batch counts as leaving nothing idle."""


def fill_captions(p: Picture, facts: Comparison) -> None:
    """Values for the fields of all captions and notes."""
    holds, rest, where = who_is_held(facts)
    numbers, batch = facts.numbers, facts.waiting
    p.fill(
        step=facts.read.step,
        each=facts.read.each,
        cache=facts.read.cache,
        total=facts.read.total,
        takes=facts.step_takes,
        slots=facts.a.slots,
        requests=len(facts.a.output),
        name_a=POLICY_NAMES[facts.policy_a],
        name_b=POLICY_NAMES[facts.policy_b],
        does_a=DEEDS[facts.policy_a],
        does_b=DEEDS[facts.policy_b],
        next_a=NEXT_IN[facts.policy_a],
        next_b=NEXT_IN[facts.policy_b],
        holds=holds,
        rest=rest,
        where=where,
        mean=batch.mean if batch else numbers.mean,
        longest=batch.longest if batch else numbers.longest,
        share=batch.busy if batch else facts.a_numbers.busy,
        outcome=outcome(facts),
        lost=what_is_lost(facts),
        made=what_is_made(facts),
    )


def outcome(facts: Comparison) -> Phrase:
    """The verdict on the two runs, as a sentence."""
    numbers, name = facts.numbers, POLICY_NAMES[facts.policy_b]
    if facts.policy_a == facts.policy_b:
        return Phrase("Both policies are the same here.")
    if numbers.verdict == "tie":
        return Phrase("Here it is a tie.")
    if numbers.verdict == "sooner":
        return Phrase("{name} is done {times} sooner.", name=name, times=numbers.times)
    return Phrase("{name} is done {times} later.", name=name, times=numbers.times)


def what_is_lost(facts: Comparison) -> Phrase:
    """What the slots do; with requests that still arrive, what those wait instead: idle slots say little then."""
    a, b = facts.a_numbers, facts.b_numbers
    names = {"name": SHORT_NAMES[facts.policy_a], "other": WITHIN_NAMES[facts.policy_b]}
    if facts.closed:
        words = "{name} keeps {busy} of the slots busy, {other} {busy_other}."
        return Phrase(words, busy=a.busy, busy_other=b.busy, **names)
    words = "{name} makes the median request wait {wait} steps for a slot, {other} {wait_other}."
    return Phrase(words, wait=a.wait_median, wait_other=b.wait_median, **names)


def what_is_made(facts: Comparison) -> Phrase:
    """That the work is the same."""
    if facts.all_made:
        return Phrase("Both make all {n}.", n=facts.numbers.asked)
    return Phrase("They do not make the same number of tokens.")


def who_is_held(facts: Comparison) -> tuple[Phrase, Phrase, Phrase]:
    """What the slowest answer does, what that leaves, and of which answers it is told."""
    batch = facts.waiting
    if batch is None:
        free = Phrase("A slot is refilled when it falls free.")
        return Phrase("holds nobody up"), free, Phrase("Over the whole run")
    if batch.busy < ALL_WORK:
        return Phrase("holds everyone"), Phrase("The rest is idle."), Phrase("In this batch")
    return Phrase("is like all others"), Phrase("Nothing is idle."), Phrase("In this batch")
