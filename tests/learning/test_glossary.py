"""The glossary: short sentences, homes that say the word, nothing that leads nowhere; and how words are found."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from tests.helpers import make_offline, other_scenes, request_scenes
from tourapp.authoring import fill
from tourapp.authoring.beats import LEVELS
from tourapp.errors import DamagedFileError
from tourapp.export.offline import Moment, Offline
from tourapp.learning import glossary as subject
from tourapp.learning.glossary import MOST_WORDS, GlossaryTerm, Home, brought_in, glossary, terms_in
from tourapp.tours import all_scenes
from tourapp.words import LANGUAGES, in_tongue

TERMS = tuple(glossary().values())
LEAST = 90


@lru_cache(maxsize=4)
def _tour(on_the_way: bool, language: str) -> Offline:
    return make_offline(language=language) if on_the_way else make_offline(tour=other_scenes(), language=language)


@lru_cache(maxsize=256)
def said(home: Home, language: str) -> str:
    """Caption and second line of a beat, at default settings."""
    scene = all_scenes()[home.scene]
    tour = _tour(scene in request_scenes(), language)
    place = scene.timeline.index(home.beat)
    beat = scene.timeline.beats[place]
    fields = tour.picture(Moment(tour.tour.index(scene.id), place, 0.95)).fields
    return f"{fill(beat.caption, fields)} {fill(beat.note, fields)}"


def test_there_are_enough() -> None:
    assert len(TERMS) >= LEAST


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_term_is_whole(term: GlossaryTerm) -> None:
    assert len(term.sentence.split()) <= MOST_WORDS and term.sentence[-1] == "."
    assert term.level in LEVELS
    assert set(term.see) <= set(glossary()) - {term.id}
    scene = all_scenes()[term.home.scene]
    assert scene.timeline.beats[scene.timeline.index(term.home.beat)].name == term.home.beat
    assert term in brought_in(term.home.scene, term.home.beat)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_home_says_its_word(language: str) -> None:
    with in_tongue(language):
        homes = [(term.id, each) for term in TERMS for each in (term.home, *term.brought)]
        found = [(id, home, [each.term.id for each in terms_in(said(home, language))]) for id, home in homes]
        silent = [(id, home) for id, home, ids in found if id not in ids]
    assert not silent


def test_no_name_is_that_of_two_words() -> None:
    names = [name.lower() for term in TERMS for name in (term.term, *term.also)]
    assert not {name for name in names if names.count(name) > 1}


def test_words_are_found_whole_once_and_the_longest_first() -> None:
    found = terms_in("Key-valued, a KV cache and keys: softmaxed keys, a Softmax.")
    assert [(each.term.id, each.start) for each in found] == [("kv_cache", 14), ("key", 27), ("softmax", 51)]
    assert terms_in("") == () and terms_in("Nothing of the trade is said.") == ()


def test_in_spanish_the_spanish_names_are_found() -> None:
    with in_tongue("es"):
        words = " ".join(TERMS[0].names)
        assert TERMS[0] in [each.term for each in terms_in(words)]


def test_a_damaged_file_is_named(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    glossary.cache_clear()
    monkeypatch.setattr(subject, "FILE", ("recordings", "class_answers.json"))
    with pytest.raises(DamagedFileError, match="class_answers"):
        glossary()
    monkeypatch.undo()
    glossary.cache_clear()
    assert re.match("[a-z_]+$", TERMS[0].id)
