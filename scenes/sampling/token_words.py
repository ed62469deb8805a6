"""Tokens as words on the stage: made printable, and how wide they will be."""

from __future__ import annotations

from functools import lru_cache

from tourapp.authoring import Phrase, say_words, show_piece, text_width
from tourapp.authoring.letters import one_line

Label = str | Phrase
"""A token as a word: its own text, or what the product calls it."""


def wide(words: Label, size: float, weight: int = 400) -> float:
    """Width of words at a size on the stage: the table's, corrected for the font's narrower large letters."""
    slope = 0.0034 if weight >= 550 else 0.0044
    return text_width(told(words), size, weight=weight) * (1.018 - slope * (min(size, 32.0) - 14.5))


def told(label: Label) -> str:
    """A label in the language in use; a token's own text stays as it is."""
    return say_words(label) if isinstance(label, Phrase) else label


@lru_cache(maxsize=2048)
def clean(text: str) -> str:
    """Text in one line: line ends and all other white space are plain spaces."""
    return one_line(text)


@lru_cache(maxsize=2048)
def word(text: str) -> str:
    """A token as a label: without the space in front, unless it is nothing else."""
    return show_piece(text.strip() or text) or "□"
