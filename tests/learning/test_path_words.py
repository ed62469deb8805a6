"""Captions of level everyone use only words of the field that their path brought in before, and none of the deeper
ones: at its home in the glossary, or at another beat that the glossary names for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pytest

from tests.helpers import make_offline
from tourapp.authoring import Picture, fill
from tourapp.export.images import ensure_qt
from tourapp.learning.glossary import FoundTerm, brought_in, glossary, terms_in
from tourapp.player.talks.cuts import shipped_tour

AFTER = {"making_it_fast": "how_llms_work"}
"""Paths that begin where another one ends, as their own page says."""
PATHS = ("how_llms_work", "making_it_fast", "napkin")
DAILY = {
    "block": "a block of scores or of work is any block; the glossary means those of memory",
    "context": "the context of a sentence",
    "conversation": "what two have with each other",
    "gpu": "everybody in the room has heard of it; the scene of the chip shows one",
    "group": "any group of things",
    "ideal": "as good as can be",
    "memory": "a computer has one",
    "queue": "a line of a list or of writing is no queue",
    "quantization": "FP8 behind a figure is the name of a number format",
    "request": "something asked for",
    "rope": "to turn something into something else",
    "scale": "drawn to scale",
    "step": "to do something step by step",
    "ttft": "the first token of a text is no time",
    "weight": "shares of attention that sum to one are called weights as well",
}
"""Words of daily speech that the glossary also has in a narrower sense."""


def said(path: str) -> Iterator[tuple[str, str, str]]:
    """Scene, beat and both lines of every caption that a path shows at level everyone."""
    ensure_qt()
    offline = make_offline(tour=shipped_tour(path), level="everyone")
    for place, stop in enumerate(offline.tour.stops):
        scene = stop.scene
        if scene.lab is not None or scene.course is not None:
            continue  # a sheet to work on has no captions
        for at in stop.kept:
            beat = scene.timeline.beats[at]
            if beat.level == "everyone":
                frame, picture = offline.frame(place, scene.timeline.start(at) + 0.97 * beat.seconds), Picture()
                scene.draw(frame, picture)
                yield scene.id, beat.name, f"{fill(beat.caption, picture.fields)} {fill(beat.note, picture.fields)}"


@dataclass(frozen=True)
class Walk:
    """known: terms that a path has brought in by its end, and where each first; early: those that stood in a caption
    before that, with where."""

    known: dict[str, str]
    early: tuple[tuple[str, FoundTerm], ...]


@lru_cache(maxsize=len(PATHS))
def walked(path: str) -> Walk:
    """A path from its first caption to its last."""
    known = {name: "" for name in walked(AFTER[path]).known} if path in AFTER else {}
    early = []
    for scene, beat, words in said(path):
        where = f"{scene}.{beat}"
        for term in brought_in(scene, beat):
            known.setdefault(term.id, where)
        early += [(where, found) for found in terms_in(words) if not allowed(found, known)]
    return Walk(known, tuple(early))


def allowed(found: FoundTerm, known: Mapping[str, str]) -> bool:
    """Whether a word may stand there."""
    term = found.term
    return term.id in DAILY or (term.level == "everyone" and term.id in known)


@pytest.mark.parametrize("path", PATHS)
def test_captions_use_only_words_brought_in_before(path: str) -> None:
    early = [f"{where}: {found.term.term} ({found.term.level})" for where, found in walked(path).early]
    assert not early


def test_a_beat_brings_a_word_in_only_where_a_path_needs_it() -> None:
    first = {(name, where) for path in PATHS for name, where in walked(path).known.items()}
    named = {(term.id, f"{each.scene}.{each.beat}") for term in glossary().values() for each in term.brought}
    assert named <= first


def test_exceptions_are_few_and_of_the_glossary() -> None:
    assert set(DAILY) <= set(glossary()) and len(DAILY) <= 16
    for path, before in AFTER.items():
        assert shipped_tour(before).title in shipped_tour(path).about
