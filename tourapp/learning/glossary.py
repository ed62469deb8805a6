"""Glossary: the words of the field, each with one sentence and the beat that brings it in; found in any sentence.

Terms and sentences are words like all others: they are looked up in the language in use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

import msgspec

from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError
from tourapp.words import say, spoken

FILE = ("lessons", "glossary.json")
MOST_WORDS = 25
NAME = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class Home(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The beat that brings a word in."""

    scene: NAME
    beat: NAME


class GlossaryTerm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word of the field. also: plurals, abbreviations and other names; sentence: what it is, in at most 25 words;
    level: 'everyone' or 'deeper'; see: ids of words that stand near it; brought: beats that bring it in where a path
    does not come by its home; here: names that mean it only in the scenes of those beats, and anything elsewhere."""

    id: NAME
    term: NAME
    sentence: Annotated[str, msgspec.Meta(min_length=10, max_length=240)]
    home: Home
    level: str = "everyone"
    also: list[NAME] = []
    see: list[NAME] = []
    brought: list[Home] = []
    here: list[NAME] = []

    def meant_by(self, name: str, scene: str) -> bool:
        """Whether a scene means this word by one of its names."""
        if scene in {self.home.scene, *(each.scene for each in self.brought)}:
            return True
        return name.lower() not in {say(each).lower() for each in self.here}

    @property
    def names(self) -> tuple[str, ...]:
        """The word and its other names, in the language in use."""
        return tuple(say(each) for each in (self.term, *self.also))


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A word of the glossary in a sentence: from which letter to which."""

    term: GlossaryTerm
    start: int
    end: int


@lru_cache(maxsize=1)
def glossary() -> Mapping[str, GlossaryTerm]:
    """Every term by id, in the order of the file. DamagedFileError where it cannot be used."""
    path, name = asset_path(*FILE), "/".join(FILE)
    try:
        terms = msgspec.json.decode(path.read_bytes(), type=list[GlossaryTerm])
    except (OSError, msgspec.MsgspecError) as error:
        raise DamagedFileError(name, f"cannot be read ({error})") from error
    found = {each.id: each for each in terms}
    if len(found) != len(terms):
        raise DamagedFileError(name, "two terms have one id")
    return found


def terms_in(sentence: str) -> tuple[FoundTerm, ...]:
    """The words of the glossary in a sentence of the language in use, each at its first place, the longest where two
    begin alike."""
    return _terms_in(sentence, spoken().language)


@lru_cache(maxsize=512)
def _terms_in(sentence: str, language: str) -> tuple[FoundTerm, ...]:
    pattern, by_name = _names(language)
    found, seen = [], set()
    for match in pattern.finditer(sentence):
        term = by_name[match.group().lower()]
        if term.id not in seen:
            seen.add(term.id)
            found.append(FoundTerm(term, match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=4)
def _names(_language: str) -> tuple[re.Pattern[str], dict[str, GlossaryTerm]]:
    """How all names are found, and which term each is; the first term keeps a name that two share."""
    by_name: dict[str, GlossaryTerm] = {}
    for term in glossary().values():
        for name in term.names:
            by_name.setdefault(name.lower(), term)
    longest = sorted(by_name, key=len, reverse=True)
    parts = "|".join(re.escape(name) for name in longest)
    return re.compile(rf"(?<![\w-])(?:{parts})(?![\w-])", re.IGNORECASE), by_name


def brought_in(scene: str, beat: str) -> Iterator[GlossaryTerm]:
    """The terms that a beat brings in."""
    here = Home(scene, beat)
    return (each for each in glossary().values() if here in (each.home, *each.brought))
