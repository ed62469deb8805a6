"""Workloads: the requests a simulation serves, made from a seed or read from a JSON file with every field
checked.

Not here: what happens to them. Steps and tokens are whole numbers; a closed load has every request present
at step 0.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
import numpy as np

from tourapp.errors import UsageError
from tourapp.sim.batching_lengths import quantile_lengths
from tourapp.sim.request import Request

MOST_BYTES = 64_000_000  # of a workload file
MOST_REQUESTS = 500_000
MOST_TOKENS = 1_000_000  # of one prompt or one answer
MOST_STEP = 1_000_000_000
MOST_SLOTS = 100_000
MOST_PAGED_TOKENS = 2_000_000  # prompt + output over all requests, for the run that follows every block


@dataclass(frozen=True, slots=True)
class Workload:
    """Requests in the order given, the slots of the batch, and for paging the memory: blocks of block_size
    tokens.

    `max_len` is what the `max` policy reserves; `ours` is the number of the request the tour follows.
    """

    slots: int
    requests: tuple[Request, ...]
    block_size: int | None = None
    blocks: int | None = None
    max_len: int | None = None
    ours: int | None = None

    @property
    def tokens(self) -> int:
        """Answer tokens asked for, over all requests."""
        return sum(request.output for request in self.requests)


_Count = Annotated[int, msgspec.Meta(ge=1, le=MOST_TOKENS)]


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    arrival: Annotated[int, msgspec.Meta(ge=0, le=MOST_STEP)]
    prompt: _Count
    output: _Count


class _File(msgspec.Struct, forbid_unknown_fields=True):
    slots: Annotated[int, msgspec.Meta(ge=1, le=MOST_SLOTS)]
    requests: Annotated[list[_Row], msgspec.Meta(min_length=1, max_length=MOST_REQUESTS)]
    block_size: _Count | None = None
    blocks: _Count | None = None
    max_len: _Count | None = None


def parse_workload(data: bytes, name: str = "workload", paging: bool = False) -> Workload:
    """The workload in a JSON file's bytes; UsageError names the field and what is allowed.

    `{"slots": 8, "requests": [{"arrival": step, "prompt": n, "output": n}]}`; with `paging` the whole
    numbers `block_size`, `blocks` and `max_len` must be there too. Other names and
    names that occur twice are refused.
    """
    if len(data) > MOST_BYTES:
        raise UsageError(f"{name}: {len(data):,} bytes is too large; use at most {MOST_BYTES:,}")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        file = msgspec.json.decode(data, type=_File)
    except msgspec.ValidationError as error:
        raise UsageError(f"{name}: {_plain(str(error))}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{name}: not JSON{_place(data, str(error))}") from None
    doubled = _doubled(data)
    if doubled:
        raise UsageError(f"{name}: {doubled}: occurs twice; leave one of them out")
    workload = Workload(
        file.slots,
        tuple(Request(i, row.arrival, row.prompt, row.output) for i, row in enumerate(file.requests)),
        file.block_size,
        file.blocks,
        file.max_len,
    )
    if paging:
        check_paging(workload, name)
    return workload


def check_paging(workload: Workload, name: str = "workload") -> None:
    """UsageError when a field of the memory is missing, or a request could never fit under one of the
    policies.
    """
    for field in ("block_size", "blocks", "max_len"):
        if getattr(workload, field) is None:
            raise UsageError(f"{name}: {field} is missing; give a whole number of 1 or more")
    assert workload.block_size and workload.blocks and workload.max_len
    pool = workload.block_size * workload.blocks
    if workload.max_len > pool:
        raise UsageError(
            f"{name}: max_len {workload.max_len} could never fit in the pool of {workload.blocks} x "
            f"{workload.block_size} = {pool} token slots; use at most {pool}"
        )
    for request in workload.requests:
        if request.final_length > workload.max_len:
            raise UsageError(
                f"{name}: requests[{request.number}] could never fit: prompt {request.prompt} + output "
                f"{request.output} = {request.final_length} tokens, but max_len is {workload.max_len}"
            )
    total = sum(request.final_length for request in workload.requests)
    if total > MOST_PAGED_TOKENS:
        raise UsageError(
            f"{name}: {total:,} tokens in all are too many to follow block by block; use at most {MOST_PAGED_TOKENS:,}"
        )


def _doubled(data: bytes) -> str:
    """The first field that an object of a valid file names twice, "" when none does: parsers keep the last one."""
    rows, found = 0, ""

    def look(pairs: list[tuple[str, Any]]) -> None:
        nonlocal rows, found
        names = [name for name, _ in pairs]
        front = "" if "slots" in names else f"requests[{rows}]."
        rows += bool(front)
        if not found and len(set(names)) < len(names):
            found = front + next(name for place, name in enumerate(names) if name in names[:place])

    json.loads(data, object_pairs_hook=look)
    return found


def _plain(message: str) -> str:
    """A validation message with the field in front: `requests[3].output: expected int >= 1`."""
    what, _, where = message.partition(" - at `$")
    field = where.rstrip("`").lstrip(".")
    missing = what.removeprefix("Object missing required field `")
    if missing != what:
        return f"{field + ': ' if field else ''}{missing.rstrip('`')} is missing"
    unknown = what.removeprefix("Object contains unknown field `")
    if unknown != what:
        return f"{field + '.' if field else ''}{unknown.rstrip('`')[:40]}: there is no such field"
    what = what.replace("`", "")
    what = what[:1].lower() + what[1:]
    return (
        f"{field or 'the whole file'}: {what}".replace("int >= ", "a whole number >= ")
        .replace("int <= ", "a whole number <= ")
        .replace("expected int", "expected a whole number")
    )


def _place(data: bytes, message: str) -> str:
    """Line and column of a JSON syntax error, from msgspec's byte position."""
    digits = message.rpartition("(byte ")[2].rstrip(")")
    reason = message.partition(": ")[2].partition(" (byte")[0] or message
    if not digits.isdigit():
        return f" (line {data.count(10) + 1}): {reason}" if "truncated" in message else f": {reason}"
    before = data[: int(digits)]
    return f" (line {before.count(10) + 1}, column {len(before) - before.rfind(10)}): {reason}"


