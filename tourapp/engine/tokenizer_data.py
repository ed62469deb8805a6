"""The tables of a byte-pair tokenizer, as stored in a model header or shipped as an asset. Data only, no
encoding."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec

from tourapp.errors import MissingError


class TokenizerData(msgspec.Struct, frozen=True):
    """Vocabulary (index = id), merges ("left right", index = rank) and what the chat template needs."""

    name: str
    tokens: list[str]
    merges: list[str]
    special_ids: list[int]
    bos_id: int
    eos_id: int
    chat_template: str
    system_prompt: str


def load_tokenizer_data(path: Path) -> TokenizerData:
    """Read a gzipped JSON table. Raises MissingError when it is absent or damaged."""
    try:
        return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=TokenizerData)
    except (OSError, EOFError, msgspec.DecodeError) as error:
        raise MissingError(f"tokenizer {path}: cannot be read ({error}); install tourapp again") from None


def save_tokenizer_data(data: TokenizerData, path: Path) -> None:
    """Write a gzipped JSON table; the same data gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(msgspec.json.encode(data), compresslevel=9, mtime=0))
