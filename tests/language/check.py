"""What is wrong with a catalogue: templates without a translation, entries that nothing says any more, and translations
that show other fields than their template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter

Field = tuple[str, str, int]
"""A field of a template: its name, the form in which its value is printed, and how many plural forms it has."""


@dataclass(frozen=True)
class Faults:
    """missing: templates without an entry; stale: entries without a template; uneven: entries whose fields differ."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    uneven: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.uneven)


def faults(entries: Mapping[str, str], templates: Iterable[str]) -> Faults:
    """The faults of a catalogue's entries, for the templates that can be shown."""
    wanted = set(templates)
    return Faults(
        tuple(sorted(wanted - entries.keys())),
        tuple(sorted(entries.keys() - wanted)),
        tuple(sorted(words for words, told in entries.items() if not same_fields(words, told))),
    )


def same_fields(template: str, translation: str) -> bool:
    """Whether a translation shows each value of its template, in the same form, and no other. Plural forms may come
    and go, as long as their number is known and there are two of them."""
    try:
        one, two = fields(template), fields(translation)
    except ValueError:
        return False
    shown = [{(name, spec) for name, spec, forms in each if not forms} for each in (one, two)]
    known = {name for name, _, _ in one}
    return shown[0] == shown[1] and all(name in known and forms in (0, 2) for name, _, forms in two)


def fields(template: str) -> set[Field]:
    """The fields of a template; ValueError where it is none."""
    found = set()
    for _, name, spec, _ in Formatter().parse(template):
        if name is not None:
            field, *forms = name.split("|")
            found.add((field, spec or "", len(forms)))
    return found
