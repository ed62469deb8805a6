"""A speculative run kept for the tour: every cycle with the odds of its checks, and what the wrong rule would do.

A run is small (no scores of the whole vocabulary) and is stored as JSON. Not here: the rule itself
(`engine.speculative`) and the time it would take on a large machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from tourapp.engine.drafts import Draft, make_draft
from tourapp.engine.hooks import NO_HOOKS, Hooks
from tourapp.engine.model import Model
from tourapp.engine.sampler import SamplingParams, largest, reshape
from tourapp.engine.speculative import Cycle, Round, Speculation, SpeculationPlan, first_token_odds

SHIPPED_TOKENS = 40
"""Tokens of the shipped run, and at most of a live one: enough cycles to measure with."""
SHOWN = 6
"""Tokens of the comparison of the two rules that are told apart; the rest is added up."""
VERSION = 1


class Verdicts(msgspec.Struct, frozen=True):
    """One guess: its odds p (target) and q (draft), the chance min(1, p/q), the number u, and whether it held."""

    text: str
    p: float
    q: float
    chance: float
    number: float
    held: bool


class Rules(msgspec.Struct, frozen=True):
    """One position under the exact rule and under the wrong one, over the whole vocabulary in closed form.

    texts, truth (p), guess (q), exact, wrong: of the likeliest tokens [<= SHOWN]. off_exact, off_wrong: total
    variation, half the sum over all tokens of |odds - p|. miss: chance that the guess is refused.
    """

    texts: tuple[str, ...]
    truth: tuple[float, ...]
    guess: tuple[float, ...]
    exact: tuple[float, ...]
    wrong: tuple[float, ...]
    off_exact: float
    off_wrong: float
    miss: float


class Turn(msgspec.Struct, frozen=True):
    """One pass of the target. `guesses` are the words of all guesses, `checks` up to the first miss, `texts` what came
    out; `last`: residual, bonus or plain. `rules`: the last checked position, None without a guess."""

    guesses: tuple[str, ...]
    checks: tuple[Verdicts, ...]
    accepted: int
    last: str
    texts: tuple[str, ...]
    rules: Rules | None


class SpeculationRun(msgspec.Struct, frozen=True):
    """A whole run. `prompt_tail`: the last words of the prompt, before the first guess. badge: live or recorded."""

    version: int
    model: str
    layers: int
    prompt: str
    chat: bool
    params: SamplingParams
    draft: str
    gamma: int
    finish: str
    prompt_tail: tuple[str, ...]
    turns: tuple[Turn, ...]
    badge: str = "live"

    @property
    def checked(self) -> int:
        """Guesses that were checked."""
        return sum(len(turn.checks) for turn in self.turns)

    @property
    def accepted(self) -> int:
        """Guesses that held."""
        return sum(turn.accepted for turn in self.turns)

    @property
    def tokens(self) -> int:
        """Tokens that came out of all passes."""
        return sum(len(turn.texts) for turn in self.turns)

    @property
    def acceptance(self) -> float | None:
        """Share of the checked guesses that held; None without a check."""
        return self.accepted / self.checked if self.checked else None

    def before(self, index: int, count: int) -> tuple[str, ...]:
        """The words of the last `count` tokens before turn `index`."""
        made = [text for turn in self.turns[:index] for text in turn.texts]
        return (*self.prompt_tail, *made)[-count:]


class _Kept(Speculation):
    """A speculation that keeps, for each cycle, the odds of its last check."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.rules: list[Rules | None] = []

    def _cycle(self, r: Round) -> Cycle:
        at = len(r.verdict.checks) - 1
        kept = None
        if at >= 0:
            p = reshape(r.logits[at], self.params).final
            kept = compare_rules(p, r.guesses[at].odds(len(p)), self._word)
        self.rules.append(kept)
        return super()._cycle(r)

    def _word(self, token: int) -> str:
        return self.model.tokenizer.token_text(token)


def compare_rules(p: np.ndarray, q: np.ndarray, word: Callable[[int], str]) -> Rules:
    """Both rules at one position, from the target's odds p and the draft's q [vocab each]."""
    exact, wrong = first_token_odds(p, q), first_token_odds(p, q, wrong=True)
    top = [int(i) for i in largest(np.maximum(p, q), SHOWN) if p[i] + q[i] > 0]

    def some(odds: np.ndarray) -> tuple[float, ...]:
        return tuple(float(odds[i]) for i in top)

    return Rules(
        texts=tuple(word(i) for i in top),
        truth=some(p),
        guess=some(q),
        exact=some(exact),
        wrong=some(wrong),
        off_exact=float(np.abs(exact - p).sum() / 2),
        off_wrong=float(np.abs(wrong - p).sum() / 2),
        miss=float(1.0 - np.minimum(p, q).sum()),
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the model: the prompt, inside the chat template or not, and how tokens are drawn."""

    prompt: str
    chat: bool
    params: SamplingParams


def run_draft(
    model: Model,
    question: Question,
    draft: str | Draft,
    gamma: int,
    max_tokens: int = SHIPPED_TOKENS,
    *,
    hooks: Hooks = NO_HOOKS,
) -> SpeculationRun:
    """Run draft and target for real; `hooks.on_prefill` is told the share done. Raises UsageError as `Speculation`
    does; a cancelled run keeps what it has."""
    tokenizer = model.tokenizer
    encoding = model.encode(question.prompt, question.chat)
    guesser = make_draft(draft, model) if isinstance(draft, str) else draft
    plan = SpeculationPlan(gamma, max_tokens)
    run = _Kept(model, encoding, question.params, guesser, plan=plan, cancel=hooks.cancel)
    turns: list[Turn] = []
    made = 0
    for cycle in run:
        turns.append(_turn(cycle, run.rules[-1], tokenizer.token_text))
        made += len(cycle.ids)
        hooks.on_prefill(min(1.0, made / max_tokens))
    return SpeculationRun(
        VERSION,
        model.name,
        model.config.layers,
        question.prompt,
        question.chat,
        question.params,
        guesser.name,
        gamma,
        run.finish,
        tuple(encoding.texts[-4:]),
        tuple(turns),
    )


def _turn(cycle: Cycle, rules: Rules | None, word: Callable[[int], str]) -> Turn:
    return Turn(
        guesses=tuple(word(i) for i in cycle.guesses),
        checks=tuple(Verdicts(word(c.id), c.p, c.q, c.chance, c.number, c.accepted) for c in cycle.checks),
        accepted=cycle.accepted,
        last=cycle.last,
        texts=tuple(word(i) for i in cycle.ids),
        rules=rules,
    )
