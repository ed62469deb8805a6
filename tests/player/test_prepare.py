"""Answers made beforehand: which, how large, carried in the lesson, and used in place of the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tourapp.cli import main
from tourapp.engine.record import record
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.shipped import shipped_recording
from tourapp.errors import UsageError
from tourapp.player.intents import SetControl
from tourapp.player.lessons.lesson_file import packed
from tourapp.player.lessons.opened import ready_tour
from tourapp.player.lessons.prepare import answers_wanted, small_enough, wanted_by, with_asked
from tourapp.player.state import opening
from tourapp.player.step import step
from tourapp.player.store import WorldStore
from tourapp.player.tour import make_tour
from tourapp.player.view import view_of, wishes
from tourapp.tours import all_scenes
from tourapp.tours.lesson import read_lesson
from tourapp.tours.lesson_box import LARGEST_RECORDING
from tourapp.tours.load import parse_tour
from tourapp.world import Inputs, PartCache, Work, World
from tourapp.world.generation import shared_model
from tourapp.world.prepared import prepared_answer, use_prepared


@pytest.fixture(autouse=True)
def nothing_prepared() -> Iterator[None]:
    """Nothing is at hand before and after."""
    use_prepared(())
    yield
    use_prepared(())


def lesson(**more: object) -> bytes:
    """A lesson's text."""
    return json.dumps({"id": "mine", "title": "Mine", "stops": [{"scene": "sampling"}], **more}).encode()


def wanted(**more: object) -> list[tuple[str, float, int]]:
    """Prompt, temperature and limit of every answer that a lesson wants."""
    tour = make_tour(parse_tour(lesson(**more), "mine.json", all_scenes()))
    return [(each.prompt, each.params.temperature, each.limit) for each in answers_wanted(tour)]


def test_what_a_lesson_wants() -> None:
    assert wanted() == [], "the usual answer ships with the product"
    assert wanted(prompts=["A", "B", "A"]) == [("A", 0.8, 64), ("B", 0.8, 64)]
    assert wanted(set={"prompt": "A", "temperature": 0.4}) == [("A", 0.4, 64), ("A", 0.8, 64)]
    stops = [{"scene": "sampling", "set": {"prompt": "A", "answer_tokens": n}} for n in (8, 20)]
    assert wanted(stops=stops) == [("A", 0.8, 64)]
    assert len(wanted(prompts=list("ABCDEF"), set={"temperature": 0.4})) == 8, "seven asked, one more has room"
    many = [{"scene": "sampling", "set": {"prompt": each}} for each in "ABCDEFGHI"]
    with pytest.raises(UsageError, match="9 different answers; a lesson carries at most 8"):
        wanted(stops=many)


def test_a_prepared_answer_is_at_hand_at_once() -> None:
    shipped = shipped_recording("default")
    made = replace(shipped, prompt="Ours")
    inputs = Inputs().change(prompt="Ours")
    needs = ("recording", "default_recording")
    live = Work(live=True, wait=False)
    assert World(inputs, PartCache(), live).missing_slow(needs) == [*needs]
    use_prepared([made])
    world = World(inputs, PartCache(), live)
    assert world.missing_slow(needs) == []
    assert world.recording is made and world.recording.badge == "recorded"
    short = prepared_answer("Ours", True, made.params, 20)
    assert short is not None and short.ids.tolist() == made.ids.tolist()[:20]
    assert World(inputs.change(temperature=0.1), PartCache(), live).missing_slow(needs) == ["recording"]
    use_prepared([replace(made, model="Another-7B")])
    assert World(inputs, PartCache(), live).missing_slow(needs) == [*needs], "of a model that is not in use"


def test_a_long_answer_is_cut_to_what_a_lesson_carries() -> None:
    shipped = shipped_recording("default")
    assert small_enough(shipped).positions == shipped.positions
    made = record(shared_model(), "a b c d e f g h " * 14, True, SamplingParams(), 64)
    small = small_enough(made)
    assert len(packed(small)) <= LARGEST_RECORDING and small.positions < made.positions
    assert small.ids.tolist() == made.ids.tolist() and small.slots == made.slots


def test_prepare_writes_a_lesson_with_its_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(lesson(set={"prompt": "Why?", "answer_tokens": 8, "temperature": 0.4}))
    assert main(["lesson", "prepare", str(path), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (
        data["file"] == str(tmp_path / "mine.lesson") and [each["prompt"] for each in data["answers"]] == ["Why?"] * 2
    )
    found = read_lesson(tmp_path / "mine.lesson", all_scenes())
    tour = ready_tour(found)
    inputs = Inputs().change(**tour.settings)
    world = World(inputs, PartCache(), Work(live=True, wait=False))
    assert world.missing_slow(("recording", "default_recording")) == []
    assert world.recording.text == record(shared_model(), "Why?", True, SamplingParams(0.4), 8).text


def test_stopped_or_refused_it_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(lesson(prompts=["A"]))

    def stop(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tourapp.player.lessons.prepare.record", stop)
    assert main(["lesson", "prepare", str(path)]) == 130
    assert main(["lesson", "prepare", str(path), "-o", str(tmp_path / "x.json")]) == 2
    assert [item.name for item in tmp_path.iterdir()] == ["mine.json"]


class Idle:
    """A worker that must not be asked."""

    def submit(self, _order: object) -> None:
        raise AssertionError("something had to be built")

    def cancel(self) -> None:
        return None


def test_three_prompts_switch_in_class_at_once() -> None:
    """No stage waits for an answer that the lesson carries, and the worker has nothing to do."""
    prompts = ["Why is the sky blue?", "What is a neuron?", "Who was Ada Lovelace?"]
    tour = make_tour(parse_tour(lesson(prompts=prompts), "mine.json", all_scenes()))
    use_prepared([replace(shipped_recording(), prompt=each) for each in prompts])
    state, store = opening(), WorldStore(Idle())
    for prompt in (*prompts, prompts[0]):
        state = step(state, SetControl("", "prompt", prompt), tour)
        wish = wishes(state, tour.stops[0])["a"]
        store.want([wish])
        world = store.world(wish)
        assert store.settled(wish) and world is not None and not store.busy
        assert world.recording.prompt == world.default_recording.prompt == prompt
        view = view_of(state, tour, 0, store)
        assert not view.frame(tour.stops[0], 1.0).pending


def test_prompts_that_were_asked_go_in_as_far_as_there_is_room() -> None:
    file = parse_tour(lesson(prompts=["A"]), "mine.json", all_scenes()).file
    many = with_asked(file, [f"Question {n}?" for n in range(20)])
    assert len(many.prompts) == len(wanted_by(many)) == 8 and many.prompts[0] == "A"
    assert with_asked(file, ["A", "What is photosynthesis?"]) is file
