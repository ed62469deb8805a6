"""One real generation, frozen: tokens, scores, attention, keys and values, times. Data only; `record.py`
makes it.

A recording made now carries the badge "live"; one loaded from a file carries "recorded". Positions count
prompt tokens first, then generated ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.engine.capture import triangle_offset
from tourapp.engine.layer_record import LayerRecord
from tourapp.engine.sampler import Odds, SamplingParams, reshape
from tourapp.errors import UsageError

TOP = 256
"""How many of the highest scores are kept for every step."""

WRITING = "writing"
"""How a recording ends that is still being made."""

ARRAYS = (
    "prompt_ids",
    "prompt_special",
    "ids",
    "logprobs",
    "top_ids",
    "top_logits",
    "logsumexp",
    "full_steps",
    "full_logits",
    "attention_packed",
    "key_norms",
    "value_norms",
    "embeddings",
    "qkv_layers",
    "queries",
    "keys",
    "values",
    "step_seconds",
)
"""Names of the array fields of a Recording."""


@dataclass(frozen=True, slots=True)
class Recording:
    """P prompt tokens, N generated ones (the end token included, where the model ended its answer), T = P + N tokens,
    C = T - 1 slots of the cache (the last token is never fed back), M <= C positions with attention, S <= L layers
    with Q, K, V.

    `text` and `texts` are what a person reads: the end token has the piece of its name and no text. prompt_ids [P],
    prompt_special [P], ids [N], logprobs [N] (ln, temperature 1), top_ids/top_logits [N, 256], logsumexp [N],
    full_steps [F] and full_logits [F, vocab] (steps whose scores are all kept), attention_packed [layers, heads,
    M(M+1)/2] fp16, key_norms/value_norms [layers, kv_heads, C], embeddings [T, hidden], qkv_layers [S], queries [S,
    heads, M, head_dim] and keys, values [S, kv_heads, M, head_dim] (after rotary positions), step_seconds [N].

    `layer_record`: numbers from inside the layers; None in a recording made before they were kept (layout version 2).
    """

    prompt: str
    chat: bool
    model: str
    badge: str
    params: SamplingParams
    max_tokens: int
    finish: str
    prompt_pieces: tuple[str, ...]
    prompt_texts: tuple[str, ...]
    pieces: tuple[str, ...]
    texts: tuple[str, ...]
    text: str
    context: int
    prefill_seconds: float
    prompt_ids: np.ndarray
    prompt_special: np.ndarray
    ids: np.ndarray
    logprobs: np.ndarray
    top_ids: np.ndarray
    top_logits: np.ndarray
    logsumexp: np.ndarray
    full_steps: np.ndarray
    full_logits: np.ndarray
    attention_packed: np.ndarray
    key_norms: np.ndarray
    value_norms: np.ndarray
    embeddings: np.ndarray
    qkv_layers: np.ndarray
    queries: np.ndarray
    keys: np.ndarray
    values: np.ndarray
    step_seconds: np.ndarray
    layer_record: LayerRecord | None = None

    def __post_init__(self) -> None:
        """Freeze the arrays."""
        for name in ARRAYS:
            getattr(self, name).flags.writeable = False

    @property
    def layers(self) -> int:
        """Layers of the network."""
        return int(self.attention_packed.shape[0])

    @property
    def heads(self) -> int:
        """Query heads per layer."""
        return int(self.attention_packed.shape[1])

    @property
    def kv_heads(self) -> int:
        """Key/value heads per layer."""
        return int(self.key_norms.shape[1])

    @property
    def head_dim(self) -> int:
        """Numbers per head."""
        return int(self.queries.shape[-1])

    @property
    def prompt_count(self) -> int:
        """P: prompt tokens, template included."""
        return len(self.prompt_ids)

    @property
    def total(self) -> int:
        """T: all tokens, of the prompt and of the answer."""
        return len(self.prompt_ids) + len(self.ids)

    @property
    def slots(self) -> int:
        """C: tokens whose keys and values are in the cache at the end: all but the last, which is never fed back."""
        return self.total - 1

    @property
    def ended(self) -> bool:
        """Whether the model ended the answer itself: the last of `ids` is then the end token."""
        return self.finish == "stop"

    @property
    def writing(self) -> bool:
        """Whether the model is still at it: more tokens will follow."""
        return self.finish == WRITING

    @property
    def words(self) -> int:
        """Tokens of the answer that a person reads: all but the end token."""
        return len(self.ids) - self.ended

    @property
    def positions(self) -> int:
        """M: positions whose attention (and Q, K, V) is kept: those in the cache, or the first 256."""
        return int(self.queries.shape[2])

    @property
    def all_ids(self) -> np.ndarray:
        """Token ids of all positions [T]."""
        return np.concatenate([self.prompt_ids, self.ids])

    @property
    def all_pieces(self) -> tuple[str, ...]:
        """Vocabulary spelling of all positions."""
        return self.prompt_pieces + self.pieces

    @property
    def all_texts(self) -> tuple[str, ...]:
        """Readable text of all positions."""
        return self.prompt_texts + self.texts

    @property
    def prefill_tokens_per_second(self) -> float:
        """Prompt tokens read per second, as measured in this run."""
        return self.prompt_count / self.prefill_seconds if self.prefill_seconds > 0 else 0.0

    @property
    def decode_tokens_per_second(self) -> float:
        """Tokens per second after the first, as measured in this run; 0 when there is only one."""
        spent = float(self.step_seconds[1:].sum())
        return (len(self.ids) - 1) / spent if spent > 0 else 0.0

    def attention(self, layer: int, head: int) -> np.ndarray:
        """Weights [M, M] fp32, lower triangle: row = the token that asks, column = the token looked at."""
        count = self.positions
        out = np.zeros((count, count), np.float32)
        out[np.tril_indices(count)] = self.attention_packed[layer, head, : triangle_offset(count)]
        return out

    def attention_row(self, layer: int, head: int, position: int) -> np.ndarray:
        """Weights [position + 1] fp32 with which one position looks at itself and everything before it."""
        start = triangle_offset(position)
        return self.attention_packed[layer, head, start : start + position + 1].astype(np.float32)

    def qkv(self, layer: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Queries [heads, M, d], keys and values [kv_heads, M, d], fp32. Raises UsageError for a layer not
        kept."""
        kept = self.qkv_layers.tolist()
        if layer not in kept:
            raise UsageError(f"layer: {layer}, kept in this recording: {', '.join(map(str, kept))}")
        at = kept.index(layer)
        queries, keys, values = (a[at].astype(np.float32) for a in (self.queries, self.keys, self.values))
        return queries, keys, values

    def has_all_scores(self, step: int) -> bool:
        """Whether the scores of the whole vocabulary are kept for this step."""
        return step in self.full_steps

    def scores(self, step: int) -> tuple[np.ndarray, np.ndarray]:
        """Token ids [n] and their scores [n] at a step: all of the vocabulary, or the 256 highest first."""
        at = np.flatnonzero(self.full_steps == step)
        if len(at):
            logits = self.full_logits[at[0]].astype(np.float32)
            return np.arange(len(logits)), logits
        return self.top_ids[step].astype(np.int64), self.top_logits[step].astype(np.float32)

    def odds(self, step: int, params: SamplingParams | None = None) -> tuple[np.ndarray, Odds]:
        """Candidate ids [n] and their odds under other settings; index i of the odds is token ids[i].

        With only 256 scores kept, the odds are those among the 256 highest.
        """
        ids, scores = self.scores(step)
        return ids, reshape(scores, self.params if params is None else params)

    def kept_mass(self, step: int) -> float:
        """Share of probability (temperature 1) that the 256 kept scores hold."""
        return float(np.exp(self.top_logits[step].astype(np.float64) - self.logsumexp[step]).sum())

    def stopped(self) -> Recording:
        """The same, as the answer for good: the run was stopped here."""
        return replace(self, finish="cancelled")

    def clipped(self, max_tokens: int) -> Recording:
        """The same run as it would be with a lower limit: its first `max_tokens` answer tokens."""
        n = len(self.ids)
        if max_tokens >= n:
            return replace(self, max_tokens=max_tokens) if max_tokens != self.max_tokens else self
        total = self.prompt_count + max_tokens
        kept = min(self.positions, total - 1)
        steps = ("ids", "logprobs", "top_ids", "top_logits", "logsumexp", "step_seconds", "pieces", "texts")
        full = self.full_steps < max_tokens
        return replace(
            self,
            max_tokens=max_tokens,
            finish="length",
            text="".join(self.texts[:max_tokens]),
            full_steps=self.full_steps[full],
            full_logits=self.full_logits[full],
            attention_packed=self.attention_packed[:, :, : triangle_offset(kept)],
            embeddings=self.embeddings[:total],
            layer_record=self.layer_record and self.layer_record.clipped(total - 1, max_tokens),
            **{name: getattr(self, name)[:max_tokens] for name in steps},
            **{name: getattr(self, name)[:, :, : total - 1] for name in ("key_norms", "value_norms")},
            **{name: getattr(self, name)[:, :, :kept] for name in ("queries", "keys", "values")},
        )

    def compact(self, layers: tuple[int, ...], full_steps: tuple[int, ...]) -> Recording:
        """A smaller copy: Q, K, V of these layers only and in fp16, all scores of these steps only."""
        at = [self.qkv_layers.tolist().index(layer) for layer in layers]
        steps = [s for s in full_steps if s in self.full_steps]
        rows = [self.full_steps.tolist().index(s) for s in steps]
        return replace(
            self,
            full_steps=np.asarray(steps, np.int32),
            full_logits=self.full_logits[rows],
            qkv_layers=np.asarray(layers, np.int32),
            **{name: getattr(self, name)[at].astype(np.float16) for name in ("queries", "keys", "values")},
        )
