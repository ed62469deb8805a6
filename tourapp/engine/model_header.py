"""What is kept beside converted weights: the shape of the network, where each tensor lies, which file it came from."""

from __future__ import annotations

import msgspec

from tourapp.engine.tokenizer_data import TokenizerData, decode_tables


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
        return decode_tables(bytes(self.tokenizer))
