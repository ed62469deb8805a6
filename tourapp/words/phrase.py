"""A phrase: a template with its fields, put into words only when it is shown, in the language in use then.

For words that depend on what happens: a phrase can be a field of another template, the name of a number or a part of a
badge, and each of its templates is a key of the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from string import Formatter
from typing import Any

from tourapp.words.catalogue import say

_FORMATTER = Formatter()


class Phrase:
    """Example: str(Phrase("{n} {n|token|tokens}", n=2)) is "2 tokens"."""

    __slots__ = ("fields", "template")

    def __init__(self, template: str, /, **fields: Any) -> None:
        self.template, self.fields = template, fields

    def __str__(self) -> str:
        return fill_in(self.template, self.fields, plain)

    def __repr__(self) -> str:
        return f"Phrase({self.template!r}, {self.fields!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and (self.template, self.fields) == (other.template, other.fields)

    def __hash__(self) -> int:
        return hash((self.template, tuple(self.fields)))


def plain(value: Any, spec: str) -> str:
    """A field as words where nothing better is known: whole numbers with thousands, the rest as it prints itself."""
    if spec:
        return format(value, spec)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def fill_in(template: str, values: Mapping[str, Any], show: Callable[[Any, str], str]) -> str:
    """The template in the language in use with its fields shown; a field without a value stays as an em dash.

    `{n|token|tokens}` is one of its two forms: the first where n is one.
    """
    out = []
    for literal, field, forms, spec in _parsed(say(template)):
        out.append(literal)
        if field is None:
            continue
        if field not in values:
            out.append("—")
        elif forms:
            number = getattr(values[field], "value", values[field])
            out.append(forms[0] if number == 1 else forms[-1])
        else:
            out.append(show(values[field], spec))
    return "".join(out)


@lru_cache(maxsize=4096)
def _parsed(template: str) -> tuple[tuple[str, str | None, tuple[str, ...], str], ...]:
    """The parts of a template: what stands as it is, then a field (None: none follows), its two forms if it has them,
    and how it is printed."""
    parts = []
    for literal, name, spec, _ in _FORMATTER.parse(template):
        field, *forms = (None,) if name is None else name.split("|")
        parts.append((literal, field, tuple(forms), spec or ""))
    return tuple(parts)
