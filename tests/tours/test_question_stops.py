"""Quizzes and the list of what one can do in tours: stops as any other, kept in lessons, hand-outs and lists; what is
no skill is told with its line and the nearest name, and the rest plays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.damaged_assets import Idle
from tests.helpers import make_offline
from tourapp.authoring import picture_digest
from tourapp.cli import main
from tourapp.learning import questions
from tourapp.learning.labs.intents import LabEnter, WriteBox
from tourapp.learning.progress import Progress
from tourapp.learning.questions import skills
from tourapp.learning.quiz import MOST, QuizAsked
from tourapp.player.assembly import Assembly, assembled, stop_of, whole
from tourapp.player.composer import Composer
from tourapp.player.handouts.leaves import HandoutParts, HandoutPlan
from tourapp.player.handouts.sheets import PaperSheet, StopPage
from tourapp.player.labs import on_stage
from tourapp.player.learner import learner_of
from tourapp.player.lessons.lesson_file import write_lesson
from tourapp.player.lessons.opened import lesson_of
from tourapp.player.state import Settings, opening
from tourapp.player.step import step
from tourapp.player.store import WorldStore
from tourapp.player.tour import Tour, TourPlace, make_tour
from tourapp.tours import all_scenes
from tourapp.tours.lesson import read_lesson
from tourapp.tours.load import Resolved, TourFileError, parse_tour
from tourapp.tours.shelf import shipped

GOOD = """{"id": "x", "title": "X", "stops": [
 {"scene": "sampling", "beats": ["softmax"]},
 {"quiz": ["softmax", "passes"], "count": 4, "minutes": 6, "title": "A short test"},
 {"quiz": []},
 {"ready": true, "level": "deeper"}
]}"""


def parsed(text: str = GOOD) -> Resolved:
    return parse_tour(text.encode(), "x.json", all_scenes())


def test_they_are_stops_with_what_they_ask_and_their_minutes() -> None:
    found = parsed()
    _, quiz, usual, ready = make_tour(found).stops
    assert found.problems == ()
    assert (quiz.key, quiz.scene.course, quiz.title, quiz.minutes) == ("quiz_page", "quiz", "A short test", 6)
    assert quiz.quiz == QuizAsked(("softmax", "passes"), 4) and usual.quiz == QuizAsked()
    assert (usual.key, ready.key, ready.scene.course, ready.quiz) == ("quiz_page#2", "ready_page", "ready", None)
    assert ready.deeper


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ('["softmax", "passes"]', '["softmax", "pases"]', "stops[1].quiz[1]", "did you mean passes?"),
        ('["softmax", "passes"]', '["zzz", "softmax"]', "stops[1].quiz[0]", "the skills are: passes, kv_bytes"),
        ('"count": 4', '"count": 90', "stops[1].count", f"90 questions; {MOST} are asked"),
        ('"count": 4', '"count": 4, "aloud": 2', "stops[1].aloud", "of these skills there are none"),
    ],
)
def test_what_is_no_skill_is_told_with_its_line_and_the_rest_plays(old: str, new: str, field: str, words: str) -> None:
    found = parsed(GOOD.replace(old, new))
    (problem,) = found.problems
    assert (problem.line, problem.field) == (3, field) and words in problem.words
    stop = make_tour(found).stops[1]
    assert stop.quiz is not None and set(stop.quiz.skills) <= set(skills()) and stop.quiz.count <= MOST
    assert len(found.stops) == 4


def test_spoken_questions_may_stand_alone_and_too_many_are_told() -> None:
    alone = GOOD.replace('["softmax", "passes"]', '["kv_bytes", "users"]')
    found = parsed(alone.replace('"count": 4', '"count": 0, "aloud": 2'))
    assert found.problems == () and make_tour(found).stops[1].quiz == QuizAsked(("kv_bytes", "users"), 0, 2)
    (problem,) = parsed(alone.replace('"count": 4', '"aloud": 3')).problems
    assert problem.field == "stops[1].aloud" and problem.words.startswith("3 to be answered aloud; of these skills")
    assert problem.words.endswith("there are 2")
    nothing = parsed(GOOD.replace('"count": 4', '"count": 0, "aloud": 1'))
    assert [stop.scene.id for stop in nothing.stops] == ["sampling", "quiz_page", "ready_page"]
    assert [each.words for each in nothing.problems][-1] == "nothing is left to ask; left out"


def test_a_quiz_of_nothing_known_is_left_out() -> None:
    found = parsed(GOOD.replace('["softmax", "passes"]', '["zzz"]'))
    assert len(found.problems) == 1 and [stop.scene.id for stop in found.stops] == [
        "sampling",
        "quiz_page",
        "ready_page",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"ready": true', '"ready": false', "x.json:5: stops[3].ready: is true"),
        ('"ready": true', '"ready": true, "count": 3', "x.json:5: stops[3].count: a ready has no count"),
        ('"ready": true', '"ready": true, "aloud": 3', "x.json:5: stops[3].aloud: a ready has no aloud"),
        ('"count": 4', '"count": 4, "aloud": 7', "stops[1].aloud"),
        ('"count": 4', '"count": 0', "x.json:3: stops[1].count: 0 questions ask nothing"),
        ('"count": 4', '"count": 0, "aloud": 0', "x.json:3: stops[1].count: 0 questions ask nothing"),
        ('{"quiz": []}', '{"quiz": [], "beats": ["page"]}', "x.json:4: stops[2].beats: a quiz has no beats"),
        ('{"quiz": []}', '{"quiz": [], "ready": true}', "x.json:4: stops[2]: exactly one of"),
    ],
)
def test_what_does_not_fit_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(TourFileError, match=said.replace("[", r"\[").replace("]", r"\]")):
        parsed(GOOD.replace(old, new))


def kinds(tour: Tour) -> list[Any]:
    return [(stop.scene.id, stop.quiz, stop.title, stop.minutes) for stop in tour.stops]


def test_a_lesson_keeps_them(tmp_path: Path) -> None:
    tour = make_tour(parsed())
    path = tmp_path / "mine.json"
    write_lesson(path, lesson_of(make_offline(tour=tour).state(), tour, "Mine"))
    assert kinds(make_tour(read_lesson(path, all_scenes()))) == kinds(tour)
    made = Assembly(tuple(stop_of(stop) for stop in tour.stops)).add(whole(all_scenes()["quiz_page"]))
    write_lesson(path, assembled(made, tour, Settings(), "Mine"))
    again = make_tour(read_lesson(path, all_scenes()))
    assert kinds(again)[:4] == kinds(tour) and again.stops[4].quiz == QuizAsked()


def test_a_hand_out_has_the_questions_and_with_exercises_the_key() -> None:
    tour = make_tour(parsed())
    offline = make_offline(tour=tour)
    for parts, titles in (
        (HandoutParts(), ["Test yourself"]),
        (HandoutParts(exercises=True), ["Test yourself", "The key"]),
    ):
        plan = HandoutPlan(offline.state(), tour, (1, 3), parts)
        leaves = list(plan.made(offline.worlds))
        sheets = [leaf for leaf in leaves if isinstance(leaf, PaperSheet)]
        assert len(leaves) == plan.leaves and [sheet.title for sheet in sheets][: len(titles)] == titles
        assert len(sheets[0].entries) == 4
        assert [leaf.title for leaf in leaves if isinstance(leaf, StopPage)] == ["A short test", "Ready when you can"]


def test_nothing_of_a_learner_stands_on_paper() -> None:
    tour = make_tour(parsed())
    offline = make_offline(tour=tour)
    plain = list(HandoutPlan(offline.state(), tour, (1, 3)).made(offline.worlds))
    worked = step(step(opening(stop=1, t=1.0), LabEnter(), tour), WriteBox("answer", "5"), tour)
    named = replace(step(worked, LabEnter(), tour), learner=learner_of(Progress("Ada Lovelace")))
    again = list(HandoutPlan(named, tour, (1, 3)).made(offline.worlds))
    for one, two in zip(plain, again, strict=True):
        if isinstance(one, StopPage) and isinstance(two, StopPage):
            assert picture_digest(one.picture) == picture_digest(two.picture)
        else:
            assert one == two


def test_they_are_listed_checked_and_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.json"
    path.write_text(GOOD, encoding="utf-8")
    assert main(["tour", "check", str(path)]) == 0
    capsys.readouterr()
    assert main(["list", "--json", "--tour", str(path)]) == 0
    stops = json.loads(capsys.readouterr().out)["tours"][0]["stops"]
    assert [(stop["quiz"], stop["count"], stop["ready"]) for stop in stops] == [
        (None, None, False),
        (["softmax", "passes"], 4, False),
        ([], 8, False),
        (None, None, True),
    ]
    path.write_text(GOOD.replace("passes", "pases"), encoding="utf-8")
    assert main(["tour", "check", str(path)]) == 2
    assert "x.json:3: stops[1].quiz[1]" in capsys.readouterr().err


@pytest.fixture
def damaged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    broken = tmp_path / "questions.json"
    broken.write_text("{", encoding="utf-8")
    real = questions.asset_path
    monkeypatch.setattr(questions, "asset_path", lambda *parts: broken if parts == questions.FILE else real(*parts))
    questions.questions.cache_clear()
    yield
    questions.questions.cache_clear()


@pytest.mark.usefixtures("damaged")
def test_a_damaged_file_of_questions_stops_nothing_but_the_pages() -> None:
    tour = make_tour(parsed())
    assert [stop.scene.id for stop in tour.stops] == ["sampling", "quiz_page", "quiz_page", "ready_page"]
    composer = Composer(tour, WorldStore(Idle()))
    for index in (1, 3):
        state = opening(stop=index, t=1.0)
        _, trouble = composer.compose(state, TourPlace(index, 1.0), True)
        assert trouble is not None and "questions.json" in trouble.words
        assert step(state, LabEnter(), tour) is state and on_stage(state, tour) is None


def test_the_napkin_ends_with_both_within_its_minutes() -> None:
    tour = make_tour(shipped()["napkin"])
    quiz, ready = tour.stops[-2:]
    assert quiz.quiz is not None and quiz.quiz.count == 8 and ready.scene.course == "ready"
    assert tour.minutes == 180 == sum(stop.minutes for stop in tour.stops)
