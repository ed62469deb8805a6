"""What a GGUF file must hold to be a model that runs here: the llama architecture, its sizes, every tensor.

All of it is checked before the first weight is read, and whatever is wrong is named. Not here: the vocabulary
(`gguf_vocabulary`) and the packing of weights (`gguf_types`).
"""

from __future__ import annotations

import math
import re
from typing import Any

from tourapp.engine.gguf_reader import GgufFile
from tourapp.engine.gguf_values import AGAIN, ENTRIES, shown
from tourapp.engine.model_header import Config
from tourapp.errors import UsageError

LONGEST = 32_768
"""Positions that are used at most, whatever a file promises: tables of them lie in memory."""
SMALLEST = 256
"""Entries a vocabulary must have: so many are kept of every step."""
IDLE = re.compile(r"blk\.\d+\.attn_rot_embd\.weight")
"""Tensors of old files that nothing uses."""
ROPE = "rope_freqs.weight"


class FileSettings:
    """The settings of a file, each asked for with what is allowed."""

    def __init__(self, file: GgufFile) -> None:
        self.file, self._all = file, file.settings

    def bad(self, name: str, what: str, remedy: str = AGAIN) -> UsageError:
        """The error for what is wrong with a setting."""
        return UsageError(f"model file {self.file.path}: {shown(name)}: {what}; {remedy}")

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number. Raises UsageError when it is missing without a default, of another kind, or out of range."""
        value = self._asked(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.bad(name, f"{_short(value)}, allowed: {low} to {high}")
        return value

    def real(self, name: str, low: float, high: float, default: float | None = None) -> float:
        """A number; otherwise as `whole`."""
        value = self._asked(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.bad(name, f"{_short(value)}, allowed: {low:g} to {high:g}")
        return float(value)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; otherwise as `whole`."""
        value = self._asked(name, default)
        if not isinstance(value, str):
            raise self.bad(name, f"{_short(value)}, allowed: a text")
        return value

    def switch(self, name: str, default: bool) -> bool:
        """True or false."""
        value = self._asked(name, default)
        if not isinstance(value, bool):
            raise self.bad(name, f"{_short(value)}, allowed: true or false")
        return value

    def entries(self, name: str, kind: type, count: int | None = None) -> list[Any]:
        """A list of one kind of values, with that many of them. Raises UsageError."""
        value = self._asked(name, None)
        if not isinstance(value, list) or not all(type(entry) is kind for entry in value):
            words = {str: "texts", int: "whole numbers", float: "numbers"}[kind]
            raise self.bad(name, f"{_short(value)}, allowed: a list of {words}")
        if count is not None and len(value) != count:
            raise self.bad(name, f"{len(value)} entries, allowed: {count}, one for each token")
        return value

    def has(self, name: str) -> bool:
        """Whether the file gives a setting."""
        return name in self._all

    def _asked(self, name: str, default: Any) -> Any:
        value = self._all.get(name, default)
        if value is None:
            raise self.bad(name, "missing", "give an unmodified GGUF file of the llama architecture")
        return value


def _short(value: Any) -> str:
    return repr(value)[:40]


