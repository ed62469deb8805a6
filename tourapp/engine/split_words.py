"""Cuts text into the words that byte-pair merges never cross, by the rule that a vocabulary was learned with."""

from __future__ import annotations

from functools import lru_cache

import regex

DIGIT = regex.compile(r"\p{N}")
"""Every digit is a word of its own ("smollm")."""

WORD = regex.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")
"""The rule published with GPT-2: a word takes the space before it along."""

MARKS = regex.compile(r"[\p{P}$+<=>^~|]+")
DIGITS, THREE_DIGITS = regex.compile(r"\p{N}+"), regex.compile(r"[0-9][0-9][0-9]")
LLAMA_3 = regex.compile(
    r"'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

RULES = {"smollm": (DIGIT, WORD), "llama-bpe": (LLAMA_3,), "default": (MARKS, WORD, DIGITS, THREE_DIGITS)}
"""Names that model files give their rule: patterns, one after the other; each cuts what the one before left whole."""


@lru_cache(maxsize=8)
def split_words(text: str, rule: str = "smollm") -> tuple[str, ...]:
    """The words of a text, in order; together they are the text. `rule`: a name of RULES."""
    parts = [text] if text else []
    for pattern in RULES[rule]:
        parts = [piece for part in parts for piece in _cut(part, pattern)]
    return tuple(parts)


def _cut(text: str, pattern: regex.Pattern[str]) -> list[str]:
    """What the pattern matches and what lies between."""
    found, at = [], 0
    for match in pattern.finditer(text):
        found += [text[at : match.start()], match.group()]
        at = match.end()
    return [piece for piece in (*found, text[at:]) if piece]
