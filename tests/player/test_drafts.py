"""While the model writes: the answer is on stage as it grows, and never an old answer under a new question."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from tests.player.test_pending import Idle
from tourapp.authoring import flat_ops, ops, say_words
from tourapp.engine.shipped import shipped_recording
from tourapp.export.offline import default_tour
from tourapp.player.answer_note import answer_note
from tourapp.player.composer import Composer
from tourapp.player.drafts import SHOWN_EVERY, rests_on
from tourapp.player.settings import apply_setting
from tourapp.player.state import PlayerState, opening
from tourapp.player.store import WorldStore
from tourapp.player.tour import Tour, TourPlace
from tourapp.player.view import Wish, view_of
from tourapp.world import Inputs

NEW, OLD = "Why do cats purr?", "What is photosynthesis?"


@dataclasses.dataclass(frozen=True)
class Letters:
    """A part that grows: the letters so far."""

    text: str
    ended: bool = False

    def stopped(self) -> Letters:
        return dataclasses.replace(self, ended=True)


@pytest.fixture
def worker() -> Idle:
    return Idle()


@pytest.fixture
def store(worker: Idle, add_part: Callable[..., Any]) -> WorldStore:
    shipped = Letters("shipped", True)
    add_part("answer", lambda view: Letters("whole", True), reads=("prompt",), stand_in=lambda: shipped)
    add_part("counted", lambda view: len(view.answer.text), needs=("answer",), stand_in=lambda: 7)
    add_part("loud", lambda view: view.answer.text.upper(), needs=("answer",), slow=False)
    return WorldStore(worker)


def wish(grows: bool = True, prompt: str = NEW, needs: tuple[str, ...] = ("answer", "counted")) -> Wish:
    return Wish("alpha", Inputs().change(prompt=prompt), needs, "a", grows)


def test_a_scene_that_lives_along_sees_the_answer_grow(store: WorldStore) -> None:
    wanted = wish()
    store.want([wanted])
    before = store.world(wanted)
    assert before is not None and before.inputs.prompt == OLD, "a stand-in stands under its own question"
    assert store.order is not None
    generation = store.order.generation
    seen = []
    for count in range(1, 10):
        store.draft(generation, Letters("x" * count))
        world: Any = store.world(wanted)
        assert world.inputs.prompt == NEW and world.loud == "X" * world.counted, "what rests on it is of the same draft"
        seen.append(world.counted)
    assert seen == [1, 1, 1, 4, 4, 4, 4, 8, 8] and SHOWN_EVERY == 4
    assert not store.cache.has("counted", world.key("counted")), "nothing of a draft reaches the shared parts"


def test_other_scenes_stay_as_they_were(store: WorldStore) -> None:
    wanted = wish(grows=False)
    store.want([wanted])
    store.draft(store.order.generation, Letters("x"))  # type: ignore[union-attr]
    world = store.world(wanted)
    assert world is not None and world.inputs.prompt == OLD


def test_the_answer_that_is_on_screen_already_does_not_start_again(store: WorldStore) -> None:
    wanted = wish(prompt=OLD)
    store.want([wanted])
    store.draft(store.order.generation, Letters("x"))  # type: ignore[union-attr]
    world: Any = store.world(wanted)
    assert world.answer == Letters("shipped", True)


def test_after_stopping_the_text_so_far_is_the_answer(store: WorldStore, worker: Idle) -> None:
    wanted = wish(needs=("answer",))
    store.want([wanted])
    generation = store.order.generation  # type: ignore[union-attr]
    for count in range(1, 7):
        store.draft(generation, Letters("x" * count))
    store.stop()
    assert worker.order is None and not store.busy
    store.want([wanted])
    world: Any = store.world(wanted)
    assert world.answer == Letters("xxxxxx", True) and not store.busy, "all six, and nothing is asked again"
    assert world.loud == "XXXXXX"
    store.retry()
    assert store.busy, "until somebody asks for it again"
    order = store.order
    assert order is not None
    order.build(lambda share, words: None, lambda step: None, lambda: False)
    store.finished(order.generation)
    again: Any = store.world(wanted)
    assert (again.answer, again.loud) == (Letters("whole", True), "WHOLE"), "what rests on it is made anew too"


def test_drafts_of_an_order_nobody_wants_are_dropped(store: WorldStore) -> None:
    store.want([wish()])
    old = store.order.generation  # type: ignore[union-attr]
    store.want([wish(prompt="Something else")])
    assert not store.draft(old, Letters("x"))
    world = store.world(wish(prompt="Something else"))
    assert world is not None and world.inputs.prompt == OLD


def test_what_rests_on_what() -> None:
    assert rests_on("head_overview", "recording") and rests_on("account", "recording")
    assert not rests_on("recording", "recording") and not rests_on("cost", "recording")


class Stage:
    """The tour in a state where another question was asked and the worker has not begun."""

    def __init__(self) -> None:
        self.tour: Tour = default_tour()
        self.store = WorldStore(Idle())
        self.composer = Composer(self.tour, self.store)
        first = opening()
        settings = apply_setting(first.settings, self.tour, "", "prompt", NEW)
        self.state: PlayerState = dataclasses.replace(first, settings=settings)

    def note(self, scene: str) -> str | None:
        index = self.tour.index(scene)
        stop = self.tour.stops[index]
        state = dataclasses.replace(self.state, stop=index)
        self.composer.want(state)
        words = answer_note(stop, view_of(state, self.tour, index, self.store).frame(stop, 1.0))
        return None if words is None else say_words(words)

    def words(self, scene: str) -> list[str]:
        index = self.tour.index(scene)
        state = dataclasses.replace(self.state, stop=index, t=6.0)
        self.composer.want(state)
        picture, trouble = self.composer.compose(state, TourPlace(index, 6.0), False)
        assert trouble is None, trouble
        return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words)]


def test_law_16_a_stage_that_lags_carries_its_question_and_says_that_the_other_is_being_written() -> None:
    stage = Stage()
    for scene in ("sampling", "kv_hall", "attention", "paging", "finale", "tokenization"):
        note = stage.note(scene)
        assert note == f"Still “{OLD}”: the answer to “{NEW}” is being written.", scene
        assert scene in ("kv_hall", "finale") or note in stage.words(scene)
    assert stage.note("network") is None and stage.note("gpu_grid") is None


def test_the_growing_answer_says_how_far_it_is() -> None:
    stage = Stage()
    stage.note("sampling")
    order = stage.store.order
    assert order is not None and order.part == "recording"
    made = dataclasses.replace(shipped_recording("default").clipped(9), prompt=NEW, finish="writing")
    for _ in range(SHOWN_EVERY):
        stage.store.draft(order.generation, made)
    for scene in ("sampling", "kv_hall", "attention"):
        note = stage.note(scene)
        assert note == f"“{NEW}”: being written, 9 tokens so far.", scene
        assert note in stage.words(scene)


def test_without_the_model_the_words_say_whose_they_are() -> None:
    stage = Stage()
    stage.note("sampling")
    for part in ("recording", "default_recording"):
        order = stage.store.order
        assert order is not None and order.part == part
        stage.store.cache.put(order.part, order.key, shipped_recording("default"))
        stage.store.finished(order.generation)
    note = stage.note("sampling")
    assert note is not None and note.startswith(f"These words answer “{OLD}”") and "tourapp model install" in note
