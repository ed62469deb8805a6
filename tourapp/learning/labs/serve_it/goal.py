"""The second task: machines and a batch that meet every limit within the budget, a quarter above the cheapest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, astuple
from typing import Any

from tourapp import specs
from tourapp.learning.labs.kinds import Hints, Knob, LabVerdict
from tourapp.learning.labs.serve_it.case import ServeCase, dollars
from tourapp.learning.labs.serve_it.offers import BATCHES, BITS, COUNTS, PRICES, REPLICAS, Machines, MachineTrial
from tourapp.learning.labs.state import LabState
from tourapp.words import Phrase

TITLE = Phrase("Now choose the machines")
START: dict[str, Any] = {"gpu": "a100-80gb-sxm", "gpus": 1, "bits": 16, "batch": 256, "replicas": 1}
BREAKS: dict[str, Phrase] = {
    "memory": Phrase("Weights and caches do not fit: fewer bits, more memory, or a smaller batch."),
    "link": Phrase("The link between these GPUs is not known here: take one, or another card."),
    "ttft": Phrase("The first token comes too late even without a wait: more arithmetic for the prompt."),
    "itl": Phrase("Tokens come too slowly: a smaller batch, more bandwidth, or fewer bits."),
    "replicas": Phrase(
        "Every limit of one answer is met, but not all of the traffic: more replicas, or a larger batch."
    ),
    "wait": Phrase("Prompts wait too long for their turn: one more replica shortens the line."),
    "heads": Phrase("So many GPUs do not divide the heads."),
}
NEXT: dict[str, Phrase] = {
    "memory": Phrase("memory was the tightest, so bits come next"),
    "itl": Phrase("the time between tokens was the tightest, so the batch comes next"),
    "replicas": Phrase("the traffic was the tightest, so replicas come next"),
    "wait": Phrase("the first token was the tightest, so replicas come next"),
}


def _number(value: Any) -> Phrase:
    return Phrase("{n}", n=int(value))


def _card(value: Any) -> Phrase:
    return Phrase("{name}", name=specs.gpu(value).name)


KNOBS = (
    Knob("gpu", Phrase("Card"), lambda _case: tuple(PRICES), lambda _case: START["gpu"], _card),
    Knob("gpus", Phrase("GPUs each"), lambda _case: COUNTS, lambda _case: START["gpus"], _number),
    Knob("bits", Phrase("Weight bits"), lambda _case: BITS, lambda _case: START["bits"], _number),
    Knob("batch", Phrase("Batch"), lambda _case: BATCHES, lambda _case: START["batch"], _number),
    Knob("replicas", Phrase("Replicas"), lambda _case: REPLICAS, lambda _case: START["replicas"], _number),
)


def way_of(knobs: Mapping[str, Any]) -> Machines:
    """The knobs as they are set."""
    return Machines(**{**START, **knobs})


def trial_of(case: ServeCase, knobs: Mapping[str, Any]) -> MachineTrial:
    """What the knobs, as they are set, come to."""
    return case.trial(*astuple(way_of(knobs)))


def goal(case: ServeCase, state: LabState) -> LabVerdict:
    """All limits met, within the budget."""
    tried = trial_of(case, state.knobs)
    if not tried.meets:
        return LabVerdict(False, BREAKS[tried.why], tried.why, next_hint=1)
    paid = {"m": dollars(case, tried.hour), "b": case.budget}
    if tried.hour > float(case.budget.value) + 0.005:
        words = Phrase("It serves, for {m} an hour: over the budget of {b}.", **paid)
        return LabVerdict(False, words, "", next_hint=2)
    return LabVerdict(True, Phrase("Served, for {m} an hour.", **paid), next_hint=0)


def goal_words(_case: ServeCase) -> Phrase:
    """What stands on the button."""
    return Phrase("Serve it")


def goal_hints(_case: ServeCase) -> Hints:
    """Where to look, the relation, and a gap."""
    return (
        Phrase("Look at the bar that passes its line: memory first, then tokens, then traffic, then the wait."),
        Phrase(
            "A larger batch carries more on the same machine, but each token waits for all; replicas only add traffic."
        ),
        Phrase("memory → time between tokens → batch → … → price"),
    )


def solve(case: ServeCase) -> dict[str, Any]:
    """The cheapest."""
    return asdict(case.best[1])


def note(case: ServeCase, state: LabState) -> Phrase:
    """What serves it, what it costs, and what was the tightest."""
    tried, way = trial_of(case, state.knobs), way_of(state.knobs)
    limits = [gauge for gauge in tried.gauges if gauge.what in NEXT]
    tight = max(limits, key=lambda gauge: gauge.share, default=None)
    words = {
        "model": case.model_name,
        "n": way.replicas,
        "g": way.gpus,
        "gpu": specs.gpu(way.gpu).name,
        "bits": way.bits,
        "batch": way.batch,
        "m": dollars(case, tried.hour),
        "tight": Phrase("nothing was tight") if tight is None else NEXT[tight.what],
    }
    return Phrase("{model} on {n} × {g} {gpu}, {bits} bit, batch {batch}: {m} an hour; {tight}.", **words)
