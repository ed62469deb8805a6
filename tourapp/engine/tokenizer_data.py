"""The tables of a byte-pair tokenizer, as stored in a model header or shipped as an asset. Data only, no
encoding."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

import msgspec

from tourapp.assets import asset_path
from tourapp.engine.split_words import RULES
from tourapp.errors import MissingError

SHIPPED = ("tokenizer", "smollm2.json.gz")


BYTES, PIECES = "gpt2", "llama"
"""Kinds of vocabularies, by the names that model files give them: byte-level pairs, and SentencePiece."""
BYTE_PIECES = tuple(f"<0x{value:02X}>" for value in range(256))
"""Spellings of single bytes, which every SentencePiece vocabulary here has."""
CHATML, LLAMA_3, NO_TEMPLATE = "chatml", "llama3", ""
TEMPLATES = {
    CHATML: ("<|im_start|>", "<|im_end|>"),
    LLAMA_3: ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
    NO_TEMPLATE: (),
}
"""Known chat templates, and the control tokens each is made of."""


class TokenizerData(msgspec.Struct, frozen=True, omit_defaults=True):
    """Vocabulary (index = id), merges ("left right", index = rank) and what the chat template needs.

    `name`: the rule that cuts words (`split_words`); `kind`: BYTES, or PIECES, which has `scores` by id, not merges;
    `template`: CHATML, LLAMA_3 or NO_TEMPLATE, what is recognised in the text of `chat_template`; `starts`: the begin
    token stands before every prompt; `spaced`: a space is put before every text (SentencePiece).
    """

    name: str
    tokens: list[str]
    merges: list[str]
    special_ids: list[int]
    bos_id: int
    eos_id: int
    chat_template: str
    system_prompt: str
    kind: str = BYTES
    template: str = CHATML
    starts: bool = False
    spaced: bool = False
    scores: list[float] = []

    def is_sound(self) -> bool:
        """Whether the tables fit each other, so that nothing can be looked up that is not there."""
        known = set(self.tokens)
        ids = (*self.special_ids, self.bos_id, self.eos_id)
        return (
            all(0 <= i < len(self.tokens) for i in ids)
            and (self.name in RULES if self.kind == BYTES else self.kind == PIECES)
            and (self.kind == BYTES or known.issuperset(BYTE_PIECES))
            and len(self.scores) == (len(self.tokens) if self.kind == PIECES else 0)
            and self.template in TEMPLATES
            and known.issuperset(TEMPLATES[self.template])
        )


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
    try:
        return msgspec.json.decode(text, type=TokenizerData)
    except UnicodeDecodeError as error:  # what is kept raw was not looked at when the header was read
        raise msgspec.DecodeError(str(error)) from None


def _unpacked(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError) as error:
        raise MissingError(f"tokenizer {path}: cannot be read ({error}); install tourapp again") from None


def save_tokenizer_data(data: TokenizerData, path: Path) -> None:
    """Write a gzipped JSON table; the same data gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(msgspec.json.encode(data), compresslevel=9, mtime=0))
