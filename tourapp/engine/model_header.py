"""What is kept beside converted weights: the shape of the network, where each tensor lies, which file it came from."""

from __future__ import annotations

import math

import msgspec

from tourapp.engine.tokenizer_data import TokenizerData, decode_tables

FORMAT = 2
"""Of `weights.f32` and `header.json`."""


class Config(msgspec.Struct, frozen=True):
    """Shape of the network, as its GGUF header states it."""

    layers: int
    hidden: int
    heads: int
    kv_heads: int
    head_dim: int
    ffn: int
    vocab: int
    context: int
    rope_base: float
    norm_eps: float
    parameters: int
    rope_scale: float = 1.0
    """What positions are divided by before they turn anything."""


class TensorEntry(msgspec.Struct, frozen=True):
    """Where one fp32 tensor lies in `weights.f32`: shape as it is stored and offset in bytes; `turned`: it is used the
    other way round, its stored rows are the columns."""

    shape: tuple[int, ...]
    offset: int
    turned: bool = False


class FileFacts(msgspec.Struct, frozen=True):
    """Identity of a file: where it was, its size in bytes, its SHA-256."""

    path: str
    bytes: int
    sha256: str


class Header(msgspec.Struct, frozen=True):
    """Content of `header.json`."""

    format: int
    name: str
    source: FileFacts
    weights_bytes: int
    weights_sha256: str
    config: Config
    tensors: dict[str, TensorEntry]
    tokenizer: msgspec.Raw

    def tables(self) -> TokenizerData:
        """The tokenizer's tables. Raises msgspec.DecodeError when they are damaged."""
        tables = decode_tables(bytes(self.tokenizer))
        if len(tables.tokens) != self.config.vocab or not tables.is_sound():
            raise msgspec.ValidationError("the vocabulary does not fit the model")
        return tables

    def check_layout(self) -> None:
        """Every tensor of the network lies inside the file in its shape. Raises msgspec.ValidationError."""
        c = self.config
        if min(c.kv_heads, c.context) < 1 or c.heads % c.kv_heads or c.head_dim % 2:
            raise msgspec.ValidationError("the heads of the network")
        if not 1 <= self.config.layers <= len(self.tensors):
            raise msgspec.ValidationError("the sizes of the network")
        for name, shape in self._shapes().items():
            entry = self.tensors.get(name)
            if entry is None or (entry.shape[::-1] if entry.turned else entry.shape) != shape:
                raise msgspec.ValidationError(f"tensor {name}")
        for name, entry in self.tensors.items():
            end = entry.offset + 4 * math.prod(entry.shape)
            if entry.offset < 0 or entry.offset % 4 or min(entry.shape, default=0) < 1 or end > self.weights_bytes:
                raise msgspec.ValidationError(f"tensor {name}")

    def _shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape (in, out) or (n,) in which each tensor is used."""
        c = self.config
        width = c.heads * c.head_dim
        found: dict[str, tuple[int, ...]] = {"norm": (c.hidden,), "head": (c.hidden, c.vocab)}
        for i in range(c.layers):
            found |= {
                f"{i}.attn_norm": (c.hidden,),
                f"{i}.qkv": (c.hidden, width + 2 * c.kv_heads * c.head_dim),
                f"{i}.out": (width, c.hidden),
                f"{i}.ffn_norm": (c.hidden,),
                f"{i}.gate_up": (c.hidden, 2 * c.ffn),
                f"{i}.down": (c.ffn, c.hidden),
            }
        may = {"embedding": (c.vocab, c.hidden), "rope_freqs": (c.head_dim // 2,)}
        return found | {name: shape for name, shape in may.items() if name in self.tensors}
