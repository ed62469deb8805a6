"""The terms of the achieved model, and what each one stands for.

A term is a mechanism; its rows are formulas over the ideal ledger's work and the constants of
assets/specs/achieved.json. The fit runs these very formulas, so what is fitted is what is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tourapp import specs
from tourapp.errors import DamagedFileError
from tourapp.quantity import Quantity

TermPhase = Literal["decode", "prefill"]

TERMS: dict[str, str] = {
    "weights": "weights are read at a share of the bandwidth or multiplied at a share of the peak, the longer of both",
    "experts": "of the routed experts those that a pass touches are read; real routing is uneven and touches fewer",
    "attention": "the cache is read at a share of the bandwidth; with more GPUs than KV heads each holds a copy",
    "exchange": "each token's copies for its experts are written and read again, before the experts and after them",
    "all_reduce": "GPUs that share a layer add up their parts twice a layer",
    "launch": "kernels of a layer start one after another, and each waits for the last",
    "expert_launch": "routing, sorting and gathering are kernels of their own in a layer with experts",
    "latent_launch": "latent attention is a chain of small kernels; in prefill the host starts them one by one",
    "sequences": "the host prepares every sequence and takes its token, each step",
    "other_prompts": "while one answer is written the prompts of the others are read between its tokens",
}
"""Each term's reason. Any of them can be switched off (`without`)."""


@dataclass(frozen=True, slots=True)
class AchievedRow:
    """One row beside the ideal ledger: its term, the phase whose work it is, its operator ("" for a term that is none)
    and its time in s."""

    term: str
    phase: TermPhase
    op: str
    seconds: Quantity

    @property
    def why(self) -> str:
        """The mechanism, and the constants it was given with where they come from."""
        told = [
            f"{q.source.title if q.source else q.name}: {q.value:.3g} {q.unit}, {q.source.date if q.source else ''}"
            for q in constants_of(self.seconds)
        ]
        return TERMS[self.term] + (f" ({'; '.join(told)})" if told else "")


def constants_of(number: Quantity) -> tuple[Quantity, ...]:
    """The constants of the achieved model among a number's inputs."""
    return tuple(q for q in number.inputs if q.id.startswith("achieved."))


@lru_cache(maxsize=64)
def constant(id: str) -> Quantity:
    """One constant by its id in assets/specs/achieved.json."""
    try:
        return specs.achieved_constants()[id].quantity()
    except KeyError:
        raise DamagedFileError("achieved.json", f"has no constant {id!r}") from None
