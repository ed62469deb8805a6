"""What a class is asked before the other policy runs: how much sooner all requests are done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenes.batching.facts import compare
from scenes.batching.panels import policy_panels
from tourapp.authoring import Ask, AskOption, Frame, Gates, Phrase, Quantity, derive

TIMES = (4.0, 2.0, 1.2)


def times_sooner(f: Frame) -> Quantity:
    """Steps of policy A over steps of policy B."""
    facts = compare(f.world)
    if facts.numbers.verdict != "later":
        return facts.numbers.times
    a, b = facts.a_numbers.steps, facts.b_numbers.steps
    return derive("how many times sooner B is done", "r", "times", f"{a.symbol} / {b.symbol}", a, b)


def gates(f: Frame) -> Gates:
    """On B's lanes, where its run would end; beside them the end of A's."""
    facts = compare(f.world)
    _, low = policy_panels(f, facts)
    ends = tuple(float(low.lanes.x(facts.a.steps / times)) for times in TIMES)
    return Gates(low.lanes.area, ends, float(low.lanes.x(facts.a.steps)))


def _fields(f: Frame) -> Mapping[str, Any]:
    facts = compare(f.world)
    lead = Phrase("Nobody waits at the door any more.")
    if facts.policy_b == "static":
        lead = Phrase("Here the door stays locked as well.")
    return {"lead": lead, "asked": facts.numbers.asked}


ASKS = {
    "gap": Ask(
        "{lead} How much sooner are all {requests} done?",
        times_sooner,
        note="Hands up: A, B or C. Each gate stands where the last request would end.",
        options=(
            AskOption(4.0, "a quarter", "A forgot that all {asked} still have to be made."),
            AskOption(2.0, "half the time", "B expected waste that these lengths do not make."),
            AskOption(1.2, "a little sooner", "C let the longest answer hold the others."),
        ),
        gates=gates,
        held=("refill", 0.045),
        sweep=2.4,
        fields=_fields,
        lands=0.2,
    )
}
