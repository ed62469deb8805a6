"""Words of the glossary in captions: dotted where a scene says them first, explained by pointer and key; the search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers import make_offline
from tourapp.authoring import Tag, flat_ops, ops
from tourapp.export.offline import Moment, Offline
from tourapp.learning.glossary import glossary
from tourapp.player import intents
from tourapp.player.composer import compose
from tourapp.player.search import KINDS, Find, finds, lit, plain, search
from tourapp.player.state import PlayerState
from tourapp.player.step import step
from tourapp.player.tour import TourPlace
from tourapp.player.word_walk import WalkWords
from tourapp.player.words_asked import KIND, asked_words
from tourapp.tours import all_scenes
from tourapp.words import in_tongue


@pytest.fixture(scope="module")
def tour() -> Offline:
    return make_offline()


def drawn(tour: Offline, scene: str, beat: str, **state: object) -> list[object]:
    """All that is painted of a beat in a state of the player."""
    moment = tour.moment(scene, beat, 0.95)
    t = tour.local_time(moment)
    shown = replace(tour.state(moment.index, t), **state)  # type: ignore[arg-type]
    return list(flat_ops(compose(shown, tour.tour, TourPlace(moment.index, t), tour.worlds)))


def texts(found: list[object]) -> list[str]:
    return [op.words for op in found if isinstance(op, ops.Words)]


def test_a_caption_dots_the_words_that_no_beat_before_it_had(tour: Offline) -> None:
    found = drawn(tour, "sampling", "softmax")
    caption = next(op for op in found if isinstance(op, ops.Words) and op.marks)
    assert [caption.words[a:b] for a, b in caption.marks] == ["Softmax", "probabilities"]
    areas = [tag.key for op in found if isinstance(op, ops.Hot) for tag in op.tags if tag.kind == KIND]
    assert areas[:2] == ["softmax", "probability"] and len(areas) == len(set(areas))
    scene = all_scenes()["sampling"]
    assert asked_words(["Softmax and its probabilities."], scene, scene.timeline.index("draw")) == [()]


def test_a_second_line_dots_what_its_caption_has_not() -> None:
    scene = all_scenes()["sampling"]
    first, second = asked_words(["A GPU waits.", "A GPU with a KV cache."], scene, 0)
    assert [each.term.id for each in first] == ["gpu"]
    assert [each.term.id for each in second] == ["kv_cache"]


def test_a_word_of_daily_speech_is_dotted_only_where_it_means_the_term() -> None:
    scenes = all_scenes()
    for words, at_home, elsewhere in (
        ("The line grows.", "queue", "tokenization"),
        ("Place is a turn.", "position", "sampling"),
    ):
        assert asked_words([words], scenes[at_home], 0) != [()]
        assert asked_words([words], scenes[elsewhere], 0) == [()]
    with in_tongue("es"):
        assert asked_words(["El bloque."], scenes["flash_attention"], 0) == [()]


@pytest.mark.parametrize("asked", [{"word": "softmax"}, {"hover": Tag(KIND, "softmax")}])
def test_a_word_is_explained_where_it_stands(tour: Offline, asked: dict[str, object]) -> None:
    sentence = glossary()["softmax"].sentence
    assert sentence in texts(drawn(tour, "sampling", "softmax", **asked))
    assert sentence not in texts(drawn(tour, "sampling", "softmax"))
    assert sentence not in texts(drawn(tour, "sampling", "loop", **asked))


def test_the_key_walks_the_words_and_ends(tour: Offline) -> None:
    state, ids = PlayerState(), ("softmax", "probability")
    seen = []
    for _ in range(4):
        state = step(state, WalkWords(ids), tour.tour)
        seen.append(state.word)
    assert seen == ["softmax", "probability", None, "softmax"]
    assert step(state, intents.Escape(), tour.tour).word is None
    assert step(state, intents.NextBeat(), tour.tour).word is None
    told = step(state, WalkWords(()), tour.tour)
    assert told.word is None and "glossary" in str(told.notice)


def test_a_damaged_glossary_leaves_the_caption(tour: Offline, monkeypatch: pytest.MonkeyPatch) -> None:
    from tourapp.errors import DamagedFileError

    def broken(_words: str) -> None:
        raise DamagedFileError("lessons/glossary.json", "cannot be read")

    monkeypatch.setattr("tourapp.player.words_asked.terms_in", broken)
    assert tour.picture(Moment(0, 0, 0.5)).ops


# the search ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def among() -> tuple[Find, ...]:
    return finds(glossary().values(), all_scenes().values())


@pytest.mark.parametrize(
    ("typed", "kind", "scene", "beat"),
    [
        ("softmax", "word", "sampling", "softmax"),
        ("KV cache", "word", "kv_hall", "empty"),
        ("kv hall", "scene", "kv_hall", ""),
        ("burstiness", "control", "queue", ""),
        ("each id picks", "beat", "tokenization", "vectors"),
        ("ttft", "word", "prefill_decode", "flip"),
    ],
)
def test_what_is_meant_stands_first(among: tuple[Find, ...], typed: str, kind: str, scene: str, beat: str) -> None:
    first = search(typed, among)[0]
    assert (first.kind, first.scene, first.beat) == (kind, scene, beat)


def test_every_word_must_be_there_and_nothing_finds_words_and_scenes(among: tuple[Find, ...]) -> None:
    assert search("softmax zebra", among) == ()
    assert {find.kind for find in search("  ", among)} <= {"word", "scene", "lab"}
    assert {find.kind for find in among} <= set(KINDS)
    for typed in ("a", "É", "%", "(", "\\", "x" * 80):
        assert len(search(typed, among)) <= 60


def test_accents_and_capitals_do_not_matter() -> None:
    assert plain("Atención") == plain("ATENCION")
    assert lit("ten", "Atención") == ((1, 4),)
    with in_tongue("es"):
        spanish = finds(glossary().values(), all_scenes().values())
    assert search("atencion", spanish)


def test_everything_found_leads_to_a_place(among: tuple[Find, ...]) -> None:
    for find in among:
        scene = all_scenes()[find.scene]
        assert not find.beat or find.beat in {beat.name for beat in scene.timeline.beats}
