"""The list on its page: live by what was done here and what is kept, and an open box is proved right there."""

from __future__ import annotations

from dataclasses import replace

from tests.learning.labs.trial import Trial
from tests.learning.quiz_trial import READY, QuizTrial
from tourapp.learning.labs.intents import AskHint, FocusBox, LabEnter, MoveFocus, StartAgain, WriteBox
from tourapp.learning.progress import LabAttempt, Progress, QuestionTry
from tourapp.learning.questions import numbers_of
from tourapp.learning.ready_run import BACK, ProveBox
from tourapp.player.labs import SetLearner
from tourapp.player.learner import GUEST, learner_of


def by(trial: QuizTrial) -> dict[str, str]:
    return {each.ability.id: each.by for each in trial.ready.boxes if each.by}


def test_a_guest_has_nothing_and_proves_it_here_and_now() -> None:
    trial = QuizTrial(READY)
    assert by(trial) == {} and len(trial.ready.open) == len(trial.ready.boxes) == 8
    trial.do(ProveBox("kv_size"))
    assert trial.quiz.count == 2 and {skill.id for skill in trial.quiz.skills} == {"kv_bytes"}
    trial.answer().do(LabEnter())
    assert by(trial) == {} and next(each.right for each in trial.ready.boxes if each.ability.id == "kv_size") == 1
    trial.answer()
    assert by(trial) == {"kv_size": "questions"}, "at once"
    trial.do(LabEnter(), LabEnter())
    assert trial.ready.quiz is None and "kv_size" not in trial.ready.open
    assert trial.run.at in trial.ready.open


def test_a_wrong_first_try_proves_nothing_and_two_others_do() -> None:
    trial = QuizTrial(READY).do(ProveBox("shapes")).answer().do(LabEnter()).mistake().answer().do(LabEnter())
    assert by(trial) == {} and trial.quiz.state.phase == "end"
    before = {(each.id, numbers_of(each)) for each in trial.quiz.quiz.questions}
    trial.do(StartAgain())
    assert before.isdisjoint((each.id, numbers_of(each)) for each in trial.quiz.quiz.questions)
    trial.answer().do(LabEnter()).answer()
    assert by(trial) == {"shapes": "questions"}


def test_keys_walk_the_open_boxes_and_enter_asks() -> None:
    trial = QuizTrial(READY).do(MoveFocus(1), MoveFocus(1))
    assert trial.run.focus == trial.ready.open[1]
    assert trial.do(FocusBox("")).run.focus == "" and trial.do(FocusBox("nothing")).run.focus == ""
    trial.do(MoveFocus(-1), LabEnter())
    assert trial.run.proving == "price" and trial.run.focus == "answer"
    trial.mistake().do(ProveBox(""))
    assert trial.ready.quiz is None and trial.run.at == "price"
    trial.do(LabEnter(), MoveFocus(1))
    assert trial.ready.stops == ("answer", BACK) and trial.ready.focus == BACK
    assert trial.do(MoveFocus(1)).ready.focus == "answer"
    trial.do(WriteBox("answer", "5"), FocusBox(BACK))
    assert trial.quiz.state.text == "5" and trial.quiz.focus == ""
    assert trial.do(LabEnter()).ready.quiz is None and trial.state.tried[-1].answer != "5"
    assert trial.do(LabEnter(), AskHint()).run.proving == "price"


def test_it_is_live_from_labs_and_from_what_is_kept() -> None:
    lab = Trial("phases")
    lab.finish()
    trial = QuizTrial(READY)
    trial.state = replace(trial.state, labs={"lab_phases": lab.state})
    assert by(trial) == {"bound": "lab"}
    kept = Progress("Ada", labs={"serve_it": [LabAttempt(1, "done")]}, vouched=["rules"])
    trial.do(SetLearner(learner_of(kept)))
    assert by(trial) == {"price": "lab", "rules": "teacher"} and "rules" in trial.ready.open
    assert trial.state.labs == {} and trial.state.tried == ()
    trial.do(SetLearner(GUEST))
    assert by(trial) == {}


def test_what_is_kept_and_what_is_done_here_go_together() -> None:
    first = QuizTrial(READY, learner_of(Progress("Ada"))).do(ProveBox("shapes"))
    question = first.quiz.question
    kept = Progress("Ada", questions=[QuestionTry(question.id, numbers_of(question), "1", True)])
    trial = QuizTrial(READY, learner_of(kept)).do(ProveBox("shapes"))
    assert numbers_of(trial.quiz.question) != numbers_of(question)
    trial.answer()
    assert by(trial) == {"shapes": "questions"}
