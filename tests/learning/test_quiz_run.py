"""A quiz on its page: one question at a time, only the first try counts, fresh numbers for who asks for others."""

from __future__ import annotations

import random

import pytest

from tests.learning.quiz_trial import QuizTrial, quiz_states
from tourapp.learning.labs import intents as lab_intents
from tourapp.learning.labs.intents import (
    AskHint,
    FocusBox,
    LabEnter,
    MoveFocus,
    SecondsPassed,
    StartAgain,
    TurnKnob,
    WriteBox,
)
from tourapp.learning.progress import Progress, QuestionTry
from tourapp.learning.questions import numbers_of, questions, skill_of, skills
from tourapp.learning.quiz import QuizAsked, quiz_of
from tourapp.learning.quiz_run import ANSWER, SHOW, QuizRun
from tourapp.player import intents
from tourapp.player.learner import learner_of
from tourapp.tours import all_scenes

ASKED = QuizAsked(("softmax", "passes"), 4)


def begun() -> QuizTrial:
    return QuizTrial(asked=ASKED).do(LabEnter())


def test_every_skill_has_a_name_and_a_scene_to_read_again() -> None:
    assert [each.id for each in questions().skills] == list(skills())
    assert all(skill_of(id).scene in all_scenes() for id in skills())


def test_it_begins_and_the_box_has_the_keys() -> None:
    trial = QuizTrial(asked=ASKED)
    assert trial.run.phase == "start" and trial.quiz.stops == () and trial.quiz.lamps == ("open",) * 4
    assert [skill.id for skill in trial.quiz.skills] == ["softmax", "passes"]
    trial.do(LabEnter())
    assert (trial.run.phase, trial.run.attempt, trial.run.focus) == ("ask", 1, ANSWER)
    assert trial.quiz.quiz == quiz_of("", 4, ASKED.skills)


def test_a_right_answer_says_so_with_its_number_and_enter_goes_on() -> None:
    trial = begun().answer()
    assert trial.run.over and trial.quiz.lamps[0] == "right" and trial.run.focus == ""
    assert trial.quiz.answer.split()[0].replace(",", "")[0].isdigit()
    trial.do(WriteBox(ANSWER, "1"))
    assert trial.run.text != "1", "what is right stays"
    trial.do(LabEnter())
    assert (trial.run.place, trial.run.text, trial.run.focus) == (1, "", ANSWER)


def test_a_usual_mistake_is_named_and_only_the_first_try_counts() -> None:
    trial = begun()
    assert not trial.quiz.may_show, "not before it was tried"
    words = trial.quiz.question.wrong[0][1]
    trial.mistake()
    assert trial.run.verdict is not None and trial.run.verdict.words.template == words
    assert trial.run.focus == ANSWER and trial.quiz.may_show
    trial.answer()
    assert trial.run.over and trial.quiz.lamps[0] == "wrong" and trial.quiz.right == 0
    assert [each.ok for each in trial.state.tried] == [False, True]


def test_what_is_no_number_is_told_and_is_no_try() -> None:
    for text in ("", "many", "3 +", "1/0"):
        trial = begun().answer(text)
        assert trial.run.verdict is not None and trial.run.firsts == () and trial.state.tried == ()
        trial.answer()
        assert trial.quiz.lamps[0] == "right"


def test_the_answer_is_shown_by_its_key_and_by_its_button() -> None:
    by_key, by_button = begun().do(AskHint()), begun().mistake()
    assert not by_key.run.shown, "not before it was tried"
    assert by_key.mistake().do(AskHint()).run.shown
    assert by_button.do(MoveFocus(1)).run.focus == SHOW
    assert by_button.do(LabEnter()).run.shown and by_button.quiz.lamps[0] == "wrong"
    assert by_button.do(LabEnter()).run.place == 1


