"""World parts of the generation loop: the two counters of one request, those of many requests in the simulated runs,
and how likely the end token was at every step.

Not here: the counting itself (`sim.loop`, `sim.counters`) and the request's own counts (part `loop`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from tourapp.engine.loop_record import end_odds, kept_place, shipped_loop
from tourapp.engine.recording import Recording
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, RECORDED, RUN, SETTING, SIMULATED
from tourapp.sim.counters import Counters
from tourapp.sim.loop import Loop, loop
from tourapp.world.declare import Block, choice, number
from tourapp.world.part import PartView, part

SHOWN = 8
"""Requests of a run that are shown side by side."""
RUNS = (("paged", "Paged memory"), ("chunked", "Chunked prefill"), ("continuous", "Whole prefill"))


@dataclass(frozen=True)
class LoopInputs(Block):
    """The lengths that are counted (0: those of the request on stage), and the run of many that is looked at."""

    loop_prompt: int = number("Prompt length", 0, 400, 0, unit="tokens", off_text="ours")
    loop_answer: int = number("Answer length", 0, 256, 0, unit="tokens", off_text="ours")
    loop_run: str = choice("Run", RUNS, "paged")


@dataclass(frozen=True, slots=True)
class TwoCounters:
    """One request of P prompt and n answer tokens. loop: its token passes; again: those that do a token's work once
    more; block: what of those without a cache the prompt costs over all steps, triangle: what the answer costs; known,
    computed: tokens at the end; ours: whether these are the request's own lengths."""

    loop: Loop
    again: Quantity
    block: Quantity
    triangle: Quantity
    known: Quantity
    computed: Quantity
    ours: bool

    @property
    def prompt(self) -> int:
        """P."""
        return int(self.loop.prompt.value)

    @property
    def answer(self) -> int:
        """n."""
        return int(self.loop.answer.value)


@part("two_counters", reads=("loop_prompt", "loop_answer"), needs=("loop",))
def _two_counters(view: PartView) -> TwoCounters:
    ours: Loop = view.loop
    prompt = int(view.loop_prompt or ours.prompt.value)
    answer = int(view.loop_answer or ours.answer.value)
    same = (prompt, answer) == (int(ours.prompt.value), int(ours.answer.value))
    told = ours if same else loop(prompt, answer)
    given = "" if same else f"(prompt={prompt}, answer={answer})"
    if not same:
        for field in fields(told):
            getattr(told, field.name).christen(f"loop.{field.name}{given}")
    p, n = told.prompt, told.answer
    one = Quantity(1, "token", "the newest token, which is not fed back", "one", source=DEFINED)
    again = derive(
        "token passes that repeat a token’s work", "w", "token", "w_none - w_cache", told.without, told.with_cache
    )
    rounds = Quantity(answer, "1", "rounds, one for each answer token", "r", source=RUN)
    block = derive("token passes for the prompt, without a cache", "w_P", "token", "r * P", rounds, p)
    triangle = derive(
        "token passes for the answer, without a cache", "w_n", "token", "0.5 * r * (n - one)", rounds, n, one
    )
    known = derive("tokens known at the end", "k", "token", "P + n", p, n)
    computed = derive("tokens computed at the end", "c", "token", "P + n - one", p, n, one)
    for name, each in (
        ("again", again),
        ("block", block),
        ("triangle", triangle),
        ("known", known),
        ("computed", computed),
    ):
        each.christen(f"two_counters.{name}{given}")
    return TwoCounters(told, again, block, triangle, known, computed, same)


@dataclass(frozen=True, slots=True, eq=False)
class CounterRun:
    """Some requests of a simulated run, the one of ours among them. requests [k]: their numbers; known, computed,
    found, running [S, k] by step; longest: the most tokens any of them comes to; lost: the first step after which one
    of them has lost its memory, -1 where none has; cut: steps in which one of them is in the midst of its prompt;
    hits: how many found something computed; ours: the place of ours, -1 where it is not among them."""

    requests: tuple[int, ...]
    known: np.ndarray
    computed: np.ndarray
    found: np.ndarray
    running: np.ndarray
    longest: int
    ours: int
    lost: int
    cut: Quantity
    hits: Quantity
    losses: Quantity

    @property
    def steps(self) -> int:
        """Length of the run."""
        return len(self.known)


