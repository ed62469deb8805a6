"""World part of other texts: a few short ones of different kinds, cut by the vocabulary in use, and how long its tokens
are.

They are examples of this product; what they become is counted by the real tokenizer. Not here: the prompt (`text`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.tokenizer import Tokenizer
from tourapp.quantity import Quantity
from tourapp.quantity.origin import COUNTED
from tourapp.words import Phrase
from tourapp.world.part import PartView, part

TEXTS = (
    (Phrase("short words"), "The cat sat on the mat."),
    (Phrase("one long word"), "Donaudampfschifffahrt"),
    (Phrase("a number"), "3.14159265"),
    (Phrase("code"), "for i in range(10):"),
    (Phrase("another script"), "今日は良い天気です"),
)
"""Kind and text."""


@dataclass(frozen=True, slots=True)
class CutText:
    """A text and its tokens: their bytes, how many there are, how many words between spaces, and how many letters (code
    points)."""

    kind: Phrase
    text: str
    data: tuple[bytes, ...]
    ids: tuple[int, ...]
    tokens: Quantity
    words: Quantity
    letters: Quantity


def cut(kind: Phrase, text: str, tokenizer: Tokenizer) -> CutText:
    """A text cut into tokens, without a template."""
    done = tokenizer.encode(text)
    return CutText(
        kind,
        text,
        tuple(done.data),
        tuple(done.ids),
        Quantity(len(done), "1", "tokens of the text", "n", source=COUNTED),
        Quantity(len(text.split()), "1", "words between spaces", "n_words", source=COUNTED),
        Quantity(len(text), "1", "letters (Unicode code points)", "n_letters", source=COUNTED),
    )


@part("text_samples", needs=("tokenizer",))
def _text_samples(view: PartView) -> tuple[CutText, ...]:
    return tuple(cut(kind, text, view.tokenizer) for kind, text in TEXTS)


@part("own_text", reads=("prompt",), needs=("tokenizer",))
def _own_text(view: PartView) -> CutText:
    return cut(Phrase("your prompt"), view.prompt, view.tokenizer)


@part("token_lengths", needs=("tokenizer",))
def _token_lengths(view: PartView) -> np.ndarray:
    """Bytes of every entry of the vocabulary [V]."""
    tokenizer: Tokenizer = view.tokenizer
    lengths = np.array([len(tokenizer.token_bytes(token)) for token in range(tokenizer.size)], dtype=np.uint8)
    lengths.flags.writeable = False
    return lengths
