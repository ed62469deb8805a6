"""Cuts text into the words that byte-pair merges never cross: the rule that the model's vocabulary was learned with."""

from __future__ import annotations

from functools import lru_cache

import regex

DIGIT = regex.compile(r"(\p{N})")
"""Every digit is a word of its own ("smollm")."""

WORD = regex.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")
"""The rule published with GPT-2: a word takes the space before it along."""


@lru_cache(maxsize=8)
def split_words(text: str) -> tuple[str, ...]:
    """The words of a text, in order; together they are the text."""
    return tuple(word for run in DIGIT.split(text) if run for word in WORD.findall(run))
