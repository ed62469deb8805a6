"""Speculative decoding: a draft guesses ahead, the target checks all guesses in one pass, and the odds
stay exact.

The rule of Leviathan et al. (2023): accept a guess x with probability min(1, p(x)/q(x)); after the first
miss draw from the positive part of p - q; if all hold, one more token from p comes free. p and q are the
odds after temperature, top-k and top-p, with the same settings for both. Speed is not claimed here: tokens
per cycle are.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.engine.drafts import Draft, Guess
from tourapp.engine.hooks import Cancel, never
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model
from tourapp.engine.sampler import SamplingParams, log_sum_exp, reshape, uniform
from tourapp.engine.tokenizer import Encoding
from tourapp.errors import UsageError

MAX_GAMMA = 16
ACCEPT = 11
"""Stream of the random numbers for accepting; drawing shares plain decoding's stream, token by token."""


@dataclass(frozen=True, slots=True)
class Check:
    """One guess and its fate: q and p are the draft's and the target's odds of it, `chance` = min(1, p/q),
    `number` the random number it was held against. Guesses after a miss are not checked."""

    id: int
    piece: str
    q: float
    p: float
    chance: float
    number: float
    accepted: bool


@dataclass(frozen=True, slots=True)
class Cycle:
    """One pass of the target: guesses, checks (up to the first miss) and the tokens that came out of it.

    `last` says where the final token came from: "residual" after a miss, "bonus" when all guesses held,
    "plain" when there was no guess. `seconds` is the wall time of draft and target.
    """

    index: int
    start: int
    guesses: tuple[int, ...]
    checks: tuple[Check, ...]
    accepted: int
    last: str
    ids: tuple[int, ...]
    logprobs: tuple[float, ...]
    tops: tuple[tuple[tuple[int, float], ...], ...]
    draft_seconds: float
    target_seconds: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome of checking guesses: how many held, the token after them, and where that came from."""

    checks: tuple[tuple[float, float, float, float, bool], ...]
    accepted: int
    token: int
    last: str


def residual(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """What to draw from after a miss: the positive part of p - q, renormalised; p itself when nothing is
    left."""
    left = np.maximum(p - q, 0.0)
    total = left.sum()
    return left / total if total > 0 else p


def first_token_odds(p: np.ndarray, q: np.ndarray, wrong: bool = False) -> np.ndarray:
    """Odds of the token a single guess leads to, in closed form; equal to p unless `wrong`.

    `wrong` draws from p instead of the residual after a miss: then likely tokens get too much.
    """
    held = np.minimum(p, q)
    return held + (1.0 - held.sum()) * (p if wrong else residual(p, q))


def expected_tokens(alpha: float, gamma: int) -> float:
    """Tokens per cycle when each guess holds with probability alpha: (1 - alpha^(gamma+1)) / (1 - alpha)."""
    return float(gamma + 1) if alpha >= 1 else (1 - alpha ** (gamma + 1)) / (1 - alpha)


def verify(
    target: Sequence[np.ndarray], guesses: Sequence[Guess], numbers: np.ndarray, draws: np.ndarray, wrong: bool = False
) -> Verdict:
    """Check guesses against the target's odds [g + 1 arrays of vocab].

    numbers [g] in [0, 1) decide acceptance; draws [g + 1] in [0, 1): the one at the number of accepted
    guesses draws the token that follows. With `wrong`, that
    token is drawn from p after a miss instead of from the residual.
    """
    checks = []
    for index, guess in enumerate(guesses):
        p, q = float(target[index][guess.id]), guess.probability
        chance = min(1.0, p / q)
        held = bool(numbers[index] < chance)
        checks.append((q, p, chance, float(numbers[index]), held))
        if not held:
            odds = target[index] if wrong else residual(target[index], guess.odds(len(target[index])))
            return Verdict(tuple(checks), index, _pick(odds, float(draws[index])), "residual")
    kind = "bonus" if guesses else "plain"
    return Verdict(tuple(checks), len(guesses), _pick(target[len(guesses)], float(draws[len(guesses)])), kind)


def _pick(odds: np.ndarray, number: float) -> int:
    """The token at which the running sum of the odds passes a number in [0, 1)."""
    support = np.flatnonzero(odds)
    share = np.cumsum(odds[support])
    at = int(np.searchsorted(share, number * share[-1], side="right"))
    return int(support[min(at, len(support) - 1)])


@dataclass(frozen=True, slots=True)
class SpeculationPlan:
    """gamma: guesses per cycle; max_tokens: most new tokens; wrong: the common wrong rule instead of the exact one."""

    gamma: int = 4
    max_tokens: int = 64
    wrong: bool = False


PLAN = SpeculationPlan()


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """What one cycle did. start: length of the text before it; ids: the tokens it made; logits [guesses + 1, vocab];
    seconds of the draft and of the target."""

    index: int
    start: int
    guesses: Sequence[Guess]
    verdict: Verdict
    ids: list[int]
    logits: np.ndarray
    seconds: tuple[float, float]


class Speculation:
    """One speculative run; iterate it for cycles. `finish` as in Generation; `end` is the end token that stopped it
    and its logprob, if one did."""

    def __init__(
        self,
        model: Model,
        prompt: Encoding,
        params: SamplingParams,
        draft: Draft,
        *,
        plan: SpeculationPlan = PLAN,
        cancel: Cancel = never,
    ) -> None:
        """Raises UsageError for an empty or overlong prompt, or a gamma or max_tokens out of range."""
        context, gamma, max_tokens = model.config.context, plan.gamma, plan.max_tokens
        if not 1 <= len(prompt) < context:
            raise UsageError(f"prompt: {len(prompt)} tokens, allowed: 1 to {context - 1}")
        if not 1 <= gamma <= MAX_GAMMA:
            raise UsageError(f"gamma: {gamma}, allowed: 1 to {MAX_GAMMA}")
        if max_tokens < 1:
            raise UsageError(f"max_tokens: {max_tokens}, allowed: 1 or more")
        self.model, self.prompt, self.params, self.draft = model, prompt, params, draft
        self.gamma, self.wrong = gamma, plan.wrong
        self.max_tokens = min(max_tokens, context - len(prompt))
        self._cancel = cancel
        self.prefill_seconds = 0.0
        self.finish = ""
        self.end: tuple[int, float] | None = None

    def __iter__(self) -> Iterator[Cycle]:
        """Yield cycles until the answer ends; `cancel` is asked between cycles."""
        network, params = self.model.transformer, self.params
        network.warm()
        cache = KVCache(self.model.config, min(self.model.config.context, len(self.prompt) + self.max_tokens))
        self.draft.begin(cache.capacity)
        begun = time.perf_counter()
        sequence = list(self.prompt.ids)
        if len(sequence) > 1:
            network.prefill(sequence[:-1], cache)  # the last prompt token goes through with the first guesses
        self.prefill_seconds = time.perf_counter() - begun
        made = index = 0
        while made < self.max_tokens:
            if self._cancel():
                self.finish = "cancelled"
                return
            begun = time.perf_counter()
            room = min(self.gamma, self.max_tokens - made - 1)
            guesses = self.draft.guess(sequence, room, params) if room else []
            middle = time.perf_counter()
            logits = network.prefill([sequence[-1], *(g.id for g in guesses)], cache, all_logits=True)
            odds = [reshape(row, params) for row in logits]
            start = len(sequence)
            numbers = np.asarray([uniform(params.seed, made + i, ACCEPT, 1)[0] for i in range(len(guesses))])
            draws = np.asarray([uniform(params.seed, made + i, 0, 1)[0] for i in range(len(guesses) + 1)])
            verdict = verify([o.final for o in odds], guesses, numbers, draws, self.wrong)
            ids = self._until_stop([*(g.id for g in guesses[: verdict.accepted]), verdict.token], logits)
            cache.truncate(start + verdict.accepted)
            sequence += ids
            made += len(ids)
            times = (middle - begun, time.perf_counter() - middle)
            yield self._cycle(Round(index, start, guesses, verdict, ids, logits, times))
            index += 1
            if self.finish:
                return
        self.finish = "length" if made < self.model.config.context - len(self.prompt) else "context"

    def _until_stop(self, ids: list[int], logits: np.ndarray) -> list[int]:
        """The tokens before an end token, if there is one; notes how the run ended."""
        for at, token in enumerate(ids):
            if token in self.model.tokenizer.stop_ids:
                self.finish, self.end = "stop", (token, float(logits[at][token]) - log_sum_exp(logits[at]))
                return ids[:at]
        return ids

    def _cycle(self, r: Round) -> Cycle:
        tokenizer = self.model.tokenizer
        checks = tuple(
            Check(guess.id, tokenizer.piece(guess.id), *values)
            for guess, values in zip(r.guesses, r.verdict.checks, strict=False)
        )
        greedy = SamplingParams(0.0, 0, 1.0, 0)
        return Cycle(
            index=r.index,
            start=r.start,
            guesses=tuple(guess.id for guess in r.guesses),
            checks=checks,
            accepted=r.verdict.accepted,
            last=r.verdict.last,
            ids=tuple(r.ids),
            logprobs=tuple(float(row[i]) - log_sum_exp(row) for row, i in zip(r.logits, r.ids, strict=False)),
            tops=tuple(tuple(reshape(row, greedy).top(10, "raw")) for row, _ in zip(r.logits, r.ids, strict=False)),
            draft_seconds=r.seconds[0],
            target_seconds=r.seconds[1],
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over cycles. `acceptance` = accepted / checked, the alpha of the formula; None without a
    check."""

    cycles: int
    guessed: int
    checked: int
    accepted: int
    tokens: int

    @property
    def acceptance(self) -> float | None:
        """Share of checked guesses that held."""
        return self.accepted / self.checked if self.checked else None

    @property
    def tokens_per_cycle(self) -> float:
        """Tokens that came out of one target pass, measured."""
        return self.tokens / self.cycles if self.cycles else 0.0


def tally(cycles: Sequence[Cycle]) -> Tally:
    """Counts over the cycles of a run."""
    return Tally(
        cycles=len(cycles),
        guessed=sum(len(c.guesses) for c in cycles),
        checked=sum(len(c.checks) for c in cycles),
        accepted=sum(c.accepted for c in cycles),
        tokens=sum(len(c.ids) for c in cycles),
    )
