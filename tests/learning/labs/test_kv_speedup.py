"""The cost of forgetting: the answer keys, and counts that another way of counting agrees with."""

from __future__ import annotations

import pytest

from tests.learning.labs.trial import Trial
from tourapp.engine.kv_race import Race
from tourapp.learning.labs.intents import FocusBox, LabEnter, RunAgain, SetKnob, StopRun
from tourapp.learning.labs.kv_speedup.case import A_RUN, ANSWERS, PROMPTS, SpeedupCase
from tourapp.learning.labs.notes import lined, note_lines
from tourapp.learning.labs.state import RUN
from tourapp.world.parts.kv_race import recorded_race

KEYS = {4: (13, 21, 37), 34: (9, 14, 26), 200: (9, 13, 21), 1000: (9, 13, 21)}


@pytest.mark.parametrize("prompt", KEYS)
def test_the_shortest_answers(prompt: int) -> None:
    found = tuple(SpeedupCase(prompt, 64, factor).smallest for factor in (8, 12, 20))
    assert found == KEYS[prompt]
    for factor, n in zip((8, 12, 20), found, strict=True):
        case = SpeedupCase(prompt, 64, factor)
        assert case.ratio(n) >= factor > case.ratio(n - 1)


def test_counts_are_those_of_a_loop() -> None:
    for prompt, answer in ((4, 8), (34, 64), (200, 1)):
        case = SpeedupCase(prompt, answer, 8)
        assert case.without() == sum(prompt + written for written in range(answer))
        assert case.with_cache() == prompt + (answer - 1)
    assert (SpeedupCase(34, 64, 8).without(), SpeedupCase(34, 64, 8).with_cache()) == (4192, 97)
    assert SpeedupCase(34, 64, 8).ratio() == pytest.approx(43.2, abs=0.05)


@pytest.mark.parametrize(
    ("box", "text", "words"),
    [
        ("without", "n*(P+n)", "Not every step is as long as the last one."),
        ("without", "98*99/2", "The prompt comes in one pass, not token by token."),
        ("without", "n*P", "The answer so far is read again too."),
        ("with", "P+n", "One too many: the last token is never fed back."),
        ("ratio", "97/4192", "Upside down: divide the larger by the smaller."),
        ("smallest", "13", "Close: there the factor is not reached yet."),
        ("smallest", "15", "It holds there, but a shorter one reaches it too."),
        ("smallest", "24", "Half a square forgets the prompt: it is read again as well."),
    ],
)
def test_what_a_wrong_box_is_told(box: str, text: str, words: str) -> None:
    assert Trial("kv_speedup").to_task("40").solve_boxes(box).said(box, text) == words


def test_formulas_of_the_page() -> None:
    trial = Trial("kv_speedup").to_task("40")
    assert trial.said("without", "n × P + n × (n - 1) / 2") == "Right."
    assert trial.said("with", "P + n - 1") == "Right." and trial.said("ratio", "without / with") == "Right."
    assert trial.said("smallest", "14") == "Right." and trial.state.phase == "check"


@pytest.mark.parametrize("prompt", PROMPTS)
def test_what_is_run_takes_seconds_and_has_the_learners_own_prompt(prompt: int) -> None:
    for answer in ANSWERS:
        case = SpeedupCase(prompt, answer, 8)
        assert 2 <= case.raced <= answer and (case.raced == 2 or case.without(case.raced) <= A_RUN)
        assert case.raced == answer or case.without(case.raced + 1) > A_RUN or case.raced == 2
    assert SpeedupCase(34, 64, 12).raced == len(recorded_race().cached_ids), "the recorded race is a guest's own"


def test_a_run_is_asked_for_once_and_taken_when_it_is_there() -> None:
    trial = Trial("kv_speedup", "Ada").to_task().solve_boxes()
    assert trial.view.asked["race_run"] == 0, "nothing runs by itself"
    trial.do(SetKnob("time", "more"), LabEnter())
    asked = {"race_run": 1, "race_prompt": trial.case.prompt, "race_tokens": trial.case.raced}
    assert trial.view.asked == asked and trial.state.phase == "check"
    assert trial.do(LabEnter()).state.runs == 1, "it runs already"
    assert trial.do(SetKnob("time", "less")).view.knob("time") == "more", "what was said before the run stays"
    assert trial.do(FocusBox(RUN), LabEnter(recorded_race())).state.runs == 2 and trial.do(RunAgain()).state.runs == 3
    assert trial.do(StopRun()).view.asked["race_run"] == 0, "stopped: the recorded run stands in"
    assert trial.do(RunAgain()).view.asked["race_run"] == 4, "another run is another one"
    done = trial.do(LabEnter(recorded_race()))
    assert done.state.phase == "note" and done.state.found == recorded_race() and not done.view.asked


@pytest.mark.parametrize(
    ("race", "words"),
    [
        (Race(34, (1.0,) * 5, (4.0,) * 5, (1, 2), (1, 3)), "did not write the same tokens"),
        (Race(34, (1.0,) * 4, (4.0,) * 4, (1, 2), (1, 2)), "at least"),
    ],
)
def test_what_is_checked_of_a_run(race: Race, words: str) -> None:
    trial = Trial("kv_speedup").to_task().solve_boxes().do(LabEnter(), LabEnter(race))
    verdict = trial.state.verdict
    assert trial.state.phase == "check" and verdict is not None and words in lined(verdict.what)
    assert trial.do(LabEnter(recorded_race())).state.phase == "note"


def test_seconds_are_told_but_never_judged() -> None:
    """A slow, busy computer passes as well; its note says that it was busy."""
    race = Race(34, (1.0, 9.0, 2.0, 1.0, 1.0), (1.0, 30.0, 2.0, 1.5, 1.0), tuple(range(16)), tuple(range(16)))
    trial = Trial("kv_speedup").to_task().solve_boxes().do(LabEnter(), LabEnter(race))
    assert trial.state.phase == "note"
    told = " ".join(note_lines(trial.view))
    assert "busy: passes 13.6" in told and "time 1.50" in told and "(1\u2009×" in told
    found = Trial("kv_speedup").finish()
    assert "Recorded elsewhere at P = 34, n = 16" in " ".join(note_lines(found.view))
