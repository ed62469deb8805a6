"""A catalogue turns English templates into another language; what it does not know stays English.

The English template in the code is the key, fields and plural forms included, so a translation may put them in another
order. Not here: filling in the fields (`authoring.text`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """One language: its tag ("en", "es"), its entries by English template, or a rule that makes them."""

    language: str
    entries: Mapping[str, str] = field(default_factory=dict)
    rule: Callable[[str], str] | None = None

    def look_up(self, template: str) -> str:
        """The template in this language."""
        found = self.entries.get(template)
        if found is not None:
            return found
        return self.rule(template) if self.rule is not None else template


ENGLISH = Catalogue("en")
_SPOKEN: ContextVar[Catalogue] = ContextVar("spoken", default=ENGLISH)


def spoken() -> Catalogue:
    """The language in use."""
    return _SPOKEN.get()


def say(template: str) -> str:
    """A template in the language in use."""
    return _SPOKEN.get().look_up(template)


def speak_from_now(catalogue: Catalogue) -> None:
    """From now on this language is in use in this thread: for a window, whose words are said one by one."""
    _SPOKEN.set(catalogue)


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """Everything inside is said in this language."""
    token = _SPOKEN.set(catalogue)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def in_language(key: object, build: Callable[[Any], None]) -> tuple[object, Callable[[Any], None]]:
    """Something that is made later, in the language in use now: a key that names it, and the call that speaks it."""
    catalogue = spoken()
    if catalogue is ENGLISH:
        return key, build

    def speak(thing: Any) -> None:
        with speaking(catalogue):
            build(thing)

    return (catalogue.language, key), speak