@part("counter_run", reads=("loop_run",), needs=("batching", "paging"))
def _counter_run(view: PartView) -> CounterRun:
    """The chosen run: of the batching's requests under a policy, or of those in the pool of blocks."""
    name = str(view.loop_run)
    run = view.paging.paged if name == "paged" else view.batching.traces[name]
    moments: list[Counters] = [run.counters(step) for step in range(run.steps)]
    known, computed, found, running = (
        np.stack([getattr(each, field) for each in moments]) for field in ("known", "computed", "found", "running")
    )
    lost = (computed[:-1] > 0) & (computed[1:] < computed[:-1])
    ours = view.paging.workload.ours if name == "paged" else run.ours
    at = _chosen(found, lost, running, ours)
    places = list(at)
    prompts = np.array([one.prompt for one in (view.paging if name == "paged" else view.batching).workload.requests])
    reading = running & (computed > 0) & (computed < np.minimum(known, prompts)) & (found < computed)

    def fact(value: int, words: str, symbol: str) -> Quantity:
        return Quantity(value, "1", words, symbol, source=SIMULATED).christen(f"counter_run.{symbol}(loop_run={name})")

    first = np.flatnonzero(lost[:, places].any(axis=1))
    return CounterRun(
        requests=at,
        known=known[:, places],
        computed=computed[:, places],
        found=found[:, places],
        running=running[:, places],
        longest=int(known[:, places].max()),
        ours=places.index(ours) if ours in places else -1,
        lost=int(first[0]) if len(first) else -1,
        cut=fact(int(reading.sum()), "steps that end inside a prompt, all requests", "cut"),
        hits=fact(int((found.max(axis=0) > 0).sum()), "requests that found a prefix computed", "hits"),
        losses=fact(int(lost.sum()), "times that a request lost what was computed", "losses"),
    )


def _chosen(found: np.ndarray, lost: np.ndarray, running: np.ndarray, ours: int | None) -> tuple[int, ...]:
    """Numbers of the requests to show, in order: ours, those that lose or find something, then the earliest."""
    count = found.shape[1]
    rank = np.full(count, 2)
    rank[lost.any(axis=0) | (found.max(axis=0) > 0)] = 1
    if ours is not None:
        rank[ours] = 0
    begun = running.argmax(axis=0)
    order = np.lexsort((np.arange(count), begun, rank))[:SHOWN]
    return tuple(sorted(int(each) for each in order))


@dataclass(frozen=True, slots=True, eq=False)
class KeptToken:
    """One token of the prompt: its place and text; layer: whose numbers are shown; key, value [d] of the first key head
    as they stay in the cache, query [d] of its first query head, which is used once. change, again: recorded with the
    small model, by how much its keys and values change while the answer is written, and by how much those of all tokens
    differ when one long pass computes them anew."""

    place: int
    text: str
    layer: int
    key: np.ndarray
    value: np.ndarray
    query: np.ndarray
    change: Quantity
    again: Quantity


@part("kept_token", needs=("recording",))
def _kept_token(view: PartView) -> KeptToken:
    recording: Recording = view.recording
    layers = recording.qkv_layers.tolist()
    layer = layers[len(layers) // 3]
    place = kept_place(recording.prompt_texts, recording.prompt_special.tolist())
    place = min(place, recording.positions - 1)
    queries, keys, values = recording.qkv(layer)
    known = shipped_loop()
    return KeptToken(
        place,
        recording.prompt_texts[place].strip(),
        layer,
        keys[0, place],
        values[0, place],
        queries[0, place],
        Quantity(known.kept_change, "share", "largest change of a kept key or value", "d", source=RECORDED),
        Quantity(
            known.again_change, "share", "largest difference of keys and values made anew", "d_2", source=RECORDED
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class EndOdds:
    """The end token at every step of the answer: its odds [n] at temperature 1, and whether each is known or only
    bounded by what was kept [n]; last, usual: at the last step, and the median of the others; likeliest: step (from 1)
    with the highest odds but the last; ended: whether the answer ended by it; limit: tokens at most."""

    odds: np.ndarray
    exact: np.ndarray
    last: Quantity
    peak: Quantity
    likeliest: int
    ended: bool
    limit: Quantity


@part("end_odds", reads=("answer_tokens",), needs=("recording", "tokenizer"))
def _end_odds(view: PartView) -> EndOdds:
    recording: Recording = view.recording
    known = shipped_loop()
    end = known.end if recording.model == known.model else view.tokenizer.tables.eos_id
    odds, exact = end_odds(recording, end)
    before = odds[:-1] if len(odds) > 1 else odds
    likeliest = int(before.argmax())
    return EndOdds(
        odds,
        exact,
        Quantity(float(odds[-1]), "share", "probability of the end token at the last step", "p_n", source=RUN),
        Quantity(
            float(before[likeliest]), "share", "highest probability of the end token before that", "p_max", source=RUN
        ),
        likeliest + 1,
        recording.ended,
        Quantity(int(view.answer_tokens), "token", "tokens at most", "limit", source=SETTING),
    )