def llama_config(file: GgufFile) -> Config:
    """The network's shape, with every tensor it needs in the file. Raises UsageError that names what is wrong."""
    s = FileSettings(file)
    _check_kind(s)
    hidden = s.whole("llama.embedding_length", 8, 1 << 16)
    heads = s.whole("llama.attention.head_count", 1, 1 << 10)
    head_dim = s.whole("llama.attention.key_length", 2, 1 << 10, max(1, hidden // heads))
    config = Config(
        layers=s.whole("llama.block_count", 1, 512),
        hidden=hidden,
        heads=heads,
        kv_heads=s.whole("llama.attention.head_count_kv", 1, heads, heads),
        head_dim=head_dim,
        ffn=s.whole("llama.feed_forward_length", 1, 1 << 20),
        vocab=len(s.entries("tokenizer.ggml.tokens", str)),
        context=min(LONGEST, s.whole("llama.context_length", 16, 1 << 31)),
        rope_base=s.real("llama.rope.freq_base", 1.0, 1e12, 10_000.0),
        norm_eps=s.real("llama.attention.layer_norm_rms_epsilon", 1e-12, 0.1),
        parameters=sum(info.size for info in file.tensors.values()),
        rope_scale=_rope_scale(s),
    )
    _check_sizes(s, config)
    _check_tensors(s, config)
    return config


def _check_kind(s: FileSettings) -> None:
    """A llama model in one file, without experts."""
    kind = s.text("general.architecture")
    if kind != "llama":
        raise s.bad("general.architecture", f"{_short(kind)}, allowed: 'llama'", "give a model of that architecture")
    if s.whole("split.count", 0, 1 << 16, 0) > 1:
        raise s.bad("split.count", "the model is cut into several files", "join them with llama-gguf-split --merge")
    if s.whole("llama.expert_count", 0, 1 << 16, 0) > 0:
        raise s.bad("llama.expert_count", "a mixture of experts", "give a model without experts")


def _rope_scale(s: FileSettings) -> float:
    """What positions are divided by. Raises UsageError for scalings other than linear."""
    kind = s.text("llama.rope.scaling.type", "linear" if s.has("llama.rope.scale_linear") else "none")
    if kind not in ("none", "linear"):
        raise s.bad("llama.rope.scaling.type", f"{_short(kind)}, allowed: none, linear", "give another model")
    if kind == "none":
        return 1.0
    older = s.real("llama.rope.scale_linear", 0.001, 1e6, 1.0)
    return s.real("llama.rope.scaling.factor", 0.001, 1e6, older)


def _check_sizes(s: FileSettings, c: Config) -> None:
    """Sizes that must fit each other."""
    if c.heads % c.kv_heads:
        what = f"{c.kv_heads}, allowed: a divisor of the {c.heads} query heads"
        raise s.bad("llama.attention.head_count_kv", what)
    if c.head_dim % 2:
        raise s.bad("llama.attention.head_count", f"{c.heads}, allowed: what divides {c.hidden} into even heads")
    for name in ("llama.attention.value_length", "llama.rope.dimension_count"):
        s.whole(name, c.head_dim, c.head_dim, c.head_dim)
    if c.vocab < SMALLEST or c.vocab > ENTRIES:
        raise s.bad("tokenizer.ggml.tokens", f"{c.vocab} entries, allowed: {SMALLEST} to {ENTRIES}")
    s.whole("llama.vocab_size", c.vocab, c.vocab, c.vocab)


def wanted_tensors(c: Config) -> dict[str, tuple[int, ...]]:
    """Every tensor a model of this shape must have: name -> (out, in) or (n,)."""
    queries, keys = c.heads * c.head_dim, c.kv_heads * c.head_dim
    wanted: dict[str, tuple[int, ...]] = {"token_embd.weight": (c.vocab, c.hidden), "output_norm.weight": (c.hidden,)}
    for i in range(c.layers):
        wanted |= {
            f"blk.{i}.attn_norm.weight": (c.hidden,),
            f"blk.{i}.attn_q.weight": (queries, c.hidden),
            f"blk.{i}.attn_k.weight": (keys, c.hidden),
            f"blk.{i}.attn_v.weight": (keys, c.hidden),
            f"blk.{i}.attn_output.weight": (c.hidden, queries),
            f"blk.{i}.ffn_norm.weight": (c.hidden,),
            f"blk.{i}.ffn_gate.weight": (c.ffn, c.hidden),
            f"blk.{i}.ffn_up.weight": (c.ffn, c.hidden),
            f"blk.{i}.ffn_down.weight": (c.hidden, c.ffn),
        }
    return wanted


def _check_tensors(s: FileSettings, c: Config) -> None:
    """Every tensor is there in its shape, and there is none that this network has no use for."""
    tensors, wanted = s.file.tensors, wanted_tensors(c)
    may = {"output.weight": (c.vocab, c.hidden), ROPE: (c.head_dim // 2,)}
    for name in wanted:
        if name not in tensors:
            raise s.bad(name, "missing", "give an unmodified GGUF file of the llama architecture")
    for name, info in tensors.items():
        shape = wanted.get(name) or may.get(name)
        if shape is None:
            if not IDLE.fullmatch(name):
                raise s.bad(name, "a tensor that plain llama models do not have", "give another model")
        elif tuple(side for side in info.shape if side > 1) != tuple(side for side in shape if side > 1):
            raise s.bad(name, f"shape {_times(info.shape)}, the settings say {_times(shape)}")
    if not math.isfinite(c.rope_base):
        raise s.bad("llama.rope.freq_base", "no number")


def _times(shape: tuple[int, ...]) -> str:
    return " x ".join(str(side) for side in shape)
