"""The loop of generation: prefill the prompt, then one token at a time until a stop. Yields; prints
nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from tourapp.engine.capture import Capture
from tourapp.engine.hooks import NO_HOOKS, Cancelled, Hooks
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model
from tourapp.engine.sampler import Odds, SamplingParams, log_sum_exp, reshape
from tourapp.engine.tokenizer import Encoding
from tourapp.errors import UsageError

MAX_TOKENS = 4_096
"""Most new tokens one request may ask for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One generated token.

    `logprob` is ln of its probability under the plain softmax of the scores (temperature 1); `top` holds
    the ten most likely (id, probability) of that same softmax. `seconds` is the time since the previous
    token (for the first one since the end of prefill): sampling plus the pass that read the token before.
    `logits` [vocab] fp32.
    """

    index: int
    id: int
    piece: str
    text: str
    logprob: float
    top: tuple[tuple[int, float], ...]
    seconds: float
    logits: np.ndarray
    odds: Odds | None


class Generation:
    """One run; iterate it for the steps. Afterwards it tells how the run ended.

    `finish`: "stop" (the model ended its answer), "length" (max_tokens), "context" (no room), "cancelled",
    or "" while it runs. The end token that stops it is not yielded: `end` is its step, None for any other finish.
    """

    def __init__(
        self,
        model: Model,
        prompt: Encoding,
        params: SamplingParams,
        max_tokens: int,
        *,
        hooks: Hooks = NO_HOOKS,
        capture: bool = False,
    ) -> None:
        """Check the request. Raises UsageError for an empty or overlong prompt or a bad max_tokens."""
        context = model.config.context
        if not len(prompt):
            raise UsageError("prompt: holds no token the model could read; type some text")
        if len(prompt) >= context:
            raise UsageError(f"prompt: {len(prompt)} tokens, allowed: at most {context - 1}")
        if not 1 <= max_tokens <= MAX_TOKENS:
            raise UsageError(f"max_tokens: {max_tokens}, allowed: 1 to {MAX_TOKENS}")
        self.model, self.prompt, self.params, self.max_tokens = model, prompt, params, max_tokens
        self._hooks = hooks
        capacity = min(context, len(prompt) + max_tokens)
        self.cache = KVCache(model.config, capacity)
        self.capture = Capture(model.config, capacity, len(prompt)) if capture else None
        self.prefill_seconds = 0.0
        self.finish = ""
        self.end: Step | None = None
        self._given: tuple[int, ...] = ()

    def going_on_from(self, ids: Iterable[int]) -> Generation:
        """The same run with its first tokens given instead of drawn: what follows is drawn as it would have been, each
        place with its own number of the seed. A start that was drawn so gives the very same answer."""
        self._given = tuple(int(token) for token in ids)
        return self

    def __iter__(self) -> Iterator[Step]:
        """Prefill, then yield steps; `cancel` is asked between prefill chunks and between tokens."""
        network = self.model.transformer
        network.warm()
        begun = time.perf_counter()
        try:
            logits = network.prefill(self.prompt.ids, self.cache, capture=self.capture, hooks=self._hooks)
        except Cancelled:
            self.finish = "cancelled"
            return
        mark = time.perf_counter()
        self.prefill_seconds = mark - begun
        for index in range(self.max_tokens):
            if self._hooks.cancel():
                self.finish = "cancelled"
                return
            odds = reshape(logits, self.params)
            token = self._given[index] if index < len(self._given) else odds.draw(index)
            step = self._step(index, token, logits, odds, time.perf_counter() - mark)
            if token in self.model.tokenizer.stop_ids:
                self.finish, self.end = "stop", step
                return
            yield step
            mark = time.perf_counter()  # the reader's own time is not the model's
            last = index + 1 == self.max_tokens
            if last or self.cache.room() < 1:
                self.finish = "length" if last else "context"
                return
            logits = network.decode([token], self.cache, self.capture)[0]

    def _step(self, index: int, token: int, logits: np.ndarray, odds: Odds, seconds: float) -> Step:
        logits.flags.writeable = False
        tokenizer = self.model.tokenizer
        return Step(
            index=index,
            id=token,
            piece=tokenizer.piece(token),
            text=tokenizer.token_text(token),
            logprob=float(logits[token]) - log_sum_exp(logits),
            top=tuple(odds.top(10, "raw")),
            seconds=seconds,
            logits=logits,
            odds=odds,
        )


def generate(
    model: Model,
    prompt: str,
    params: SamplingParams,
    *,
    chat: bool = True,
    max_tokens: int = 64,
    hooks: Hooks = NO_HOOKS,
) -> Generation:
    """A run of the model on a prompt, inside the chat template unless `chat` is False. Iterate the result."""
    return Generation(model, model.encode(prompt, chat), params, max_tokens, hooks=hooks)
