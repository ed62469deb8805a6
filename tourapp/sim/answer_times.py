"""How long one answer takes on a machine that serves a batch: prefill of its own prompt, which gives the first token,
and one decode step for each further token, with the cache as long as it then is.

Compute on the GPUs alone: no network, no queue. At fitted times the prompts of the others in the batch are read between
its tokens, as on a real server; ideal times, and those at given shares of the peaks, have none in between. Not here:
what a pass costs (`sim.cost`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, add_up
from tourapp.quantity.origin import SETTING
from tourapp.sim.cost import Decode, Scenario, decode_alone, prefill_alone
from tourapp.sim.cost.achieved.company import other_prompts
from tourapp.sim.cost.terms.band import Band, band_of
from tourapp.sim.cost.terms.reach import is_measured, settled
from tourapp.words import Phrase


@dataclass(frozen=True, slots=True)
class TimeBands:
    """How far measured times may lie from the achieved ones: bands of prefill and of the time between tokens, and the
    ends of the whole answer in s."""

    prefill: Band
    token: Band
    total_low: Quantity
    total_high: Quantity


@dataclass(frozen=True, slots=True)
class RequestTimes:
    """One request: seconds to its first token, between further tokens, and for the whole answer.

    first: prefill of its prompt, alone in its pass; between: mean time of the answer's further tokens (TPOT); steps:
    seconds of each of them [output - 1], growing with the cache (the one that would follow where the answer is a single
    token); decode: their sum; tokens: of the answer. `achieved_`: fitted times, or those at the scenario's MFU and
    MBU. others: seconds between two tokens in which the others' prompts are read, which the achieved steps contain
    (None where they are left out). bands: of the achieved times (None where they are not fitted). read: bytes of the
    weights and the cache that were moved for this request: its prefill, and its share of every step of the batch.
    """

    first: Quantity
    achieved_first: Quantity
    between: Quantity
    achieved_between: Quantity
    decode: Quantity
    achieved_decode: Quantity
    total: Quantity
    achieved_total: Quantity
    read: Quantity
    batch: Quantity
    prompt: Quantity
    answer: Quantity
    steps: np.ndarray
    achieved_steps: np.ndarray
    others: Quantity | None
    bands: TimeBands | None

    @property
    def total_ends(self) -> tuple[Quantity, Quantity] | None:
        """Ends of the band of the whole answer, None where times are not fitted."""
        return None if self.bands is None else (self.bands.total_low, self.bands.total_high)

    @property
    def tokens(self) -> int:
        """Tokens of the answer."""
        return int(self.answer.value)

    def ends(self, achieved: bool = False) -> np.ndarray:
        """Seconds from the start at which each token of the answer is there [output]."""
        first, steps = (self.achieved_first, self.achieved_steps) if achieved else (self.first, self.steps)
        return float(first.value) + np.concatenate([[0.0], np.cumsum(steps[: self.tokens - 1])])


def answer_times(which: Scenario, answer: int, company: tuple[int, int] | None = None) -> RequestTimes:
    """The times of one of the `which.batch` requests that run together, each with `which.prompt_tokens` tokens to read
    and `answer` tokens to write. A step counts the token it computes: the first one has a context of prompt + 1.
    company: tokens of prompt and answer of the others, where they differ.

    Example: Llama-3-70B in 8 bits on 2 x H100, batch 8, 2,000 + 200 tokens, MFU 0.5, MBU 0.7: 3.3 s.
    """
    which = settled(which)
    further = answer - 1
    context = int(which.prompt_tokens) + 1 + np.arange(max(1, further))
    alone = prefill_alone(replace(which, batch=1))
    swept = decode_alone(replace(which, context=context))
    others = _others(which, company or (int(which.prompt_tokens), answer)) if which.fitted else None
    ideal, achieved = swept.step_seconds, swept.achieved_step_seconds
    if others is not None:
        achieved = add_up("time between tokens, achieved", "t", "s", [achieved, others])
    first = alone.seconds.named("time to first token, ideal", "TTFT")
    slow_first = alone.achieved_seconds.named("time to first token, achieved", "TTFT")
    decode, slow_decode = _sum(ideal, further, "ideal"), _sum(achieved, further, "achieved")
    return RequestTimes(
        first=first,
        achieved_first=slow_first,
        between=_mean(ideal, len(context), "ideal"),
        achieved_between=_mean(achieved, len(context), "achieved"),
        decode=decode,
        achieved_decode=slow_decode,
        total=add_up("time of the whole answer, ideal", "t_all", "s", [first, decode]),
        achieved_total=add_up("time of the whole answer, achieved", "t_all", "s", [slow_first, slow_decode]),
        read=_read(alone.bytes, swept, further),
        batch=which.quantity("batch"),
        prompt=which.quantity("prompt_tokens"),
        answer=Quantity(answer, "token", "tokens of the answer", "n", source=SETTING),
        steps=_each(ideal, len(context)),
        achieved_steps=_each(achieved, len(context)),
        others=others,
        bands=_bands(which, (slow_first, slow_decode)) if which.fitted else None,
    )


def _others(which: Scenario, company: tuple[int, int]) -> Quantity:
    prompt, answer = company
    alone = prefill_alone(replace(which, batch=1, prompt_tokens=prompt)).achieved_seconds
    return other_prompts(which.quantity("batch"), answer, alone)


def _bands(which: Scenario, stretches: tuple[Quantity, Quantity]) -> TimeBands:
    """The bands of prefill and step; the whole answer's ends are those of its stretches."""
    inside = is_measured(which)
    prefill, token = band_of("prefill", inside), band_of("token", inside)
    ends = zip(prefill.around(stretches[0]), token.around(stretches[1]), strict=True)
    low, high = (add_up("time of the whole answer, end of the band", "t_all", "s", list(pair)) for pair in ends)
    return TimeBands(prefill, token, low, high)


def _each(steps: Quantity, count: int) -> np.ndarray:
    """Seconds of every step [count], locked."""
    out = np.array(np.broadcast_to(np.asarray(steps.value, dtype=np.float64), (count,)))
    out.flags.writeable = False
    return out


def _mean(steps: Quantity, count: int, word: str) -> Quantity:
    """Mean of the steps, as a quantity that knows all of them."""
    mean = float(np.mean(_each(steps, count)))
    known = (steps.named(Phrase("decode steps, {word}", word=Phrase(word)), "t"),)
    return Quantity(
        mean,
        "s",
        Phrase("time between tokens, {word}", word=Phrase(word)),
        "TPOT",
        f"mean of {count} decode steps",
        known,
    )


def _sum(steps: Quantity, further: int, word: str) -> Quantity:
    """Sum of the steps after the first token; nothing for an answer of one token."""
    spent = float(np.sum(_each(steps, further))) if further else 0.0
    known = (steps.named(Phrase("decode steps, {word}", word=Phrase(word)), "t"),)
    return Quantity(
        spent,
        "s",
        Phrase("decode, {word}", word=Phrase(word)),
        "t_D",
        f"sum of {further} decode steps, the cache growing",
        known,
    )


def _read(prefill: Quantity, swept: Decode, further: int) -> Quantity:
    """Bytes moved for this request: its own prefill, and its share of every step."""
    each = swept.bytes_per_token
    moved = float(np.sum(_each(each, further))) if further else 0.0
    shares = Quantity(
        moved, "B", "our share of the decode steps", "Q_D", f"sum of {further} steps, each shared by the batch", (each,)
    )
    return add_up("bytes read for this request", "Q", "B", [prefill.named("prefill of its prompt", "Q_P"), shares])
