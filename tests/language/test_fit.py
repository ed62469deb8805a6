"""Every beat in every language: whole words, each in its place, at the two themes that are shown to a class."""

from __future__ import annotations

import pytest

from tests.helpers import make_offline, request_scenes
from tests.language.tight import beats_of, kept
from tourapp.export.offline import Offline
from tourapp.words import LANGUAGES, PSEUDO

SCENES = request_scenes()


@pytest.fixture(scope="module")
def offline() -> Offline:
    return make_offline()


@pytest.mark.parametrize("theme", ["dark", "projector"])
@pytest.mark.parametrize("tag", list(LANGUAGES))
@pytest.mark.parametrize("index", range(len(SCENES)), ids=[scene.id for scene in SCENES])
def test_words_are_whole_in_every_language(index: int, tag: str, theme: str, offline: Offline) -> None:
    tried = make_offline(offline, language=tag)
    wrong = {where: found for where, found in beats_of(tried, index, theme) if found}
    assert wrong == {}


@pytest.mark.parametrize("theme", ["dark", "projector"])
@pytest.mark.parametrize("index", range(len(SCENES)), ids=[scene.id for scene in SCENES])
def test_longer_words_find_no_less_room_than_they_did(index: int, theme: str, offline: Offline) -> None:
    """In the made-up language, two fifths longer than English: captions and notes are whole, and no beat has more
    labels that stand in each other's way than were counted (`tests.language.tight`)."""
    tried = make_offline(offline, language=PSEUDO.language)
    counted = kept()
    for where, found in beats_of(tried, index, theme):
        assert len(found) <= counted.get(where, 0), f"{where}: {found}"
        long = [words for words in found if ("is cut" in words or "smaller" in words) and len(words) > 90]
        assert not long, f"{where}: {long}"
