"""Answering the ten questions one at a time, twice, and what has changed between the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tourapp.errors import UsageError
from tourapp.files import shown
from tourapp.learning.before_after import ITEMS, LETTERS, OPEN, Item, PathAnswers, items, read_result, write_result

WHAT = "a result of the ten questions, FILE.json"
NONE = OPEN * ITEMS
GAINED, LOST, MISSED, KEPT = "gained", "lost", "missed", "kept"
ORDER = (GAINED, LOST, MISSED, KEPT)
"""What happened to a question, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class TwiceAsked:
    """How far somebody is. before: what was picked the first time, once it is asked again. file: where it is kept."""

    path: str
    picked: str = NONE
    place: int = 0
    before: str | None = None
    file: Path | None = None
    kept: bool = False
    """Whether what is picked stands in the file."""

    @property
    def item(self) -> Item:
        """The question that is asked now."""
        return items().items[self.place]

    @property
    def option(self) -> int:
        """Which choice is picked; -1 for none."""
        return LETTERS.find(self.picked[self.place])

    @property
    def last(self) -> bool:
        """Whether no question comes after this one."""
        return self.place == ITEMS - 1

    @property
    def outcome(self) -> PathAnswers:
        """What goes into the file."""
        if self.before is None:
            return PathAnswers(self.path, items().version, self.picked)
        return PathAnswers(self.path, items().version, self.before, self.picked)

    def choose(self, option: int) -> TwiceAsked:
        """Pick a choice of this question."""
        if not 0 <= option < len(self.item.choices):
            return self
        picked = self.picked[: self.place] + LETTERS[option] + self.picked[self.place + 1 :]
        return replace(self, picked=picked, kept=False)

    def turn(self, by: int) -> TwiceAsked:
        """Go to another question; the ends hold."""
        return replace(self, place=min(max(self.place + by, 0), ITEMS - 1))


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One question after both times: what happened to it, and the words of what was picked ("" for nothing)."""

    item: Item
    kind: str
    before: str
    after: str


def changes(outcome: PathAnswers) -> tuple[AnswerChange, ...]:
    """All questions of a whole result, those that changed first."""
    return tuple(sorted(_compared(outcome), key=lambda change: ORDER.index(change.kind)))


def _compared(outcome: PathAnswers) -> Iterator[AnswerChange]:
    for item, before, after in zip(items().items, outcome.before, outcome.after or NONE, strict=True):
        was, now = (letter == LETTERS[item.right] for letter in (before, after))
        kind = (KEPT if was else GAINED) if now else (LOST if was else MISSED)
        yield AnswerChange(item, kind, _words(item, before), _words(item, after))


def _words(item: Item, letter: str) -> str:
    return "" if letter == OPEN else item.choices[LETTERS.index(letter)]


def opened(place: Path) -> TwiceAsked:
    """A result as it can be gone on with: half of one is asked again, a whole one is shown. UsageError names the file
    and what is wrong with it."""
    found = read_result(place, WHAT)
    if found.after is None:
        return TwiceAsked(found.path, before=found.before, file=place)
    return TwiceAsked(found.path, found.after, before=found.before, file=place, kept=True)


def keep(asked: TwiceAsked, place: Path) -> TwiceAsked:
    """Write the result, whole or not at all. The second half goes only into the file that has the first: UsageError
    where that file has become another one meanwhile."""
    if asked.before is not None and read_result(place, WHAT) != PathAnswers(asked.path, items().version, asked.before):
        raise UsageError(f"{shown(place)}: has changed since it was opened; open it again")
    write_result(place, asked.outcome)
    return replace(asked, file=place, kept=True)
