"""The pages of questions in every state, in all themes and languages: words whole and apart, inside the stage, few, and
the box where the pointer finds it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from PySide6.QtCore import QRectF

from tests.helpers import make_offline
from tests.learning.quiz_trial import QUIZ, READY, QuizTrial, Runs, quiz_states, ready_states
from tests.scenes.words_layout import overlaps, placed_words
from tourapp.authoring import THEMES, GotoStop, Picture, picture_digest, sizes
from tourapp.export import reading
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment
from tourapp.figures.lab_field import FIELD
from tourapp.learning.labs.intents import LabEnter
from tourapp.learning.progress import LabAttempt, Progress
from tourapp.learning.questions import questions, skills
from tourapp.learning.quiz import MOST, QuizAsked
from tourapp.learning.quiz_run import QuizRun
from tourapp.player.learner import learner_of
from tourapp.player.room import room_of
from tourapp.player.state import PlayerState
from tourapp.player.tour import Tour, tour_of
from tourapp.qt.hit import find_hits
from tourapp.tours import all_scenes
from tourapp.words import in_tongue, say

LOOKS = (("dark", "en"), ("projector", "en"), ("high-contrast", "en"), ("dark", "es"), ("projector", "es"))
LONG = "Maximiliane Wilhelmine von Hohenzollern-Sigmaringen the Third"[:60]
KEPT = learner_of(Progress(LONG, labs={"phases": [LabAttempt(1, "done")]}, vouched=["rules", "price"]))
MOST_TEXTS = 25
ALOUD, SPOKEN = QuizAsked((), 2, aloud=6), QuizAsked((), 0, aloud=6)


@cache
def states(page: str) -> Runs:
    """Every look of a page; of a quiz over all skills and of the longest one, too."""
    if page == READY:
        return {**ready_states(), **{f"kept {name}": each for name, each in ready_states(KEPT).items()}}
    found = quiz_states()
    found |= {f"all {name}": each for name, each in quiz_states(QuizAsked(skills(), len(skills()))).items()}
    found |= {f"aloud {name}": each for name, each in quiz_states(ALOUD).items()}
    found |= {f"spoken {name}": each for name, each in quiz_states(SPOKEN).items()}
    return found | {f"most {name}": each for name, each in quiz_states(QuizAsked((), MOST), KEPT).items()}


def picture(
    state: PlayerState, page: str, theme: str = "dark", language: str = "en", *others: str, **more: Any
) -> Picture:
    ensure_qt()
    run = state.quizzes.get(page)
    asked = run.asked if isinstance(run, QuizRun) else None
    first, *rest = tour_of(tuple(all_scenes()[name] for name in (page, *others))).stops
    made = Tour((replace(first, quiz=asked), *rest))
    look = {"theme": theme, "language": language, "learner": state.learner, **more}
    return make_offline(tour=made, quizzes=state.quizzes, tried=state.tried, **look).picture(Moment(0, 0, 0.97))


@pytest.mark.parametrize("look", LOOKS, ids=" ".join)
@pytest.mark.parametrize("page", [QUIZ, READY])
def test_words_are_whole_apart_and_of_the_scale(page: str, look: tuple[str, str]) -> None:
    theme = THEMES[look[0]]
    scale = {round(theme.px(size), 1) for size in sizes.SCALE}
    for name, state in states(page).items():
        made = picture(state, page, *look)
        for line in reading.texts(made, look[0]):
            assert round(line["px"], 1) in scale, f"{name}: {line['text']!r} is shrunk to {line['px']} px"
            x, y, w, h = line["box"]
            assert x >= 40 and x + w <= 1880 and y >= 20 and y + h <= 1070, f"{name}: {line['text']!r} leaves the stage"
        assert overlaps(placed_words(made, theme)) == [], name
        stage = [line for line in reading.texts(made, look[0]) if 100 <= line["box"][1] < 860]
        assert len(stage) <= MOST_TEXTS, name


@pytest.mark.parametrize(
    ("look", "scale"),
    [(("dark", "en"), 125), (("dark", "en"), 200), (("projector", "es"), 150), (("projector", "es"), 200)],
)
@pytest.mark.parametrize("page", [QUIZ, READY])
def test_large_words_find_room(page: str, look: tuple[str, str], scale: int) -> None:
    """Nothing but the badge's second line leaves, words are apart and on the stage, in a small window too."""
    badge: Any = all_scenes()[page].badge
    with in_tongue(look[1]):
        allowed = {say(badge(None).leaves_out)}
    for name, state in states(page).items():
        made = picture(state, page, *look, "lab_phases", text_scale=scale, room=room_of(1280, 720))
        words = placed_words(made, THEMES[look[0]])
        assert set(made.left_out) <= allowed and overlaps(words) == [], name
        for item in words:
            assert QRectF(8, 6, 1904, made.height - 8).contains(item.area), f"{name}: {item.words!r}"


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_template_has_room(language: str) -> None:
    """Each question with the numbers of one learner, wrong and right."""
    for skill in skills():
        count = sum(each.skill == skill for each in questions().templates)
        for name, state in quiz_states(QuizAsked((skill,), count), KEPT).items():
            made = picture(state, QUIZ, "projector", language)
            assert overlaps(placed_words(made, THEMES["projector"])) == [], f"{skill} {name}"
            small = [line["text"] for line in reading.texts(made, "projector") if line["px"] < 23.9]
            assert not small, f"{skill} {name}: {small}"


@pytest.mark.parametrize("page", [QUIZ, READY])
def test_a_page_is_a_pure_function_and_its_box_is_found(page: str) -> None:
    seen: dict[str, str] = {}
    for name, state in states(page).items():
        made = picture(state, page)
        digest = picture_digest(made)
        assert digest == picture_digest(picture(state, page)), name
        assert digest not in seen, f"{name} looks like {seen[digest]}"
        seen[digest] = name
        boxes = {hit.tag.key for hit in find_hits(made, THEMES["dark"]) if hit.tag.kind == FIELD}
        run = state.quizzes.get(page)
        assert (getattr(run, "focus", "") == "answer") == (boxes == {"answer"}), name


def test_what_to_read_again_leads_to_its_stop_and_a_lab_too() -> None:
    end = states(QUIZ)["end"]
    here = {
        hit.tag.key: hit.act for hit in find_hits(picture(end, QUIZ), THEMES["dark"]) if hit.tag.kind == "quiz_read"
    }
    assert here == {}, "the tour stops nowhere else"
    hits = find_hits(picture(end, QUIZ, "dark", "en", "queue", "gemm_tiling"), THEMES["dark"])
    there = {hit.tag.key: hit.act for hit in hits if hit.tag.kind == "quiz_read"}
    assert there and all(act == GotoStop(str(key)) for key, act in there.items())
    listed = picture(states(READY)["list"], READY, "dark", "en", "lab_phases")
    labs = [hit.act for hit in find_hits(listed, THEMES["dark"]) if hit.tag.kind == "ready_lab"]
    assert labs == [GotoStop("lab_phases")]


def test_colour_never_stands_alone() -> None:
    """A right, a wrong and an open lamp differ in shape: they do without any colour."""
    trial = QuizTrial(QUIZ).do(LabEnter()).answer()
    right = picture(trial.state, QUIZ)
    wrong = picture(QuizTrial(QUIZ).do(LabEnter()).mistake().answer().state, QUIZ)
    assert [type(op).__name__ for op in right.ops] != [type(op).__name__ for op in wrong.ops]
