"""The tables of a byte-pair tokenizer, as stored in a model header or shipped as an asset. Data only, no
encoding."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

import msgspec

from tourapp.assets import asset_path
from tourapp.errors import MissingError

SHIPPED = ("tokenizer", "smollm2.json.gz")


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
        return msgspec.json.decode(_unpacked(path), type=TokenizerData)
    except msgspec.DecodeError as error:
        raise MissingError(f"tokenizer {path}: cannot be read ({error}); install tourapp again") from None


@lru_cache(maxsize=1)
def shipped_tables() -> TokenizerData:
    """The tables of the small model, shipped as an asset. Raises MissingError."""
    return load_tokenizer_data(asset_path(*SHIPPED))


def decode_tables(text: bytes) -> TokenizerData:
    """Tables from JSON; those of the small model are the shipped ones, held in memory once. Raises
    msgspec.DecodeError."""
    try:
        if text == _unpacked(asset_path(*SHIPPED)):
            return shipped_tables()
    except MissingError:
        pass
    return msgspec.json.decode(text, type=TokenizerData)


def _unpacked(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError) as error:
        raise MissingError(f"tokenizer {path}: cannot be read ({error}); install tourapp again") from None


def save_tokenizer_data(data: TokenizerData, path: Path) -> None:
    """Write a gzipped JSON table; the same data gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(msgspec.json.encode(data), compresslevel=9, mtime=0))
