"""Ready when you can: eight things, each ticked by evidence in a learner's progress and by nothing else.

Evidence is a lab that was finished without having a step shown, or the last two fresh questions of a skill, both right.
A question is fresh once: when its numbers are tried again that proves nothing. A teacher may vouch for a thing; that is
told as what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tourapp.learning.progress import Progress, QuestionTry
from tourapp.learning.questions import questions
from tourapp.words import Phrase

FRESH = 2
"""So many fresh questions in a row, all of them right."""
By = Literal["lab", "questions", "teacher", ""]


@dataclass(frozen=True, slots=True)
class Ability:
    """One thing to be able to do, and what proves it: one of its labs, or questions of its skills."""

    id: str
    words: Phrase
    skills: tuple[str, ...]
    labs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxTick:
    """An ability and what it is ticked by, "" while it is not. what: the lab that proves it; right: how many of its
    last fresh questions in a row were right, at most two."""

    ability: Ability
    by: By
    what: str
    right: int

    @property
    def ok(self) -> bool:
        """Whether the box is ticked."""
        return bool(self.by)

    @property
    def proved(self) -> bool:
        """Whether it is ticked by evidence, not by a teacher's word."""
        return self.by in ("lab", "questions")

    @property
    def words(self) -> Phrase:
        """Why the box is ticked, or what would tick it."""
        if self.by == "lab":
            return Phrase("proved by its lab")
        if self.by == "questions":
            return Phrase("proved by two fresh questions")
        if self.by == "teacher":
            return Phrase("a teacher vouches for it")
        if self.ability.labs:
            return Phrase("finish its lab, or {n} more {n|question|questions} in a row", n=FRESH - self.right)
        return Phrase("{n} more {n|question|questions} in a row", n=FRESH - self.right)


ABILITIES = (
    Ability("attention", Phrase("Walk through attention by hand"), ("attention", "softmax"), ("attention_by_hand",)),
    Ability("bound", Phrase("Say why decode waits for memory"), ("intensity", "bound", "ridge"), ("phases",)),
    Ability("kv_size", Phrase("Work out the size of the KV cache"), ("kv_bytes",)),
    Ability("users", Phrase("Estimate how many users fit"), ("users",), ("kv_calculator",)),
    Ability("passes", Phrase("Count passes with and without a cache"), ("passes",), ("kv_speedup",)),
    Ability("shapes", Phrase("Name the shape of every tensor"), ("shapes",)),
    Ability("rules", Phrase("Say when a rule of thumb fails"), ("rules",)),
    Ability("price", Phrase("Price a token"), ("price",), ("serve_it",)),
)


def ability_ids() -> tuple[str, ...]:
    """The ids, in the order of the list."""
    return tuple(each.id for each in ABILITIES)


def ready(progress: Progress) -> tuple[BoxTick, ...]:
    """The eight boxes of a learner. What was proved counts before what a teacher vouches for."""
    tries = tuple(_fresh(progress.questions))
    return tuple(_tick(each, progress, tries) for each in ABILITIES)


def _tick(ability: Ability, progress: Progress, tries: tuple[QuestionTry, ...]) -> BoxTick:
    lab = next((each for each in ability.labs if _unaided(progress, each)), "")
    right = _last_right(tries, {each.id for each in questions().templates if each.skill in ability.skills})
    by: By = ""
    if lab:
        by = "lab"
    elif right >= FRESH:
        by = "questions"
    elif ability.id in progress.vouched:
        by = "teacher"
    return BoxTick(ability, by, lab, right)


def _unaided(progress: Progress, lab: str) -> bool:
    """Whether a lab was finished in an attempt in which nothing was shown."""
    return any(each.phase == "done" and not each.shown for each in progress.labs.get(lab, ()))


def _fresh(tries: Iterable[QuestionTry]) -> Iterator[QuestionTry]:
    """The first try at each question."""
    seen = set()
    for each in tries:
        if (each.what, each.seed) not in seen:
            seen.add((each.what, each.seed))
            yield each


def _last_right(tries: tuple[QuestionTry, ...], templates: set[str]) -> int:
    """How many of the last fresh questions in a row were right, at most as many as prove something."""
    last = [each.ok for each in tries if each.what in templates][-FRESH:]
    return next((n for n, ok in enumerate(reversed(last)) if not ok), len(last))
