"""Speculative decoding: exact odds, the same greedy answer, the right counts, and what the wrong rule
does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from scipy import stats

from tests.night import NIGHT, some
from tourapp.engine.drafts import DRAFTS, Guess, NetworkDraft, NgramDraft, make_draft
from tourapp.engine.generate import generate
from tourapp.engine.model import Model
from tourapp.engine.quantize import QuantSpec, quantize_weights
from tourapp.engine.sampler import SamplingParams, reshape, softmax
from tourapp.engine.speculative import (
    Cycle,
    Speculation,
    SpeculationPlan,
    expected_tokens,
    first_token_odds,
    residual,
    tally,
    verify,
)
from tourapp.engine.transformer import Transformer
from tourapp.errors import UsageError

GREEDY = SamplingParams(0.0, 0, 1.0, 7)
FREE = SamplingParams(1.0, 0, 1.0, 7)


def some_odds(size: int, number: int) -> np.ndarray:
    return softmax(np.random.default_rng(number).normal(size=size) * 2)


@seed(8)
@settings(max_examples=200, deadline=None, database=None)
@given(size=st.integers(2, 30), number=st.integers(0, 10_000))
def test_one_guess_leaves_the_odds_exact(size: int, number: int) -> None:
    p, q = some_odds(size, number), some_odds(size, number + 1)
    assert np.abs(first_token_odds(p, q) - p).max() < 1e-15
    left = residual(p, q)
    assert left.sum() == pytest.approx(1)
    assert (left[q >= p] == 0).all()


def test_the_wrong_rule_is_wrong() -> None:
    p, q = np.asarray([0.6, 0.3, 0.1]), np.asarray([0.2, 0.3, 0.5])
    wrong = first_token_odds(p, q, wrong=True)
    assert wrong == pytest.approx([0.2 + 0.4 * 0.6, 0.3 + 0.4 * 0.3, 0.1 + 0.4 * 0.1])
    assert residual(p, q).tolist() == [1, 0, 0]


@pytest.mark.parametrize("wrong", [False, True])
def test_verify_draws_from_the_target(wrong: bool) -> None:
    """Many checks of two guesses: the first and second tokens follow p, and with the wrong rule they do
    not."""
    logits = [np.random.default_rng(i).normal(size=6) * 1.5 for i in range(5)]
    target = [softmax(x) for x in logits[:3]]
    sources = [reshape(x, FREE) for x in logits[3:]]
    rng = np.random.default_rng(0)
    first, second = np.zeros(6), np.zeros(6)
    for _ in range(6_000):
        guesses = [Guess(int(rng.choice(6, p=s.final / s.final.sum())), s) for s in sources]
        verdict = verify(target, guesses, rng.random(2), rng.random(3), wrong)
        ids = [*(g.id for g in guesses[: verdict.accepted]), verdict.token]
        first[ids[0]] += 1
        if len(ids) > 1:
            second[ids[1]] += 1
    fit = stats.chisquare(first, target[0] * first.sum()).pvalue
    also = stats.chisquare(second, target[1] * second.sum()).pvalue
    if wrong:
        assert fit < 1e-6
    else:
        assert fit > 1e-3
        assert also > 1e-3


def test_all_accepted_gives_one_more() -> None:
    p = some_odds(9, 1)
    certain = np.zeros(9)
    certain[4] = 1.0
    verdict = verify([certain, certain, p], [Guess(4), Guess(4)], np.asarray([0.99, 0.99]), np.zeros(3))
    assert (verdict.accepted, verdict.last) == (2, "bonus")
    missed = verify([p, p], [Guess(int(p.argmin()))], np.asarray([0.9999999]), np.asarray([0.5, 0.5]))
    assert (missed.accepted, missed.last) == (0, "residual")
    assert missed.token != int(p.argmin())
    assert verify([p], [], np.zeros(0), np.zeros(1)).last == "plain"


def test_expected_tokens() -> None:
    assert expected_tokens(0.0, 4) == 1
    assert expected_tokens(1.0, 4) == 5
    assert expected_tokens(0.5, 2) == 1.75


class Parrot:
    """A draft that knows the answer for a while, then guesses nonsense."""

    name = "parrot"

    def __init__(self, answer: Sequence[int], prompt: int, good: int) -> None:
        self.answer, self.prompt, self.good = list(answer), prompt, good

    def begin(self, capacity: int) -> None:
        """Nothing to prepare."""

    def guess(self, sequence: Sequence[int], count: int, params: SamplingParams) -> list[Guess]:
        at = len(sequence) - self.prompt
        right = self.answer[at : at + min(count, self.good)]
        return [Guess(i) for i in right] + [Guess(0)] * (count - len(right))


def run(model: Model, draft: object, params: SamplingParams, **options: Any) -> tuple[list[Cycle], Speculation]:
    cancel = options.pop("cancel", lambda: False)
    plan = SpeculationPlan(**options)
    speculation = Speculation(model, model.encode("abc abc abc", False), params, draft, plan=plan, cancel=cancel)  # type: ignore[arg-type]
    return list(speculation), speculation


def answer_of(cycles: list[Cycle]) -> list[int]:
    return [token for cycle in cycles for token in cycle.ids]


@pytest.mark.parametrize("gamma", [1, 2, 4, 7])
@pytest.mark.parametrize("good", [0, 1, 2, 99])
def test_law_08_greedy_is_plain_decoding_and_cycles_count(tiny: Model, gamma: int, good: int) -> None:
    plain = [s.id for s in generate(tiny, "abc abc abc", GREEDY, chat=False, max_tokens=23)]
    assert 0 not in plain
    prompt = len(tiny.encode("abc abc abc", False))
    cycles, speculation = run(tiny, Parrot(plain, prompt, good), GREEDY, gamma=gamma, max_tokens=23)
    assert answer_of(cycles) == plain
    assert speculation.finish == "length"
    for cycle in cycles[:-1]:
        assert cycle.accepted == min(good, gamma)
        assert len(cycle.ids) == min(good, gamma) + 1
        assert cycle.last == ("bonus" if good >= gamma else "residual")
    counts = tally(cycles)
    assert (counts.cycles, counts.tokens) == (len(cycles), 23)
    assert [c.start for c in cycles] == [prompt + sum(len(d.ids) for d in cycles[:i]) for i in range(len(cycles))]


def test_network_drafts_keep_their_cache_in_step(tiny: Model) -> None:
    plain = [s.id for s in generate(tiny, "abc abc abc", GREEDY, chat=False, max_tokens=20)]
    same = NetworkDraft("same", Transformer(tiny.transformer.weights))
    cycles, _ = run(tiny, same, GREEDY, gamma=3, max_tokens=20)
    assert answer_of(cycles) == plain
    assert all(cycle.accepted == len(cycle.guesses) for cycle in cycles)
    rounded = NetworkDraft("r", Transformer(quantize_weights(tiny.transformer.weights, QuantSpec(8, 32))))
    cycles, _ = run(tiny, rounded, GREEDY, gamma=3, max_tokens=20)
    assert answer_of(cycles) == plain
    assert tally(cycles).accepted > 0


def test_a_perfect_draft_is_always_accepted_when_sampling(tiny: Model) -> None:
    same = NetworkDraft("same", Transformer(tiny.transformer.weights))
    cycles, _ = run(tiny, same, SamplingParams(0.9, 30, 0.95, 5), gamma=3, max_tokens=16)
    assert tally(cycles).acceptance == 1
    assert all(check.p == pytest.approx(check.q, rel=1e-3) for cycle in cycles for check in cycle.checks)


def test_without_guesses_it_is_plain_decoding(tiny: Model) -> None:
    params = SamplingParams(1.1, 50, 0.95, 21)
    plain = [s.id for s in generate(tiny, "abc abc abc", params, chat=False, max_tokens=12)]

    class Silent(NgramDraft):
        def guess(self, sequence: Sequence[int], count: int, params: SamplingParams) -> list[Guess]:
            return []

    cycles, _ = run(tiny, Silent(), params, max_tokens=12)
    assert answer_of(cycles) == plain
    assert all(cycle.last == "plain" for cycle in cycles)
    assert tally(cycles).acceptance is None


def test_ngram_looks_back() -> None:
    draft = NgramDraft()
    assert [g.id for g in draft.guess([1, 2, 3, 9, 8, 1, 2, 3], 2, GREEDY)] == [9, 8]
    assert [g.id for g in draft.guess([5, 2, 3, 9, 7, 2, 3], 4, GREEDY)] == [9, 7, 2, 3]
    assert draft.guess([1, 2, 3, 4], 4, GREEDY) == []
    assert draft.guess([1], 4, GREEDY) == []
    assert [g.id for g in draft.guess([1, 1, 1], 3, GREEDY)] == [1]


def test_draws_repeat(tiny: Model) -> None:
    draft = make_draft("early-exit", tiny)
    params = SamplingParams(1.0, 0, 1.0, 4)
    first, second = (answer_of(run(tiny, draft, params, max_tokens=10)[0]) for _ in range(2))
    assert first == second


def test_cancel_and_wrong_requests(tiny: Model) -> None:
    cycles, speculation = run(tiny, NgramDraft(), GREEDY, cancel=lambda: True)  # type: ignore[arg-type]
    assert (cycles, speculation.finish) == ([], "cancelled")
    for options, word in (({"gamma": 0}, "gamma"), ({"gamma": 17}, "gamma"), ({"max_tokens": 0}, "max_tokens")):
        with pytest.raises(UsageError, match=word):
            run(tiny, NgramDraft(), GREEDY, **options)
    with pytest.raises(UsageError, match="prompt"):
        Speculation(tiny, tiny.encode("", False), GREEDY, NgramDraft())
    with pytest.raises(UsageError, match="allowed: int4, int3, early-exit, ngram"):
        make_draft("oracle", tiny)


MOST = 24 if NIGHT else 16


ASKED = ("Repeat after me: red green blue red green blue", "What is photosynthesis?")
PAIRS = [("ngram", ASKED[0]), ("early-exit", ASKED[1])]
OTHERS = [pair for pair in product(DRAFTS, ASKED) if pair not in PAIRS]


@pytest.mark.parametrize(("name", "prompt"), some([*PAIRS, *OTHERS], 2))
def test_real_drafts_give_the_models_own_greedy_answer(model: Model, name: str, prompt: str) -> None:
    draft = make_draft(name, model)
    plain = [s.id for s in generate(model, prompt, GREEDY, max_tokens=MOST)]
    plan = SpeculationPlan(max_tokens=MOST)
    cycles = list(Speculation(model, model.encode(prompt, True), GREEDY, draft, plan=plan))
    assert answer_of(cycles) == plain
    if name == "int4" and "photosynthesis" in prompt:
        assert tally(cycles).tokens_per_cycle > 1.5
