"""What holds for every lab: its solution passes, its start fails, the lock is for good, the name draws the case."""

from __future__ import annotations

import random

import pytest

from tests.learning.labs.trial import Trial, right_text
from tourapp.learning.labs import Draw, lab_ids, lab_of
from tourapp.learning.labs.intents import (
    AskHint,
    FocusBox,
    LabEnter,
    MoveFocus,
    RedoLab,
    SetKnob,
    StartAgain,
    TurnKnob,
    UndoLab,
    WriteBox,
)
from tourapp.learning.labs.notes import note_lines, notes_text
from tourapp.learning.labs.state import OWN
from tourapp.tours import all_scenes
from tourapp.words import Phrase

LABS = lab_ids()
LEARNERS = ("", "Ada", "Grace", "Edsger")


@pytest.mark.parametrize("lab", LABS)
@pytest.mark.parametrize("learner", LEARNERS)
def test_the_solution_passes(lab: str, learner: str) -> None:
    done = Trial(lab, learner).finish()
    assert done.state.phase == "done" and not done.state.hints_used and not done.state.shown
    assert len(done.state.right) == len(done.lab.boxes)
    text = notes_text([done.view], learner)
    assert "tokens tokens" not in text and "× times" not in text and "dollar" not in text.split("Found:")[1][:20]
    assert "A line of my own." in text and str(done.lab.title) in text and "{" not in text and "—" not in text


@pytest.mark.parametrize("lab", LABS)
def test_the_start_fails(lab: str) -> None:
    trial = Trial(lab).to_task()
    if trial.lab.boxes:
        trial.do(LabEnter())
        assert trial.state.phase == "task" and trial.state.verdict is not None and not trial.state.verdict.ok
    if trial.lab.knobs:
        trial.solve_boxes().do(LabEnter())
        if trial.lab.measures is not None:
            assert trial.do(LabEnter()).state.phase == "check" and trial.state.runs == 1, "nothing is measured yet"
            return
        assert trial.state.phase == "check" and trial.state.verdict is not None and not trial.state.verdict.ok


@pytest.mark.parametrize("lab", LABS)
def test_the_lock_cannot_be_undone(lab: str) -> None:
    trial = Trial(lab).do(LabEnter(), WriteBox("guess", "2"), WriteBox("guess", "3"), LabEnter())
    assert trial.state.is_locked and trial.state.guess == 3
    locked = trial.state
    for intent in (UndoLab(), RedoLab(), WriteBox("guess", "1"), FocusBox("guess"), UndoLab()):
        assert trial.do(intent).state == locked
    trial.do(LabEnter(), *[UndoLab()] * 60)
    assert trial.state.guess == 3 and trial.state.texts["guess"] == "3"
    again = trial.do(StartAgain()).state
    assert again.attempt == 2 and again.guess is None and again.earlier[0].guess == 3


@pytest.mark.parametrize("lab", LABS)
def test_cases_are_drawn_from_name_and_attempt(lab: str) -> None:
    assert Trial(lab, "Ada").case == Trial(lab, "Ada").case
    drawn = [Trial(lab, f"learner {n}").case for n in range(12)]
    assert len({repr(case) for case in drawn}) > 2, "neighbours differ"
    assert len({repr(Trial(lab, "Ada", n).case) for n in range(1, 9)}) > 2, "a second attempt differs"


def test_a_draw_is_the_same_in_every_process() -> None:
    """Written down once: a hash that differs from run to run would draw others."""
    assert [Draw("Ada", "x", 1).number(str(i), 1000) for i in range(5)] == [63, 186, 89, 557, 753]


@pytest.mark.parametrize("lab", LABS)
def test_hints_have_three_rungs_then_it_is_shown_and_all_of_it_is_told(lab: str) -> None:
    trial = Trial(lab).to_task()
    subject = trial.view.subject
    for opened in (1, 2, 3):
        trial.do(AskHint())
        assert trial.view.rungs[0] == opened and trial.state.hints == {subject: opened}
    hints = trial.view.rungs[1]
    assert hints is not None and len({str(hint) for hint in hints}) == 3
    trial.do(AskHint())
    assert trial.state.shown == (subject,) and trial.state.hints_used == 3
    assert "Hints used: 3. Shown: 1." in notes_text([trial.view], "")


@pytest.mark.parametrize("lab", LABS)
def test_usual_mistakes_have_a_message_of_their_own(lab: str) -> None:
    """Where a mistake gives another number than the truth in this case, it is recognised by its words."""
    heard = set()
    for learner in LEARNERS:
        trial = Trial(lab, learner).to_task()
        for box in trial.lab.boxes:
            for mistake in box.mistakes:
                wrong = mistake.value(trial.case)
                said = Trial(lab, learner).to_task().solve_boxes(box.id).said(box.id, repr(wrong))
                if not box.fits(wrong, trial.case):
                    heard.add(said)
            assert box.fits(box.right(trial.case), trial.case)
    words = {str(mistake.words) for box in lab_of(lab).boxes for mistake in box.mistakes}
    assert len(heard & words) >= min(3, len(words)) and len(words) >= (3 if lab_of(lab).boxes else 0)


