"""World parts of speculation: the real run of draft and target, and what a pass costs on the scenario's machine.

`speculation` opens the recorded run of these settings, or runs the small model here; `speculation_cost` takes seconds
from spec sheets, with a smaller model of the same family as the draft; `speculation_numbers` puts both together. Not
here: the rule (`engine.speculative`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp import specs
from tourapp.engine.drafts import make_draft
from tourapp.engine.hooks import Hooks
from tourapp.engine.model_store import is_installed
from tourapp.engine.speculation_grid import shipped_grid, shipped_run
from tourapp.engine.speculation_run import SHIPPED_TOKENS, Question, Rules, SpeculationRun, run_draft
from tourapp.errors import MissingError, UsageError
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import COMPUTED, RUN, SETTING
from tourapp.sim.cost import decode_alone
from tourapp.sim.speculation import expected_tokens
from tourapp.words import Phrase
from tourapp.world.declare import Block, choice, number
from tourapp.world.generation import GENERATION, own_model, sampling_params, shared_model
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

DRAFTS = (("int4", "INT4"), ("int3", "INT3"), ("early-exit", "Early exit"), ("ngram", "n-gram"))
DRAFT_MODEL = "llama-3-8b"
"""Whose size stands for the draft on the large machine."""
NOISE = 1e-12
"""Total variation below which two lists of probabilities are the same, to the digits of the arithmetic."""
SHORT = 256
"""Context of short chats, in tokens: with little cache to read, the math fills up sooner."""
BATCHES = np.array(sorted({*np.round(np.geomspace(1, 512, 73)).tolist()}))


@dataclass(frozen=True)
class SpeculationInputs(Block):
    """Who guesses, and how far ahead."""

    draft: str = choice("Draft", DRAFTS, "int4")
    gamma: int = number("Guesses per cycle γ", 1, 8, 4)


@dataclass(frozen=True, slots=True)
class PassCosts:
    """Ideal seconds by batch [batches]: `compute` of one token per sequence, `memory` of one pass, `step` the larger of
    both, `draft` one step of the draft model, its own cache read too. `at`: index of the chosen batch; `target_name`,
    `draft_name`: of the models whose times these are."""

    batches: np.ndarray
    compute: np.ndarray
    memory: np.ndarray
    draft: np.ndarray
    at: int
    draft_name: str
    target_name: str = ""

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
        return expected_tokens(alpha, gamma) / (gamma * self.cost(free) + self.verify(gamma))


@part("speculation_cost", reads=SCENARIO)
def _speculation_cost(view: PartView) -> PassCosts:
    return _pass_costs(view, view.context)


@part("speculation_short", reads=SCENARIO)
def _speculation_short(view: PartView) -> PassCosts:
    return _pass_costs(view, SHORT)


def _pass_costs(view: PartView, context: int) -> PassCosts:
    batches = np.unique(np.append(BATCHES, float(view.batch)))
    target = decode_alone(scenario(view, batch=batches, context=context))
    draft = decode_alone(scenario(view, batch=batches, context=context, model=DRAFT_MODEL))
    seconds = np.asarray(target.step_seconds.value, float)
    parts = (target.compute_busy.value * seconds, target.memory_busy.value * seconds, draft.step_seconds.value)
    whole = [np.array(np.broadcast_to(np.asarray(values, float), batches.shape)) for values in parts]
    for array in (batches, *whole):
        array.flags.writeable = False
    math, memory, guess = whole
    names = specs.model(DRAFT_MODEL).name, specs.model(view.model).name
    return PassCosts(batches, math, memory, guess, int(np.searchsorted(batches, view.batch)), *names)


def _recorded(view: PartView) -> SpeculationRun | None:
    """The run of these settings from the shipped grid; None off the grid, or where another model is in use."""
    question = Question(view.prompt, view.chat, sampling_params(view))
    try:
        grid = shipped_grid()
        if not grid.holds(question, view.draft, view.gamma, view.answer_tokens) or own_model():
            return None
        return grid.run(view.draft, view.gamma, view.temperature)
    except (MissingError, UsageError):
        return None  # the model can still run; what stands in without it says what is wrong


@part("speculation", reads=(*GENERATION, "draft", "gamma"), slow=True, stand_in=shipped_run, at_hand=_recorded)
def _speculation(view: PartView) -> SpeculationRun:
    """Draft and target run on this request. Without an installed model the usual recording stands in, and the badge
    says so."""
    if not is_installed():
        return shipped_run()
    view.progress(0.0, "making the draft")
    tokens = min(view.answer_tokens, SHIPPED_TOKENS)
    hooks = Hooks(view.cancelled, lambda share: view.progress(share, "guessing and checking"))
    draft = make_draft(view.draft, shared_model(), view.cancelled)  # a copy of the weights, let go after the run
    question = Question(view.prompt, view.chat, sampling_params(view))
    run = run_draft(shared_model(), question, draft, view.gamma, tokens, hooks=hooks)
    return run if run.turns else shipped_run()


@dataclass(frozen=True, slots=True, eq=False)
class SpeculationNumbers:
    """What the run comes to with the costs of a pass. `acceptance` is None where nothing was checked.

    expected, measured: tokens per pass; cost: a draft step (its cache read too) over a plain pass; verify: a checking
    pass over a plain one; by_batch, short: speed-up at each of the costs' batches, at the scenario's context and in
    short chats of `short_context` tokens. rules: the checked position at which the wrong rule is furthest off, None
    where nothing was guessed; off_exact, off_wrong: how far each rule is off the target's probabilities there.
    """

    acceptance: Quantity | None
    expected: Quantity
    measured: Quantity
    cost: Quantity
    verify: Quantity
    speedup: Quantity
    by_batch: np.ndarray
    short: np.ndarray
    rules: Rules | None
    off_exact: Quantity
    off_wrong: Quantity
    short_context: int = SHORT


@part("speculation_numbers", needs=("speculation", "speculation_cost", "speculation_short"))
def _speculation_numbers(view: PartView) -> SpeculationNumbers:
    run, costs, short = view.speculation, view.speculation_cost, view.speculation_short
    alpha, free = run.acceptance or 0.0, run.draft == "ngram"
    acceptance = None
    if run.acceptance is not None:
        acceptance = Quantity(alpha, "1", "acceptance, accepted over checked guesses, measured", "a", source=RUN)
    one = acceptance or Quantity(0.0, "1", "acceptance, nothing was checked", "a", source=RUN)
    ahead = run.gamma if run.checked else 0  # where nothing was guessed, every pass was a plain one
    guesses = Quantity(ahead, "1", "guesses per cycle", "g", source=SETTING)
    expected = _expected(one, guesses)
    made = Quantity(run.tokens, "1", "tokens made", "n", source=RUN)
    passes = Quantity(len(run.turns), "1", "passes of the target", "k", source=RUN)
    measured = derive("tokens per pass, measured", "M", "1", "n / k", made, passes)
    words = "a draft step over a plain pass of the target, caches read too, from spec sheets"
    plain, draft = _passes(costs)
    c = Quantity(float(costs.cost(free)[costs.at]), "1", words, "c", "t_draft / t_plain", (draft, plain), COMPUTED)
    words, larger = "checking pass over plain pass, from spec sheets", "max((g + 1) × arithmetic, bytes) / t_plain"
    v = Quantity(float(costs.verify(run.gamma)[costs.at]), "1", words, "v", larger, (guesses, plain), COMPUTED)
    used = v if ahead else replace(v, value=1.0)
    speed = derive("speed-up, ideal", "S", "times", "E / (g * c + v)", expected, guesses, c, used)
    by_batch, in_short = (item.speedup(alpha, ahead, free) for item in (costs, short))
    rules = telling_rules(run)
    exact = _off(rules.off_exact if rules else 0.0, Phrase("exact rule"))
    wrong = _off(rules.off_wrong if rules else 0.0, Phrase("wrong rule"))
    return SpeculationNumbers(acceptance, expected, measured, c, v, speed, by_batch, in_short, rules, exact, wrong)


def _passes(costs: PassCosts) -> tuple[Quantity, Quantity]:
    """A plain pass of the target and a step of the draft, as times."""
    told = (
        ("plain pass of {model}", costs.target_name, costs.step),
        ("draft step of {model}", costs.draft_name, costs.draft),
    )
    plain, draft = (
        Quantity(float(times[costs.at]), "s", Phrase(name, model=model), symbol, source=COMPUTED)
        for (name, model, times), symbol in zip(told, ("t_plain", "t_draft"), strict=True)
    )
    return plain, draft


def telling_rules(run: SpeculationRun) -> Rules | None:
    """The checked position at which the wrong rule is furthest off."""
    some = [turn.rules for turn in run.turns if turn.rules is not None]
    return max(some, key=lambda rules: rules.off_wrong) if some else None


def _off(value: float, rule: Phrase) -> Quantity:
    """Total variation between what a rule yields and the target's probabilities, over the whole vocabulary."""
    name = Phrase("{rule}: off the target's probabilities, total variation", rule=rule)
    formula = "half the sum of abs(yielded - p)"
    return Quantity(0.0 if value < NOISE else value, "share", name, "TV", formula, (), RUN)


def _expected(acceptance: Quantity, guesses: Quantity) -> Quantity:
    """Tokens per pass by the closed form; where every guess holds it would divide by nought."""
    if float(acceptance.value) < 1:
        return derive("tokens per pass, expected", "E", "1", "(1 - a ** (g + 1)) / (1 - a)", acceptance, guesses)
    name = "tokens per pass when every guess holds"
    return Quantity(float(guesses.value) + 1.0, "1", name, "E", "g + 1", (guesses,))
