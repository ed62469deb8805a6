"""World parts of speculation: the real run of draft and target, and what a pass costs on the scenario's machine.

`speculation` runs the small model here (or opens the shipped run); `speculation_cost` takes seconds from spec sheets,
with a smaller model of the same family as the draft. Not here: the rule (`engine.speculative`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tourapp import specs
from tourapp.engine.drafts import make_draft
from tourapp.engine.model_store import is_installed
from tourapp.engine.speculation_run import SHIPPED_TOKENS, SpeculationRun, matches, run_draft, shipped_run
from tourapp.sim.cost import cost
from tourapp.sim.speculation import speedup
from tourapp.world.declare import Block, choice, number
from tourapp.world.generation import GENERATION, sampling_params, shared_model
from tourapp.world.part import View, part
from tourapp.world.scenario import SCENARIO, scenario

DRAFTS = (("int4", "INT4"), ("int3", "INT3"), ("early-exit", "Early exit"), ("ngram", "n-gram"))
DRAFT_MODEL = "llama-3-8b"
"""Whose size stands for the draft on the large machine."""
SHORT = 256
"""Context of short chats, in tokens: with little cache to read, the math fills up sooner."""
BATCHES = np.unique(np.round(np.geomspace(1, 512, 73)))


@dataclass(frozen=True)
class SpeculationInputs(Block):
    """Who guesses, and how far ahead."""

    draft: str = choice("Draft", DRAFTS, "int4")
    gamma: int = number("Guesses per cycle γ", 1, 8, 4, role="decode")


@dataclass(frozen=True, slots=True)
class PassCosts:
    """Ideal seconds by batch [batches]: `compute` of one token per sequence, `memory` of one pass, `step` the larger of
    both, `draft` one step of the draft model. `at`: index of the chosen batch; `draft_name`: of the draft model."""

    batches: np.ndarray
    compute: np.ndarray
    memory: np.ndarray
    draft: np.ndarray
    at: int
    draft_name: str

    @property
    def step(self) -> np.ndarray:
        """Seconds of a plain decode pass."""
        return np.maximum(self.compute, self.memory)

    def cost(self, free: bool = False) -> np.ndarray:
        """Draft step over plain pass; zero for a draft that only looks back in the text."""
        return np.zeros_like(self.draft) if free else self.draft / self.step

    def verify(self, gamma: int) -> np.ndarray:
        """A checking pass over a plain one: gamma + 1 times the arithmetic, the same bytes."""
        return np.maximum((gamma + 1) * self.compute, self.memory) / self.step

    def speedup(self, alpha: float, gamma: int, free: bool = False) -> np.ndarray:
        """Expected tokens over the time of a cycle, by batch."""
        pairs = zip(self.cost(free), self.verify(gamma), strict=True)
        return np.array([speedup(alpha, gamma, float(c), float(v)) for c, v in pairs])


@part("speculation_cost", reads=SCENARIO)
def _speculation_cost(view: View) -> PassCosts:
    return _pass_costs(view, view.context)


@part("speculation_short", reads=SCENARIO)
def _speculation_short(view: View) -> PassCosts:
    return _pass_costs(view, SHORT)


def _pass_costs(view: View, context: int) -> PassCosts:
    batches = np.unique(np.append(BATCHES, float(view.batch)))
    target = cost(scenario(view, batch=batches, context=context)).decode
    draft = cost(scenario(view, batch=batches, context=context, model=DRAFT_MODEL)).decode
    seconds = np.asarray(target.step_seconds.value, float)
    parts = (target.compute_busy.value * seconds, target.memory_busy.value * seconds, draft.step_seconds.value)
    whole = [np.array(np.broadcast_to(np.asarray(values, float), batches.shape)) for values in parts]
    for array in (batches, *whole):
        array.flags.writeable = False
    math, memory, guess = whole
    return PassCosts(
        batches, math, memory, guess, int(np.searchsorted(batches, view.batch)), specs.model(DRAFT_MODEL).name
    )


_DRAFT: list[Any] = []


def _draft(name: str) -> Any:
    """The last draft made is kept: rounding the weights takes seconds."""
    if not _DRAFT or _DRAFT[0].name != name:
        _DRAFT[:] = []
        _DRAFT.append(make_draft(name, shared_model()))
    return _DRAFT[0]


@part("speculation", reads=(*GENERATION, "draft", "gamma"), slow=True, stand_in=shipped_run)
def _speculation(view: View) -> SpeculationRun:
    """Draft and target run on this request. Offline pictures prefer the shipped run of the very same settings;
    without an installed model it stands in, and the badge says so."""
    params = sampling_params(view)
    kept = shipped_run()
    same = matches(kept, view.prompt, view.chat, params, view.draft, view.gamma)
    if not is_installed() or (same and not view.live):
        return kept
    view.progress(0.0, "making the draft")
    tokens = min(view.answer_tokens, SHIPPED_TOKENS)
    run = run_draft(
        shared_model(),
        view.prompt,
        view.chat,
        params,
        _draft(view.draft),
        view.gamma,
        tokens,
        view.cancelled,
        lambda share: view.progress(share, "guessing and checking"),
    )
    return run if run.turns else kept
