"""Text to token ids and back, with the model's real vocabulary; control tokens come only from the chat
template.

Text is cut into words (`split_words`), each word's bytes are merged by the model's own list (`byte_pairs`);
`merge_trace` tells every merge of it. The tests hold the ids against the `tokenizers` library, which an offline tour
does without: it brings network clients along. Text typed by a person can never become a control token here. Not here:
the embedding table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tourapp.engine.byte_pairs import Merge, byte_symbols, merged, trace_merges
from tourapp.engine.split_words import split_words
from tourapp.engine.tokenizer_data import LLAMA_3, NO_TEMPLATE, TokenizerData, shipped_tables

TEXT_LIMIT = 4_000
"""Longest prompt, in characters; longer text is clipped before it reaches any widget or encoder."""

Segment = tuple[bool, str]
"""(is a control token, its text): a rendered chat prompt is a list of these."""


def clip_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """The first `limit` characters (Unicode code points) of `text`."""
    return text[:limit]


def clean_text(text: str) -> str:
    """Text that can be written as UTF-8: surrogate pairs are joined, each lone surrogate becomes U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


WHOLE_WORDS = ("llama-bpe",)
"""Rules under which a word that is in the vocabulary is one token, whether merges lead to it or not."""
ENDS = ("<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|eom_id|>", "<|end_of_text|>", "</s>")
"""Control tokens that end an answer wherever a vocabulary has them."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """A text as tokens; all sequences have one entry per token.

    `pieces` spell tokens as the vocabulary does ("Ġis"), `texts` as people read them (" is"; U+FFFD where
    a token is part of a character), `data` is the token's bytes. `dropped` holds the bytes that the
    vocabulary cannot express and `replaced` counts lone surrogates that were turned into U+FFFD.
    """

    text: str
    ids: tuple[int, ...]
    pieces: tuple[str, ...]
    texts: tuple[str, ...]
    data: tuple[bytes, ...]
    special: tuple[bool, ...]
    dropped: bytes = b""
    replaced: int = 0

    def __len__(self) -> int:
        return len(self.ids)


class Tokenizer:
    """Byte-level byte-pair encoding with one vocabulary."""

    def __init__(self, tables: TokenizerData) -> None:
        """Build from tables; takes about 0.05 s, so keep the object."""
        self.tables = tables
        self.vocab = {token: i for i, token in enumerate(tables.tokens)}
        self.special_ids = frozenset(tables.special_ids)
        self.ranks: Mapping[str, int] = self._make_ranks()
        self._symbols = byte_symbols()
        self._byte_of = {symbol: value for value, symbol in enumerate(self._symbols)}
        self.missing_bytes = self._find_missing()

    def _make_ranks(self) -> Mapping[str, int]:
        """ "left right" -> rank, of the merges that lead to a token."""
        merges, vocab = enumerate(self.tables.merges), self.vocab
        return {pair: rank for rank, pair in merges if pair.replace(" ", "", 1) in vocab}

    def _find_missing(self) -> bytes:
        """The byte values that the vocabulary cannot express."""
        return bytes(value for value, symbol in enumerate(self._symbols) if symbol not in self.vocab)

    @property
    def size(self) -> int:
        """Number of entries of the vocabulary."""
        return len(self.tables.tokens)

    @property
    def rules(self) -> int:
        """Number of merges the vocabulary was learned by."""
        return len(self.tables.merges)

    @property
    def stop_ids(self) -> frozenset[int]:
        """Tokens that end an answer: end of turn and end of text."""
        ends = (self.vocab.get(end, -1) for end in ENDS)
        return frozenset({self.tables.eos_id, *(end for end in ends if end in self.special_ids)})

    @property
    def has_template(self) -> bool:
        """Whether the model's chat template is one that is known here; else a prompt is given as it is."""
        return self.tables.template != NO_TEMPLATE

    def encode(self, text: str) -> Encoding:
        """Tokens of plain text; look-alikes of control tokens stay ordinary text. Never raises for any
        string."""
        return self._encode_segments([(False, text)])

    def encode_plain(self, prompt: str) -> Encoding:
        """Tokens of a prompt as the model is given it without a template: the begin token first where it wants one."""
        return self._encode_segments([*self._start(), (False, prompt)])

    def encode_chat(self, prompt: str, system: str | None = None) -> Encoding:
        """Tokens of one user turn inside the chat template, ready for the model to answer."""
        return self._encode_segments(self.chat_segments(prompt, system))

    def chat_segments(self, prompt: str, system: str | None = None) -> list[Segment]:
        """The chat template around one user turn: control tokens and the text between them. Without a system prompt,
        given or the model's own, there is no system turn; without a known template there is only the prompt."""
        if not self.has_template:
            return [*self._start(), (False, prompt)]
        system = self.tables.system_prompt if system is None else system
        turns = [("system", system)] if system else []
        segments = self._start()
        for who, words in (*turns, ("user", prompt)):
            segments += self._turn(who, words)
        return [*segments, *self._turn("assistant", None)]

    def _start(self) -> list[Segment]:
        return [(True, self.piece(self.tables.bos_id))] if self.tables.starts else []

    def _turn(self, who: str, words: str | None) -> list[Segment]:
        """One turn of a conversation; words None: it is only begun."""
        if self.tables.template == LLAMA_3:
            head = [(True, "<|start_header_id|>"), (False, who), (True, "<|end_header_id|>")]
            return [*head, (False, "\n\n")] if words is None else [*head, (False, f"\n\n{words}"), (True, "<|eot_id|>")]
        begin: Segment = (True, "<|im_start|>")
        if words is None:
            return [begin, (False, f"{who}\n")]
        return [begin, (False, f"{who}\n{words}"), (True, "<|im_end|>"), (False, "\n")]

    def piece(self, token_id: int) -> str:
        """The vocabulary's spelling of a token."""
        return self.tables.tokens[token_id]

    def token_bytes(self, token_id: int) -> bytes:
        """The bytes a token stands for; a control token stands for its own name, an id of no token for U+FFFD."""
        if not 0 <= token_id < self.size:
            return "\ufffd".encode()
        piece = self.tables.tokens[token_id]
        return piece.encode() if token_id in self.special_ids else self.symbol_bytes(piece)

    def symbol_bytes(self, symbol: str) -> bytes:
        """The bytes that a spelling of the vocabulary stands for."""
        try:
            return bytes(self._byte_of[letter] for letter in symbol)
        except KeyError:  # a token that was added to the vocabulary as it is read
            return symbol.encode()

    def spelled(self, text: str) -> str:
        """A text as it is cut into tokens: what the vocabulary puts before every text is there too."""
        return text

    def token_text(self, token_id: int) -> str:
        """A token as people read it; bytes that are only part of a character show as U+FFFD."""
        return self.token_bytes(token_id).decode("utf-8", "replace")

    def decode(self, ids: Sequence[int], skip_special: bool = False) -> str:
        """Text of a token sequence. decode(encode(x).ids) == x, less `Encoding.dropped` and lone
        surrogates."""
        kept = (i for i in ids if not (skip_special and i in self.special_ids))
        return b"".join(self.token_bytes(int(i)) for i in kept).decode("utf-8", "replace")

    def merge_trace(self, text: str, chat: bool = False) -> list[Merge]:
        """Every merge from single bytes to the final tokens, in merge order (lowest rank first, then
        leftmost).

        Applying them to `start_symbols(text, chat)` gives the pieces of `encode` (or `encode_chat`).
        """
        return trace_merges(self._words(text, chat), self.ranks)

    def start_symbols(self, text: str, chat: bool = False) -> list[str]:
        """The symbols a merge trace starts from: one per byte, and whole control tokens."""
        return [symbol for word in self._words(text, chat) for symbol in word]

    def _words(self, text: str, chat: bool) -> list[list[str]]:
        segments = self.chat_segments(text) if chat else [(False, text)]
        words: list[list[str]] = []
        for special, part in segments:
            words += [[part]] if special else self._text_words(clean_text(part))
        return words

    def _text_words(self, text: str) -> list[list[str]]:
        """The symbols that merging starts from, word by word."""
        words = [self._word_symbols(word) for word in split_words(text, self.tables.name)]
        if self.tables.name in WHOLE_WORDS:
            words = [
                [whole] if (whole := "".join(word)) in self.vocab and not self._merges_to(word) else word
                for word in words
            ]
        return words

    def _merges_to(self, word: list[str]) -> bool:
        """Whether merging ends in one token."""
        return len(merged(word, self.ranks)) == 1

    def _word_symbols(self, word: str) -> list[str]:
        """One symbol per byte of a word, less those that the vocabulary cannot express."""
        return [self._symbols[value] for value in word.encode() if value not in self.missing_bytes]

    def _encode_segments(self, segments: Sequence[Segment]) -> Encoding:
        ids: list[int] = []
        dropped = bytearray()
        replaced = 0
        cleaned = []
        for special, part in segments:
            if special:
                ids.append(self.vocab[part])
                cleaned.append(part)
                continue
            text = clean_text(part)
            replaced += text.count("\ufffd") - part.count("\ufffd")
            cleaned.append(text)
            for word in self._text_words(text):
                ids += [self.vocab[piece] for piece in merged(word, self.ranks)]
            dropped += bytes(b for b in text.encode() if b in self.missing_bytes)
        return Encoding(
            text="".join(cleaned),
            ids=tuple(ids),
            pieces=tuple(self.piece(i) for i in ids),
            texts=tuple(self.token_text(i) for i in ids),
            data=tuple(self.token_bytes(i) for i in ids),
            special=tuple(i in self.special_ids for i in ids),
            dropped=bytes(dropped),
            replaced=replaced,
        )


@lru_cache(maxsize=1)
def shipped_tokenizer() -> Tokenizer:
    """The tokenizer of the small model from the shipped tables; works without the model installed."""
    return Tokenizer(shipped_tables())
