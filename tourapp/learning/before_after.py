"""Ten questions asked before a path and again after it, and what a class gained between the two.

A result holds what was picked and nothing about who, when or where: path, version of the questions, before, after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import msgspec

from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError, UsageError
from tourapp.files import read_small, shown, write_whole

FILE = ("lessons", "before_after.json")
ITEMS = 10
LETTERS = "abcd"
OPEN = "."
"""How a question without an answer is written."""
LARGEST = 4_000
"""Bytes of a result."""
WORDS = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Picked = Annotated[str, msgspec.Meta(pattern=f"^[{LETTERS}{OPEN}]{{{ITEMS}}}\\Z")]
"""One letter for each question."""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question. right: which of the choices, from 0. why: what makes it right, in one sentence or two."""

    id: WORDS
    text: WORDS
    choices: Annotated[list[WORDS], msgspec.Meta(min_length=4, max_length=4)]
    right: Annotated[int, msgspec.Meta(ge=0, le=3)]
    why: WORDS


class ItemFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them. version: grows with every change, for results of other questions cannot be compared."""

    version: Annotated[int, msgspec.Meta(ge=1)]
    items: Annotated[list[Item], msgspec.Meta(min_length=ITEMS, max_length=ITEMS)]


class PathAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one learner picked before and after a path; after is None until then."""

    path: Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern="^[a-z0-9_]+\\Z")]
    version: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    before: Picked
    after: Picked | None = None


@dataclass(frozen=True, slots=True)
class ShareGain:
    """Shares that were right before and after, 0 to 1. item: its id, "" for all of them together."""

    item: str
    before: float
    after: float

    @property
    def gain(self) -> float | None:
        """What was gained of what there was to gain; None where nothing was."""
        return None if self.before >= 1 else (self.after - self.before) / (1 - self.before)


@lru_cache(maxsize=1)
def items() -> ItemFile:
    """The file. DamagedFileError where it cannot be used."""
    try:
        return msgspec.json.decode(asset_path(*FILE).read_bytes(), type=ItemFile)
    except (OSError, msgspec.MsgspecError) as error:
        raise DamagedFileError("/".join(FILE), f"cannot be read ({error})") from error


def decode(data: bytes) -> PathAnswers:
    """A result that can be counted. ValueError, or msgspec's errors, where it is none or not whole."""
    found = msgspec.json.decode(data, type=PathAnswers)
    if found.version != items().version:
        raise ValueError(f"it answers version {found.version} of the questions, these are {items().version}")
    return found


def read_result(place: Path, what: str) -> PathAnswers:
    """A result from a file. UsageError names the file, and that it is not `what` it should be."""
    data = read_small(place, LARGEST, what)
    try:
        return decode(data)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise UsageError(f"{shown(place)}: is not {what} ({error})") from None


def write_result(place: Path, answers: PathAnswers) -> None:
    """Write a result, whole or not at all."""
    write_whole(place, msgspec.json.encode(answers) + b"\n")


def right(picked: str) -> tuple[bool, ...]:
    """Which of the answers are right."""
    return tuple(letter == LETTERS[each.right] for letter, each in zip(picked, items().items, strict=True))


def gains(answers: Sequence[PathAnswers]) -> tuple[ShareGain, tuple[ShareGain, ...]]:
    """What a class gained over all questions, and in each. Only whole results; at least one."""
    whole = [(right(each.before), right(each.after)) for each in answers if each.after is not None]
    found = []
    for place, item in enumerate(items().items):
        before, after = (sum(pair[side][place] for pair in whole) / len(whole) for side in (0, 1))
        found.append(ShareGain(item.id, before, after))
    total = ShareGain("", sum(each.before for each in found) / ITEMS, sum(each.after for each in found) / ITEMS)
    return total, tuple(found)
