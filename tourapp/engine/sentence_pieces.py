"""Text to token ids with a SentencePiece vocabulary: letters are joined to the pieces of the highest score, spaces are
"▁", and letters that the vocabulary lacks are spelled in bytes ("<0xE2>")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tourapp.engine.tokenizer import Tokenizer
from tourapp.engine.tokenizer_data import TokenizerData

SPACE = "▁"


class _Ranks(Mapping[str, int]):
    """ "left right" -> rank of the piece that both make: 0 has the highest score, equal scores have equal ranks."""

    def __init__(self, tables: TokenizerData, vocab: Mapping[str, int]) -> None:
        places = {score: rank for rank, score in enumerate(sorted(set(tables.scores), reverse=True))}
        special = set(tables.special_ids)
        self._ranks = {piece: places[tables.scores[i]] for piece, i in vocab.items() if i not in special}

    def __getitem__(self, pair: str) -> int:
        left, _, right = pair.partition(" ")
        return self._ranks[left + right]

    def get(self, pair: str, default: int | None = None) -> int | None:  # type: ignore[override]
        """The rank, or the default: without an exception, as merging asks for every pair."""
        return self._ranks.get(pair.replace(" ", "", 1), default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ranks)

    def __len__(self) -> int:
        return len(self._ranks)


class PieceTokenizer(Tokenizer):
    """SentencePiece encoding, by pairs; a text is one word, whatever is in it."""

    def _make_ranks(self) -> Mapping[str, int]:
        self._bytes = {f"<0x{value:02X}>": value for value in range(256)}
        return _Ranks(self.tables, self.vocab)

    def _find_missing(self) -> bytes:
        """None: all bytes have a token of their own (a file without them is not installed)."""
        return b""

    @property
    def rules(self) -> int:
        """Number of pieces that are made of others."""
        return sum(len(piece) > 1 and piece not in self._bytes for piece in self.vocab) - len(self.special_ids)

    def symbol_bytes(self, symbol: str) -> bytes:
        """The bytes that a spelling of the vocabulary stands for."""
        value = self._bytes.get(symbol)
        return symbol.replace(SPACE, " ").encode() if value is None else bytes([value])

    def spelled(self, text: str) -> str:
        """A text with the space that these vocabularies put before it."""
        return f" {text}" if text and self.tables.spaced else text

    def _text_words(self, text: str) -> list[list[str]]:
        letters = self.spelled(text).replace(" ", SPACE)
        return [[symbol for letter in letters for symbol in self._letter(letter)]] if letters else []

    def _letter(self, letter: str) -> list[str]:
        if letter in self.vocab:
            return [letter]
        return [f"<0x{value:02X}>" for value in letter.encode()]
