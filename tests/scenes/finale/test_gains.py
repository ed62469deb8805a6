"""Every gain is the number of the world part behind the stop that shows it, and the captions are true of the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scenes.finale.answer import ANSWER
from scenes.finale.facts import Gain, how_it_ends, memory_gains, recomputation_gains
from scenes.finale.written import SIZES, STEP, lay_out
from tests.helpers import STILL, make_offline, passing, request_scenes
from tourapp.authoring import Quantity, fill, ops, show
from tourapp.export.offline import Moment, Offline
from tourapp.player.view import PlainWorlds
from tourapp.world import Inputs, PartCache, Work, World

SCENE = next(scene for scene in request_scenes() if scene.id == "finale")
BEATS = [beat.name for beat in SCENE.timeline.beats]
CACHE = PartCache()


def tour(**changes: Any) -> Offline:
    return make_offline(inputs=Inputs().change(**changes), worlds=PlainWorlds(CACHE, STILL))


def gains(offline: Offline) -> dict[str, Gain]:
    frame = offline.frame(offline.tour.index("finale"), 0.0)
    return {gain.name: gain for gain in (*memory_gains(frame), *recomputation_gains(frame))}


def at(offline: Offline, beat: str) -> Any:
    return offline.picture(Moment(offline.tour.index("finale"), BEATS.index(beat), 1.0))


def caption(offline: Offline, beat: str) -> str:
    """Caption and second line as they are read."""
    found, fields = SCENE.timeline.beats[BEATS.index(beat)], at(offline, beat).fields
    return f"{fill(found.caption, fields)} {fill(found.note, fields)}"


def test_gains_are_the_parts_own_numbers() -> None:
    offline = tour()
    found = gains(offline)

    def world(stop: str) -> World:
        return offline.view(offline.tour.index(stop)).world

    assert found["Batching"].value is world("batching").slot_read.users
    assert found["Fewer KV heads"].value is world("kv_hall").kv_variants.saved
    used = world("paging").paging_numbers.used
    assert float(found["Paging"].value.value) == float(used["paged"].value) / float(used["max"].value)
    assert found["Paging"].value.inputs[0].id == used["paged"].id
    assert found["Speculation"].value is world("speculation").speculation_numbers.measured
    assert found["Causal mask"].value is world("attention").our_slots.total
    assert found["Shared prompt"].value is world("paging").paging_numbers.shared
    assert found["Cached input"].value is world("pricing").bill.cached_ratio
    assert all(gain.value.id for name, gain in found.items() if name != "Paging")
    assert int(found["Causal mask"].value.value) == World(work=Work(wait=False)).recording.slots == 86


def test_batching_tells_the_users_of_its_own_scene() -> None:
    """At a scenario's batch of 64 it once said 64 x after a scene with 8 users."""
    many = tour(batch=64)
    assert int(gains(many)["Batching"].value.value) == 8
    assert int(gains(tour(slots=16))["Batching"].value.value) == 16


@pytest.mark.parametrize(("model", "times"), [("llama-3-70b", 8), ("llama-2-7b", 1), ("mistral-7b", 4)])
def test_kv_heads_save_what_the_hall_says(model: str, times: int) -> None:
    gain = gains(tour(model=model))["Fewer KV heads"]
    assert float(gain.value.value) == times
    assert show(gain.words).startswith("none saved" if times == 1 else "fewer bytes of cache")


def test_paging_is_said_to_bring_users_into_a_read() -> None:
    assert show(gains(tour())["Paging"].words) == "more users fit one read"


def test_the_answer_ends_as_it_ended() -> None:
    assert caption(tour(), "answer").startswith("The answer is written. Our question's 53")
    short = World(Inputs().change(answer_tokens=8)).recording
    assert str(how_it_ends(short)) == "The answer stops at its limit of 8 tokens."
    recording = World(work=Work(wait=False)).recording
    assert "still being written" in str(how_it_ends(replace(recording, finish="writing")))
    assert "stopped after 53 tokens" in str(how_it_ends(replace(recording, finish="cancelled")))


@pytest.mark.parametrize("changes", [{}, {"arrival_rate": 10}, {"batch": 64}, {"answer_tokens": 8}])
def test_its_totals_are_the_accounts_and_the_queues(changes: dict[str, Any]) -> None:
    offline = tour(**changes)
    fields = at(offline, "all").fields
    account = offline.view(offline.tour.index("queue")).world.account
    for name, value in (
        ("total", account.stay.total),
        ("tokens", account.answer),
        ("read", account.read),
        ("dollars", account.dollars),
    ):
        assert fields[name] is value and fields[name].id
    assert show(fields["total"]) in caption(offline, "all") and "achieved" in caption(offline, "all")


def test_words_and_times_have_their_models_named() -> None:
    assert "words by SmolLM2-135M-Instruct, times of Llama 3 70B" in caption(tour(), "answer")


def test_the_whole_answer_has_room() -> None:
    """The screen once cut it in the middle of its second sentence."""
    recording = World(work=Work(wait=False)).recording
    written = lay_out(recording.texts, ANSWER)
    assert written.size == SIZES[0] and " ".join(written.lines) == recording.text.strip()
    assert len(written.lines) * STEP * written.size <= ANSWER.h
    assert written.until(len(recording.texts)).split("\n") == list(written.lines)
    words = [op.words for op in at(tour(), "answer").ops if isinstance(op, ops.Words)]
    assert any(line.replace("\n", " ") == recording.text.strip() for line in words)


@pytest.mark.parametrize(
    "texts", [(), ("",), ("a",), ("word " * 4000,), ("x" * 900,), tuple("一二三" * 200), ("a\nb",)]
)
def test_any_answer_is_laid_out(texts: tuple[str, ...]) -> None:
    written = lay_out(texts, ANSWER)
    assert len(written.lines) * STEP * written.size <= ANSWER.h + STEP * written.size
    for token in (0, 1, len(texts)):
        x, y = written.place(token)
        assert ANSWER.x <= x <= ANSWER.right and ANSWER.y <= y <= ANSWER.bottom + 40


@pytest.mark.parametrize("batch", [1, 8, 64])
def test_the_wall_leaves_its_true_share(batch: int) -> None:
    """Each gain is one kind of number, and what is left of its wall is one part in so many."""
    frame = tour(batch=batch).frame(14, 0.0)
    for gain in memory_gains(frame):
        assert gain.left == pytest.approx(1 / max(1.0, float(gain.value.value))), gain.name


def test_own_numbers_have_ids() -> None:
    for changes in ({}, {"model": "deepseek-v3"}, {"share_prompt": False, "fork": False}):
        offline = tour(**changes)
        picture = at(offline, "all")
        told = [op.value for op in picture.ops if isinstance(op, ops.Words)] + list(picture.fields.values())
        assert [str(q.name) for q in told if isinstance(q, Quantity) and not q.id and not passing(q)] == []
