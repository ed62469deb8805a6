"""The language belongs to the showing: it is the same in every window, is remembered, and changes nothing else."""

from __future__ import annotations

import pytest

from tourapp.cli.options import language_of
from tourapp.errors import DamagedFileError, UsageError
from tourapp.export.offline import default_tour
from tourapp.opening import OpenOptions, opening_state
from tourapp.player.copy_state import command_of
from tourapp.player.preferences import Preferences
from tourapp.player.remembered import remember
from tourapp.player.state import joined, opening
from tourapp.player.step import step
from tourapp.player.tongue import SetLanguage
from tourapp.words import LANGUAGES, PSEUDO

TOUR = default_tour()


def test_next_language_goes_around() -> None:
    state = opening()
    seen = [state.language]
    for _ in LANGUAGES:
        state = step(state, SetLanguage(), TOUR)
        seen.append(state.language)
    assert seen == [*LANGUAGES, "en"]
    assert step(opening(language=PSEUDO.language), SetLanguage(), TOUR).language == "en"


def test_only_the_language_changes_and_in_every_window() -> None:
    before = opening(stop=3, t=2.5, playing=False)
    after = step(before, SetLanguage("es"), TOUR)
    assert after == step(before, SetLanguage("es"), TOUR) and after.show.language == "es"
    assert step(after, SetLanguage("en"), TOUR) == before
    assert joined(after.show, opening(theme="projector").window).language == "es"


def test_an_unknown_language_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    state = step(opening(), SetLanguage("tlh"), TOUR)
    assert state.language == "en" and state.notice == "language: 'tlh' is not one of en, es"
    with pytest.raises(UsageError, match="--language: 'tlh' is not one of: en, es"):
        language_of("tlh")
    assert language_of("es") == "es"

    def damaged(tag: str) -> None:
        raise DamagedFileError("words/es.json", "it is no list of words")

    monkeypatch.setattr("tourapp.player.tongue.catalogue_of", damaged)
    state = step(opening(), SetLanguage("es"), TOUR)
    assert state.language == "en" and str(state.notice).startswith("words/es.json: ")
    opened, words = opening_state(OpenOptions(), TOUR, Preferences(language="es"))
    assert opened.language == "en" and words[0].startswith("words/es.json: "), "English, and said once"


def test_it_is_remembered_and_given_on() -> None:
    state = opening(language="es")
    kept = remember(state, TOUR)
    assert kept.language == "es" and opening_state(OpenOptions(), TOUR, kept)[0].language == "es"
    assert opening_state(OpenOptions(language="en"), TOUR, kept)[0].language == "en", "what is asked for comes first"
    assert remember(opening(language=PSEUDO.language), TOUR).language == "en"
    assert "--language es" in command_of(state, TOUR) and "es" not in command_of(opening(), TOUR).split()
    with pytest.raises(ValueError, match="language: 'tlh' is not one of en, es"):
        Preferences(language="tlh")