def test_at_the_end_it_is_told_skill_by_skill_and_others_are_fresh() -> None:
    trial = begun()
    for place in range(4):
        trial.mistake() if place == 1 else trial.answer()
        trial.do(*([AskHint()] if place == 1 else []), LabEnter())
    assert trial.run.phase == "end" and trial.quiz.right == 3
    worst, best = trial.quiz.by_skill
    passes = skill_of("passes")
    assert (worst.words, worst.scene, worst.right, worst.count) == (passes.words, passes.scene, 1, 2)
    assert (best.right, best.count, best.well, worst.well) == (2, 2, True, False)
    assert trial.quiz.title(worst.scene) == all_scenes()[worst.scene].title
    before = {(each.id, numbers_of(each)) for each in trial.quiz.quiz.questions}
    trial.do(LabEnter())
    assert (trial.run.phase, trial.run.place, trial.run.firsts) == ("ask", 0, ())
    assert before.isdisjoint((each.id, numbers_of(each)) for each in trial.quiz.quiz.questions)
    assert trial.do(StartAgain()).run.attempt > 2


def test_numbers_that_a_file_knows_are_not_asked_again() -> None:
    first = quiz_of("Ada", 4, ASKED.skills).questions
    kept = Progress("Ada", questions=[QuestionTry(each.id, numbers_of(each), "1", True) for each in first])
    trial = QuizTrial(learner=learner_of(kept), asked=ASKED).do(LabEnter())
    asked = {(each.id, numbers_of(each)) for each in trial.quiz.quiz.questions}
    assert trial.run.attempt > 1 and asked.isdisjoint((each.what, each.seed) for each in kept.questions)
    fresh = QuizTrial(learner=learner_of(Progress("Grace")), asked=ASKED).do(LabEnter())
    assert fresh.run.attempt == 1 and fresh.quiz.quiz.learner == "Grace"


def test_undo_is_inside_the_box_and_never_takes_a_try_back() -> None:
    trial = begun().do(WriteBox(ANSWER, "1"), WriteBox(ANSWER, "12"), intents.Undo())
    assert trial.run.text == ""
    assert trial.do(intents.Redo()).run.text == "12"
    trial.do(LabEnter(), intents.Undo(), intents.Undo())
    assert len(trial.state.tried) == len(trial.run.firsts) == 1


def test_whoever_leaves_gives_the_keys_back_and_finds_everything_again() -> None:
    trial = begun().do(WriteBox(ANSWER, "12"), FocusBox(""))
    assert trial.run.focus == "" and trial.run.text == "12"
    assert trial.do(FocusBox(ANSWER)).run.focus == ANSWER and trial.do(FocusBox("nowhere")).run.focus == ""


def test_another_quiz_at_the_same_key_begins_anew() -> None:
    states = quiz_states(ASKED)
    trial = QuizTrial(asked=QuizAsked(("price",), 2))
    trial.state = states["end"]
    assert trial.run == QuizRun(QuizAsked(("price",), 2))


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_pressed_the_books_stay_in_order(seed: int) -> None:
    dice, trial = random.Random(seed), begun()
    for _ in range(60):
        text = dice.choice(["", "7", "many", repr(trial.quiz.question.answer), repr(trial.quiz.question.wrong[0][0])])
        trial.do(
            dice.choice(
                [
                    LabEnter(),
                    LabEnter(),
                    WriteBox(ANSWER, text),
                    AskHint(),
                    MoveFocus(dice.choice([-1, 1])),
                    FocusBox(dice.choice([ANSWER, SHOW, ""])),
                    intents.Undo(),
                    intents.Redo(),
                    lab_intents.TurnKnob("x"),
                ]
            )
        )
        run, quiz = trial.run, trial.quiz
        assert len(quiz.lamps) == 4 and run.place <= len(run.firsts) <= min(run.place + 1, 4)
        assert run.focus in ("", *quiz.stops) and (run.over or not run.shown)
        if run.phase == "end":
            assert quiz.lamps.count("right") == quiz.right == sum(each.right for each in quiz.by_skill)


# aloud -----------------------------------------------------------------------------------------------------------


def speaking() -> QuizTrial:
    """At the first of two questions that are answered aloud."""
    asked = QuizAsked(("kv_bytes", "users"), 1, aloud=2)
    return QuizTrial(asked=asked).do(LabEnter()).answer().do(LabEnter())


def test_spoken_questions_stand_behind_the_typed_ones() -> None:
    trial = speaking()
    assert (trial.run.phase, trial.run.seconds, trial.quiz.stops) == ("speak", 0, ())
    assert {each.skill for each in trial.quiz.quiz.spoken} == {"kv_bytes", "users"}
    assert QuizAsked(("softmax",), 1, aloud=3).total == 1, "no more than there are"
    assert QuizAsked((), 8, aloud=6).total == 14


