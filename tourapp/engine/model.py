"""The small real model as one object: weights, tokenizer and network. Opening it is all that happens here."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.engine.model_header import Config
from tourapp.engine.model_store import open_weights
from tourapp.engine.sentence_pieces import PieceTokenizer
from tourapp.engine.tokenizer import Encoding, Tokenizer, shipped_tokenizer
from tourapp.engine.tokenizer_data import PIECES, TokenizerData, shipped_tables
from tourapp.engine.transformer import Transformer


@dataclass(frozen=True, slots=True)
class Model:
    """An opened model; `transformer` is for one thread at a time."""

    name: str
    config: Config
    tokenizer: Tokenizer
    transformer: Transformer

    def encode(self, prompt: str, chat: bool) -> Encoding:
        """A prompt's tokens, inside the chat template or as plain text."""
        return self.tokenizer.encode_chat(prompt) if chat else self.tokenizer.encode_plain(prompt)


def load_model() -> Model:
    """Open the installed model (well under half a second). Raises MissingError with the remedy."""
    weights = open_weights()
    return Model(weights.name, weights.config, tokenizer_of(weights.tokenizer), Transformer(weights))


def tokenizer_of(tables: TokenizerData) -> Tokenizer:
    """A tokenizer with these tables; the shipped one exists once."""
    if shipped_tables.cache_info().currsize and tables is shipped_tables():
        return shipped_tokenizer()
    return PieceTokenizer(tables) if tables.kind == PIECES else Tokenizer(tables)
