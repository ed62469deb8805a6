"""Interface words through Qt's translation, with one context for the whole window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "window"


def tr(words: str) -> str:
    """The words in the person's language; the English ones where there is no translation."""
    return QCoreApplication.translate(CONTEXT, words) if words else words
