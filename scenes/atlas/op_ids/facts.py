"""What the card tells of: the prompt's own tokens with their ids, and who stands beside them in the vocabulary.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame
from tourapp.figures.token_strip import token_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CutText, IdBytes, TextFacts

MOST = 6
"""Tokens that have a column of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class IdsFacts:
    """The first tokens of the prompt: words, ids, and the words one id higher; `lengths`: bytes of every entry [V]."""

    own: CutText
    counts: TextFacts
    bytes: IdBytes
    words: tuple[str, ...]
    ids: tuple[int, ...]
    beside: tuple[tuple[int, str], ...]
    lengths: np.ndarray

    @property
    def longest(self) -> int:
        """The column with the longest token."""
        return int(np.argmax([len(words) for words in self.words])) if self.words else 0

    @property
    def more(self) -> int:
        """Tokens of the prompt that have no column."""
        return len(self.own.ids) - len(self.ids)


def ids_facts(f: Frame) -> IdsFacts:
    """The facts of a frame."""
    own, tokenizer = f.world.own_text, f.world.tokenizer
    ids = own.ids[:MOST]
    next_ids = [(token + 1) % tokenizer.size for token in ids]
    return IdsFacts(
        own=own,
        counts=f.world.text,
        bytes=f.world.id_bytes,
        words=tuple(token_words(data) for data in own.data[:MOST]),
        ids=ids,
        beside=tuple((token, token_words(tokenizer.token_bytes(token))) for token in next_ids),
        lengths=f.world.token_lengths,
    )
