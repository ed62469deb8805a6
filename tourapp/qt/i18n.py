"""Interface words in the person's language, from the same catalogue as the words on the stage."""

from __future__ import annotations

from tourapp.words import say


def tr(words: str) -> str:
    """The words in the person's language; the English ones where there is no translation."""
    return say(words)
