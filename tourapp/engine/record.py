"""Runs the real model once and keeps everything the scenes show: the maker of a Recording."""

from __future__ import annotations

import numpy as np

from tourapp.engine.generate import Generation, Step
from tourapp.engine.hooks import NO_HOOKS, Cancelled, Hooks
from tourapp.engine.model import Model
from tourapp.engine.recording import TOP, Recording
from tourapp.engine.sampler import SamplingParams, largest, log_sum_exp
from tourapp.engine.tokenizer import clip_text

DEFAULT_PROMPT = "What is photosynthesis?"
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
    """Generate and keep everything. The prompt is clipped to 4,000 characters.

    Raises UsageError for a prompt without tokens, Cancelled when stopped before the first token; stopped
    later, the recording simply ends there (finish "cancelled").
    """
    text = clip_text(prompt)
    encoding = model.encode(text, chat)
    run = Generation(model, encoding, params or SamplingParams(), max_tokens, hooks=hooks, capture=True)
    steps: list[Step] = []
    for step in run:
        steps.append(step)
        hooks.on_token(step)
    if run.finish == "cancelled" and not steps:
        raise Cancelled
    return _freeze(model, text, chat, run, steps if run.end is None else [*steps, run.end])


def _freeze(model: Model, text: str, chat: bool, run: Generation, steps: list[Step]) -> Recording:
    prompt = run.prompt
    ids = [step.id for step in steps]
    words = steps[: len(steps) - (run.end is not None)]
    return Recording(
        prompt=text,
        chat=chat,
        model=model.name,
        badge="live",
        params=run.params,
        max_tokens=run.max_tokens,
        finish=run.finish,
        prompt_pieces=prompt.pieces,
        prompt_texts=prompt.texts,
        pieces=tuple(step.piece for step in steps),
        texts=tuple("" if step is run.end else step.text for step in steps),
        text=model.tokenizer.decode([step.id for step in words]),
        context=model.config.context,
        prefill_seconds=run.prefill_seconds,
        prompt_ids=np.asarray(prompt.ids, np.int32),
        prompt_special=np.asarray(prompt.special, bool),
        ids=np.asarray(ids, np.int32),
        **_scores(steps, model.config.vocab),
        embeddings=model.transformer.embed([*prompt.ids, *ids]),
        **_seen(run, len(prompt) + len(ids) - 1),
        step_seconds=np.asarray([step.seconds for step in steps], np.float64),
    )


def _scores(steps: list[Step], vocab: int) -> dict[str, np.ndarray]:
    """What the model thought of every token: the likeliest of each step, and all scores of the first ones."""
    tops = [largest(step.logits, TOP) for step in steps]
    full = steps[:FULL_LOGITS]
    return {
        "logprobs": np.asarray([step.logprob for step in steps], np.float64),
        "top_ids": np.asarray(tops, np.int32).reshape(len(steps), TOP),
        "top_logits": np.asarray([s.logits[t] for s, t in zip(steps, tops, strict=True)], np.float32).reshape(-1, TOP),
        "logsumexp": np.asarray([log_sum_exp(step.logits) for step in steps], np.float64),
        "full_steps": np.arange(len(full), dtype=np.int32),
        "full_logits": np.asarray([step.logits for step in full], np.float32).reshape(len(full), vocab),
    }


def _seen(run: Generation, slots: int) -> dict[str, np.ndarray]:
    """What went on inside: attention, queries, keys and values of every layer, and their norms."""
    assert run.capture is not None
    capture, cache = run.capture, run.cache
    kept = min(capture.count, slots)
    key_norms, value_norms = cache.norms()
    return {
        "attention_packed": capture.attention[:, :, : kept * (kept + 1) // 2].copy(),
        "key_norms": key_norms,
        "value_norms": value_norms,
        "qkv_layers": np.arange(run.model.config.layers, dtype=np.int32),
        "queries": capture.queries[:, :, :kept].copy(),
        "keys": cache.keys[:, 0, :, :kept].copy(),
        "values": cache.values[:, 0, :, :kept].copy(),
    }
