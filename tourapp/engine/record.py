"""Runs the real model once and keeps everything the scenes show: the maker of a Recording, whole or as far as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from tourapp.engine.capture import triangle_offset
from tourapp.engine.generate import Generation, Step
from tourapp.engine.hooks import NO_HOOKS, Cancelled, Hooks
from tourapp.engine.model import Model
from tourapp.engine.recording import TOP, WRITING, Recording
from tourapp.engine.sampler import SamplingParams, largest, log_sum_exp
from tourapp.engine.tokenizer import clip_text

DEFAULT_PROMPT = "What is photosynthesis?"
NO_SCORES = np.empty(0, np.float32)
FULL_LOGITS = 96
"""Steps whose scores are kept whole in a live run (19 MB); later steps keep the 256 highest."""


def record(
    model: Model,
    prompt: str = DEFAULT_PROMPT,
    chat: bool = True,
    params: SamplingParams | None = None,
    max_tokens: int = 64,
    *,
    hooks: Hooks = NO_HOOKS,
) -> Recording:
    """Generate and keep everything. The prompt is clipped to 4,000 characters. After every token `hooks.on_draft` is
    given the recording as far as it is.

    Raises UsageError for a prompt without tokens, Cancelled when stopped before the first token; stopped
    later, the recording simply ends there (finish "cancelled").
    """
    text = clip_text(prompt)
    run = Generation(model, model.encode(text, chat), params or SamplingParams(), max_tokens, hooks=hooks, capture=True)
    made = _Growing(model, text, chat, run)
    for step in run:
        made.add(step)
        hooks.on_token(step)
        hooks.on_draft(made.recording(WRITING))
    if run.finish == "cancelled" and not made.steps:
        raise Cancelled
    if run.end is not None:
        made.add(run.end)
    return made.recording(run.finish)


class _Growing:
    """A recording in the making: what every step adds is worked out once. The arrays of the run are shared, not copied:
    rows that were written are never written again."""

    def __init__(self, model: Model, text: str, chat: bool, run: Generation) -> None:
        self.steps: list[Step] = []
        self._model, self._text, self._chat, self._run = model, text, chat, run
        self._tops: list[np.ndarray] = []
        self._highest: list[np.ndarray] = []
        self._sums: list[float] = []
        self._full = np.empty((min(run.max_tokens, FULL_LOGITS), model.config.vocab), np.float32)

    def add(self, step: Step) -> None:
        """One more token; the end token too."""
        if len(self.steps) < len(self._full):
            self._full[len(self.steps)] = step.logits
        top = largest(step.logits, TOP)
        self._tops.append(top)
        self._highest.append(step.logits[top])
        self._sums.append(log_sum_exp(step.logits))
        self.steps.append(replace(step, logits=NO_SCORES, odds=None))  # 2 MB a step, in every form that it has

    def recording(self, finish: str) -> Recording:
        """What there is so far, frozen."""
        run, model, steps = self._run, self._model, self.steps
        prompt, ids = run.prompt, [step.id for step in steps]
        end = len(steps) - 1 if run.end is not None else len(steps)  # where the end token stands, or would
        return Recording(
            prompt=self._text,
            chat=self._chat,
            model=model.name,
            badge="live",
            params=run.params,
            max_tokens=run.max_tokens,
            finish=finish,
            prompt_pieces=prompt.pieces,
            prompt_texts=prompt.texts,
            pieces=tuple(step.piece for step in steps),
            texts=tuple("" if place == end else step.text for place, step in enumerate(steps)),
            text=model.tokenizer.decode(ids[:end]),
            context=model.config.context,
            prefill_seconds=run.prefill_seconds,
            prompt_ids=np.asarray(prompt.ids, np.int32),
            prompt_special=np.asarray(prompt.special, bool),
            ids=np.asarray(ids, np.int32),
            **self._scores(),
            embeddings=model.transformer.embed([*prompt.ids, *ids]),
            **self._seen(len(prompt) + len(ids) - 1, len(ids)),
            step_seconds=np.asarray([step.seconds for step in steps], np.float64),
        )

    def _scores(self) -> dict[str, Any]:
        """What the model thought of every token: the likeliest of each step, and all scores of the first ones."""
        steps, tops = self.steps, self._tops
        full = min(len(steps), len(self._full))
        return {
            "logprobs": np.asarray([step.logprob for step in steps], np.float64),
            "top_ids": np.asarray(tops, np.int32).reshape(len(steps), TOP),
            "top_logits": np.asarray(self._highest, np.float32).reshape(-1, TOP),
            "logsumexp": np.asarray(self._sums, np.float64),
            "full_steps": np.arange(full, dtype=np.int32),
            "full_logits": self._full[:full],
        }

    def _seen(self, slots: int, steps: int) -> dict[str, Any]:
        """What went on inside: attention, queries, keys and values of every layer, their norms, and the layers' own
        numbers."""
        capture, cache = self._run.capture, self._run.cache
        assert capture is not None
        kept = min(capture.count, slots)
        key_norms, value_norms = cache.norms()
        return {
            "attention_packed": capture.attention[:, :, : triangle_offset(kept)],
            "key_norms": key_norms[:, :, :slots],
            "value_norms": value_norms[:, :, :slots],
            "qkv_layers": np.arange(self._model.config.layers, dtype=np.int32),
            "queries": capture.queries[:, :, :kept],
            "keys": cache.keys[:, 0, :, :kept],
            "values": cache.values[:, 0, :, :kept],
            "layer_record": capture.inside.record(slots, steps, self._model.transformer.turns),
        }
