"""The second task: machines that meet every limit, at no more than a quarter above the cheapest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tourapp import specs
from tourapp.learning.labs.kinds import Hints, Knob, LabVerdict
from tourapp.learning.labs.serve_it.case import BITS, COUNTS, GOOD, PRICES, REPLICAS, MachineTrial, ServeCase
from tourapp.learning.labs.state import LabState
from tourapp.quantity import Quantity
from tourapp.words import Phrase

TITLE = Phrase("Now choose the machines")
START: dict[str, Any] = {"gpu": "a100-80gb-sxm", "gpus": 1, "bits": 16, "replicas": 1}
BREAKS: dict[str, Phrase] = {
    "memory": Phrase("The weights do not fit: more memory, or fewer bits."),
    "link": Phrase("The link between these GPUs is not known here: take one, or another card."),
    "ttft": Phrase("The first token comes too late: more arithmetic for the prompt."),
    "itl": Phrase("Tokens come too slowly: more bandwidth, or fewer bits."),
    "load": Phrase("The load is too much for any number of these."),
    "wait": Phrase("Prompts wait too long for their turn."),
    "budget": Phrase("Over the budget."),
    "replicas": Phrase("Every limit is met, but not for all of the traffic: more replicas."),
    "heads": Phrase("So many GPUs do not divide the heads."),
}
NEXT: dict[str, Phrase] = {
    "memory": Phrase("memory was the tightest"),
    "ttft": Phrase("the first token was the tightest"),
    "itl": Phrase("the time between tokens was the tightest"),
    "replicas": Phrase("the traffic was the tightest"),
}


def _number(value: Any) -> Phrase:
    return Phrase("{n}", n=int(value))


def _card(value: Any) -> Phrase:
    return Phrase("{name}", name=specs.gpu(value).name)


KNOBS = (
    Knob("gpu", Phrase("Card"), lambda _case: tuple(PRICES), lambda _case: START["gpu"], _card),
    Knob("gpus", Phrase("GPUs each"), lambda _case: COUNTS, lambda _case: START["gpus"], _number),
    Knob("bits", Phrase("Weight bits"), lambda _case: BITS, lambda _case: START["bits"], _number),
    Knob("replicas", Phrase("Replicas"), lambda _case: REPLICAS, lambda _case: START["replicas"], _number),
)


def trial_of(case: ServeCase, knobs: Mapping[str, Any]) -> MachineTrial:
    """What the knobs, as they are set, come to."""
    chosen = {**START, **knobs}
    return case.trial(chosen["gpu"], chosen["gpus"], chosen["bits"], chosen["replicas"])


def month(amount: float) -> Quantity:
    """USD a month."""
    return Quantity(
        round(amount), "USD", "price of a month", "D_m", id=f"lab.month({amount:.0f})", printed=f"${amount:,.0f}"
    )


def goal(case: ServeCase, state: LabState) -> LabVerdict:
    """All limits met, and a good price."""
    tried = trial_of(case, state.knobs)
    if not tried.meets:
        return LabVerdict(False, BREAKS[tried.why], tried.why, next_hint=1)
    if tried.month > GOOD * case.best[0] + 1e-6:
        words = Phrase("It serves, for {m} a month: a much cheaper way does too.", m=month(tried.month))
        return LabVerdict(False, words, "", next_hint=2)
    return LabVerdict(True, Phrase("Served, for {m} a month.", m=month(tried.month)), next_hint=0)


def goal_words(_case: ServeCase) -> Phrase:
    """What stands on the button."""
    return Phrase("Serve it")


def goal_hints(_case: ServeCase) -> Hints:
    """Where to look, the relation, and a gap."""
    return (
        Phrase("Look at the bar that passes its line: memory first, then the first token, then tokens."),
        Phrase("Fewer bits free memory and speed up every token; replicas only add traffic."),
        Phrase("memory → time between tokens → … → price"),
    )


def solve(case: ServeCase) -> dict[str, Any]:
    """The cheapest."""
    return dict(case.best[1])


def note(case: ServeCase, state: LabState) -> Phrase:
    """What serves it, what it costs, and what was the tightest."""
    tried = trial_of(case, state.knobs)
    chosen = {**START, **state.knobs}
    limits = [gauge for gauge in tried.gauges if gauge.what in NEXT]
    tight = max(limits, key=lambda gauge: gauge.share, default=None)
    words = {
        "model": case.model_name,
        "n": int(chosen["replicas"]),
        "g": int(chosen["gpus"]),
        "gpu": specs.gpu(chosen["gpu"]).name,
        "bits": int(chosen["bits"]),
        "m": month(tried.month),
        "tight": Phrase("nothing was tight") if tight is None else NEXT[tight.what],
    }
    return Phrase("{model} on {n} × {g} {gpu}, {bits} bit: {m} a month; {tight}.", **words)
