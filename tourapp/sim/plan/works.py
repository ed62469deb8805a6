"""Times of many cells as arrays: the cost model's rows, each reduced to what it is per token and per pass.

A row takes the longer of arithmetic and bytes. Both are straight lines in the tokens of the pass, but for two: routed
experts are read as far as they are hit, 1-(1-k/E)^T of them, and attention follows keys and pairs. Not here: how they
are read off the cost model (lines.py), batches, replicas, targets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tourapp.sim.plan.cells import Cell

Floats = NDArray[np.float64]
ROWS = 12
"""Rows of a pass at most, of those with two sides."""


class PhaseLines:
    """One phase of all cells. dense [4, cells, ROWS]: arithmetic per pass and per token, bytes per pass and per token,
    in s; head [4, cells]: the same of the scores of the vocabulary; attention [2, cells]: s per key or pair, s per
    cached byte; experts [2, cells]: arithmetic per token, bytes of all of them; over [2, cells]: what comes on top, per
    pass and per token."""

    def __init__(self, cells: int) -> None:
        self.dense, self.head = np.zeros((4, cells, ROWS)), np.zeros((4, cells))
        self.attention, self.experts, self.over = (np.zeros((2, cells)) for _ in range(3))

    def take(self, rows: NDArray[Any]) -> PhaseLines:
        """The same for some cells."""
        found = PhaseLines(0)
        found.dense, found.head = self.dense[:, rows], self.head[:, rows]
        found.attention, found.experts, found.over = (
            each[:, rows] for each in (self.attention, self.experts, self.over)
        )
        return found

    def seconds(self, tokens: Floats, pairs: Floats, held: Floats, hit: Floats, shares: tuple[Any, Any]) -> Floats:
        """Time of a pass over so many tokens. pairs: of queries and keys; held: cached bytes moved; hit: share of the
        experts; shares: by how much better arithmetic and bytes are than asked for."""
        math, bytes_ = shares
        seen = (self.attention[0] * pairs, self.attention[1] * held)
        scored = (self.head[0] + self.head[1] * tokens, self.head[2] + self.head[3] * tokens)
        total = self.shared(tokens, hit, shares)
        for work, read in (scored, seen):
            total += np.maximum(work / math, read / bytes_)
        return total

    def shared(self, tokens: Floats, hit: Floats, shares: tuple[Any, Any]) -> Floats:
        """Time of what all tokens of a pass share, whosever they are: matrices, experts, what comes on top."""
        math, bytes_ = shares
        each = tokens[:, None]
        work = (self.dense[0] + self.dense[1] * each) / _column(math)
        read = (self.dense[2] + self.dense[3] * each) / _column(bytes_)
        total: Floats = np.maximum(work, read).sum(axis=1)
        total += np.maximum(self.experts[0] * tokens / math, self.experts[1] * hit / bytes_)
        return total + self.over[0] + self.over[1] * tokens


@dataclass(slots=True)
class Works:
    """What all cells do, arrays of one length. weights, memory: B; copies: of the cache; host: s before a prefill;
    routed: share of the experts that one token uses (1: none are routed); full, capped, window: layers without and with
    a sliding window, and its tokens; token: cached bytes of a token in a layer; step, prompt: lines of both phases."""

    cells: list[Cell]
    weights: Floats
    memory: Floats
    gpus: Floats
    copies: Floats
    host: Floats
    host_token: Floats
    routed: Floats
    full: Floats
    capped: Floats
    window: Floats
    token: Floats
    step: PhaseLines
    prompt: PhaseLines

    def take(self, rows: NDArray[Any]) -> Works:
        """The same for some cells (a cell may come more than once)."""
        some = {name: getattr(self, name)[rows] for name in ARRAYS}
        cells = [self.cells[row] for row in rows]
        return Works(cells=cells, **some, step=self.step.take(rows), prompt=self.prompt.take(rows))

    def keys(self, context: Floats) -> Floats:
        """Keys that a new token sees, over all layers."""
        return self.full * context + self.capped * np.minimum(context, self.window)

    def pairs(self, prompt: Floats, kept: Floats) -> Floats:
        """Pairs of queries and keys of a prompt of which the first `kept` tokens were computed before."""
        return self._triangle(prompt) - self._triangle(kept)

    def _triangle(self, tokens: Floats) -> Floats:
        near = np.minimum(tokens, self.window)
        inside = 0.5 * near * (near + 1) + (tokens - near) * near
        return self.full * 0.5 * tokens * (tokens + 1) + self.capped * inside

    def held(self, context: Floats) -> Floats:
        """Bytes of one sequence's cache, copies not counted."""
        return self.token * self.keys(context)

    def hit(self, tokens: Floats) -> Floats:
        """Share of the experts that so many tokens use."""
        return 1.0 - (1.0 - self.routed) ** tokens

    def step_seconds(self, batch: Floats, context: Floats, shares: tuple[Any, Any] = (1.0, 1.0)) -> Floats:
        """One decode step of a batch."""
        keys = batch * self.keys(context)
        return self.step.seconds(batch, keys, batch * self.held(context), self.hit(batch), shares)

    def prompt_seconds(self, prompt: Floats, kept: Floats, shares: tuple[Any, Any] = (1.0, 1.0)) -> Floats:
        """One prompt alone, its first `kept` tokens taken from the cache."""
        new = prompt - kept
        cached = prompt * self.token * (self.full + self.capped)  # written, or read as the kept prefix
        return self.prompt.seconds(new, self.pairs(prompt, kept), cached, self.hit(new), shares)

    def mixed_seconds(
        self, batch: Floats, context: Floats, lengths: tuple[Floats, Floats, Floats], shares: tuple[Any, Any]
    ) -> Floats:
        """A decode step of a batch with a chunk of a prompt in it, averaged over the chunks. lengths: tokens of the
        prompt, those kept of it, those of a chunk. Attention and scores are each one's own; all else is shared."""
        (prompt, kept, chunk), (math, bytes_) = lengths, shares
        new = prompt - kept
        size, count = np.minimum(chunk, new), np.ceil(new / chunk)
        step, reads, tokens = self.step, self.prompt, batch + np.minimum(chunk, new)
        total = step.shared(tokens, self.hit(batch + size), shares)
        cached = prompt * self.token * (self.full + self.capped)
        seen = step.attention[0] * batch * self.keys(context) + reads.attention[0] * self.pairs(prompt, kept) / count
        held = step.attention[1] * batch * self.held(context) + reads.attention[1] * cached / count
        total += np.maximum(seen / math, held / bytes_)
        last = (reads.head[0] + reads.head[1] * new) / count
        scored = step.head[0] + step.head[1] * batch + last
        return total + np.maximum(scored / math, (step.head[2] + step.head[3] * batch) / bytes_)


ARRAYS = (
    *("weights", "memory", "gpus", "copies", "host", "host_token", "routed"),
    *("full", "capped", "window", "token"),
)


def _column(share: Any) -> Any:
    return share[:, None] if hasattr(share, "shape") and share.shape else share