@pytest.mark.parametrize("lab", LABS)
def test_keys_go_through_what_is_open(lab: str) -> None:
    trial = Trial(lab).do(LabEnter())
    assert trial.view.stops == ("guess", "because") and trial.state.focus == "guess"
    assert trial.do(MoveFocus(1)).state.focus == "because" and trial.do(MoveFocus(1)).state.focus == "guess"
    assert trial.do(MoveFocus(-1)).state.focus == "because" and trial.do(FocusBox("")).state.focus == ""
    trial.do(FocusBox("guess"), WriteBox("guess", "1"), LabEnter(), LabEnter())
    assert trial.state.focus in trial.view.stops


@pytest.mark.parametrize("lab", LABS)
def test_undo_gives_back_what_was_typed(lab: str) -> None:
    trial = Trial(lab).do(LabEnter(), WriteBox("guess", "1"), WriteBox("guess", "12"), WriteBox("because", "so"))
    assert trial.do(UndoLab()).state.texts == {"guess": "12"}, "one box at a time"
    assert trial.do(UndoLab()).state.texts == {}
    assert trial.do(RedoLab(), RedoLab()).state.texts == {"guess": "12", "because": "so"}


def test_a_guess_needs_a_number() -> None:
    trial = Trial("kv_calculator").do(LabEnter())
    for text in ("", "many", "-3", "0", "80 +", "7 GB"):
        trial.do(WriteBox("guess", text), LabEnter())
        assert trial.state.phase == "predict" and trial.state.verdict is not None and str(trial.state.verdict.what), (
            text
        )
    trial.do(WriteBox("guess", "2 * 40"), LabEnter())
    assert trial.state.guess == 80


def test_texts_have_their_length() -> None:
    trial = Trial("kv_calculator").to_task().do(WriteBox("usable", "1" * 999))
    assert len(trial.state.texts["usable"]) == 200
    done = Trial("kv_calculator").finish("x\n" * 300)
    assert len(done.state.texts[OWN]) == 280 and "\n" not in done.state.texts[OWN]


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_has_its_page_and_its_words(lab: str) -> None:
    scene = all_scenes()[f"lab_{lab}"]
    assert scene.lab == lab and scene.title == lab_of(lab).title
    for box in lab_of(lab).boxes:
        assert isinstance(box.label, Phrase) and right_text(box, Trial(lab).case)


@pytest.mark.parametrize("lab", [lab for lab in LABS if lab_of(lab).knobs])
def test_knobs_turn_around_and_only_to_their_choices(lab: str) -> None:
    trial = Trial(lab).to_task().solve_boxes()
    knob = trial.lab.knobs[0]
    choices = knob.choices(trial.case)
    before = trial.view.knob(knob.id)
    for _ in choices:
        trial.do(TurnKnob(knob.id))
    assert trial.view.knob(knob.id) == before
    assert trial.do(SetKnob(knob.id, "no such thing")).view.knob(knob.id) == before
    other = next(value for value in choices if value != before)
    assert trial.do(SetKnob(knob.id, other)).view.knob(knob.id) == other
    assert trial.do(UndoLab()).view.knob(knob.id) == before


@pytest.mark.parametrize("lab", LABS)
@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_asked_the_lock_holds_and_nothing_breaks(lab: str, seed: int) -> None:
    dice, trial = random.Random(seed), Trial(lab, "Ada")
    boxes = [
        "guess",
        "because",
        "own",
        "",
        *(box.id for box in trial.lab.boxes),
        *(knob.id for knob in trial.lab.knobs),
    ]
    texts = ["", "1", "2", "80", "1/0", "((", "e^", "\x00", "9" * 300, "memory", "-1", "1,5", "é²"]
    for _ in range(120):
        before = trial.state
        box = dice.choice(boxes)
        intent = dice.choice(
            [
                FocusBox(box),
                MoveFocus(dice.choice((-1, 1))),
                WriteBox(box, dice.choice(texts)),
                TurnKnob(box, dice.choice((-1, 1))),
                SetKnob(box, dice.choice((None, 1, "x"))),
                LabEnter(),
                LabEnter(),
                AskHint(),
                UndoLab(),
                RedoLab(),
            ]
        )
        after = trial.do(intent).state
        assert before.guess is None or after.guess == before.guess
        assert set(before.right) <= set(after.right) and after.attempt == 1
        assert after.hints_used >= before.hints_used and (after.focus == "" or after.focus in trial.view.stops)
        assert note_lines(trial.view)