def lognormal_lengths(rng: np.random.Generator, n: int, mean: float, sigma: float, most: int) -> list[int]:
    """n whole lengths, 1 to `most`, lognormal with that mean and standard deviation `sigma` of the logarithm.

    sigma 0 gives round(mean) every time. Rounding and the limits move the mean a little.
    """
    values = mean * np.exp(sigma * rng.standard_normal(n) - sigma**2 / 2)
    return [int(value) for value in np.clip(np.rint(values), 1, most)]


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of the batch: n requests whose answers are `mean` tokens long in the mean, exactly, and spread
    lognormally (`sigma` of the logarithm).

    arrival_rate: requests per step (Poisson), 0 means closed, all present at step 0. One of them is ours: the request
    two thirds of the way, which keeps its place in line and its rank in the spread, so its length follows sigma like
    everybody's. The seed decides who has which length, and when they arrive; lengths, prompts and arrivals are
    shuffled apart, so that one slider changes one thing.
    """

    n: int = 64
    mean: float = 28.0
    sigma: float = 0.75
    arrival_rate: float = 0.0
    slots: int = 8
    seed: int = 7
    prompt_mean: float = 32.0
    prompt_sigma: float = 0.5

    def workload(self) -> Workload:
        """The requests. UsageError names a value out of range."""
        n = self.n
        _check_made(n, self.mean, self.sigma, (self.arrival_rate, self.slots), self.seed)
        lengths, prompts, gaps = (np.random.default_rng([self.seed, stream]) for stream in range(3))
        outputs = quantile_lengths(n, self.mean, self.sigma)[lengths.permutation(n)].tolist()
        asked = quantile_lengths(n, self.prompt_mean, self.prompt_sigma)[prompts.permutation(n)].tolist()
        arrivals = [0] * n
        if self.arrival_rate > 0:
            waits = np.cumsum(gaps.exponential(size=n)) / self.arrival_rate
            arrivals = np.minimum(waits, MOST_STEP).astype(np.int64).tolist()
        requests = tuple(Request(i, arrivals[i], asked[i], outputs[i]) for i in range(n))
        return Workload(self.slots, requests, ours=n * 2 // 3)


@dataclass(frozen=True, slots=True)
class PoolDemand:
    """What is asked of a small pool: ours first, a `twin` that asks the same (so its prompt can be shared), a `fork` (a
    second answer to ours, entering with it), and others of many lengths arriving at `arrival_rate` per step.

    Lengths are kept within max_len, and max_len within the pool.
    """

    block_size: int = 4
    blocks: int = 40
    max_len: int = 64
    arrival_rate: float = 0.2
    slots: int = 8
    seed: int = 7
    n: int = 16
    ours: tuple[int, int] = (5, 13)
    twin: bool = True
    fork: bool = True

    def workload(self) -> Workload:
        """The requests. UsageError names a value out of range."""
        n = self.n
        _check_made(n, 1.0, 0.0, (self.arrival_rate, self.slots), self.seed)
        max_len = max(2, min(self.max_len, self.block_size * self.blocks))
        requests = self._mine(max_len)
        rng = np.random.default_rng([self.seed, 3])
        gaps = rng.exponential(size=n)
        rate = self.arrival_rate
        arrivals = np.minimum(np.cumsum(gaps) / rate, MOST_STEP) if rate > 0 else np.zeros(n)
        outputs = lognormal_lengths(rng, n, max(1.0, max_len * 0.4), 0.6, max_len - 1)
        prompts = lognormal_lengths(rng, n, max(1.0, max_len * 0.15), 0.5, max(1, max_len // 2))
        base = len(requests)
        for i in range(base, n):
            asked = min(prompts[i], max_len - 1)
            arrival = int(arrivals[i] - arrivals[base - 1])
            requests.append(Request(i, arrival, asked, min(outputs[i], max_len - asked)))
        return Workload(self.slots, tuple(requests[:n]), self.block_size, self.blocks, max_len, 0)

    def _mine(self, max_len: int) -> list[Request]:
        """Ours, its second answer, and the one who asks the same."""
        prompt = min(max(1, self.ours[0]), max_len - 1)
        output = min(max(1, self.ours[1]), max_len - prompt)
        found = [Request(0, 0, prompt, output, 1, prompt)]
        if self.fork:
            found.append(Request(1, 0, prompt, max(1, output * 2 // 3), 1, prompt, parent=0))
        if self.twin:
            length = max(1, min(output + self.block_size, max_len - prompt))
            found.append(Request(len(found), 1, prompt, length, 1, prompt))
        return found


def _check_made(n: int, mean: float, sigma: float, service: tuple[float, int], seed: int) -> None:
    """`service`: arrivals per step, and slots."""
    arrival_rate, slots = service
    checks: tuple[tuple[str, Any, float, float], ...] = (
        ("requests", n, 1, MOST_REQUESTS),
        ("mean_output", mean, 1, MOST_TOKENS),
        ("variance", sigma, 0, 5),
        ("load", arrival_rate, 0, 1e6),
        ("slots", slots, 1, MOST_SLOTS),
        ("seed", seed, 0, 2**63 - 1),
    )
    for field, value, low, high in checks:
        if not (math.isfinite(value) and low <= value <= high):
            raise UsageError(f"{field}: {value} is out of range; use {low:g} to {high:g}")