def test_the_points_come_after_the_words_and_each_is_ticked_and_unticked() -> None:
    trial = speaking().do(TurnKnob("1"))
    assert trial.run.points == frozenset(), "not before they are there"
    trial.do(LabEnter(), TurnKnob("1"), TurnKnob("3"), TurnKnob("3"), TurnKnob("4"), TurnKnob("9"), TurnKnob("x"))
    assert trial.run.looked and trial.run.points == {0, 3}
    assert trial.quiz.pips == ({0, 3}, frozenset())
    trial.do(LabEnter())
    assert (trial.run.ticks, trial.run.looked, trial.run.points) == (({0, 3},), False, frozenset())
    trial.do(LabEnter(), TurnKnob("2"), TurnKnob("3"), TurnKnob("4"), LabEnter())
    assert trial.run.phase == "end" and [(each.right, each.count) for each in trial.quiz.aloud] == [(2, 4), (3, 4)]
    assert trial.quiz.said == (5, 8) and [each.well for each in trial.quiz.aloud] == [False, True]
    assert trial.quiz.aloud[1].points == (False, True, True, True)


def test_the_clock_counts_seconds_of_the_wall_until_the_points_are_looked_at() -> None:
    trial = speaking().do(SecondsPassed(3), SecondsPassed(1), SecondsPassed(0), SecondsPassed(-5))
    assert trial.run.seconds == 4
    trial.do(intents.Faster(), intents.Tick(1.0), intents.SeekInStop(0.5), SecondsPassed(2))
    assert trial.run.seconds == 6, "no time of the tour"
    trial.do(intents.Blank("black"), SecondsPassed(9), intents.Blank("black"))
    assert trial.run.seconds == 6, "the page is covered"
    trial.do(LabEnter(), SecondsPassed(9))
    assert trial.run.seconds == 6
    trial.do(LabEnter())
    assert (trial.run.phase, trial.run.seconds) == ("speak", 0)
    assert QuizTrial(asked=ASKED).do(LabEnter(), SecondsPassed(9)).run.seconds == 0


def test_undo_takes_back_a_tick_and_never_one_of_the_question_before() -> None:
    trial = speaking().do(LabEnter(), TurnKnob("1"), TurnKnob("3"), TurnKnob("1"))
    assert trial.do(intents.Undo()).run.points == {0, 2}
    assert trial.do(intents.Undo(), intents.Undo()).run.points == frozenset()
    assert trial.do(intents.Undo()).run.points == frozenset() and trial.run.text == ""
    assert trial.do(intents.Redo(), intents.Redo()).run.points == {0, 2}
    trial.do(TurnKnob("4"), intents.Redo())
    assert trial.run.points == {0, 2, 3}, "what was ticked since cannot be done again"
    trial.do(LabEnter(), LabEnter(), intents.Undo())
    assert trial.run.ticks == ({0, 2, 3},) and trial.run.points == frozenset()


def test_questions_that_are_all_spoken_stand_alone() -> None:
    trial = QuizTrial(asked=QuizAsked(("little", "intensity"), 0, aloud=6))
    assert trial.quiz.topics and trial.quiz.skills == () and trial.quiz.state.asked.total == 2
    trial.do(LabEnter())
    assert (trial.run.phase, trial.run.focus, trial.run.attempt) == ("speak", "", 1)
    trial.do(LabEnter(), TurnKnob("1"), LabEnter(), LabEnter(), LabEnter())
    assert trial.run.phase == "end" and trial.quiz.by_skill == () and trial.quiz.said == (1, 8)
    assert {each.scene for each in trial.quiz.results} == {"batching", "quantization"}
    assert trial.quiz.title("batching") == all_scenes()["batching"].title
    assert trial.do(LabEnter()).run.phase == "speak"


def test_ones_own_ear_proves_nothing() -> None:
    trial = speaking()
    before = trial.state.tried
    for _ in range(2):
        trial.do(LabEnter(), *(TurnKnob(str(n)) for n in range(1, 5)), LabEnter())
    assert trial.run.phase == "end" and trial.state.tried == before and trial.quiz.right == 1
    trial.do(LabEnter())
    assert (trial.run.phase, trial.run.ticks, trial.run.attempt) == ("ask", (), 2)
