"""Ready when you can: boxes are ticked by evidence only, and a teacher's word is told as such."""

from __future__ import annotations

import pytest

from tourapp.learning.labs import lab_ids
from tourapp.learning.progress import LabAttempt, Progress, QuestionTry, decode, encode, with_vouched
from tourapp.learning.questions import questions, skills
from tourapp.learning.ready import ABILITIES, BoxTick, ability_ids, ready


def box(id: str, progress: Progress) -> BoxTick:
    return next(each for each in ready(progress) if each.ability.id == id)


def tried(*oks: bool, skill: str = "shapes", numbers: int = 0) -> Progress:
    """Tries at questions of a skill, each with numbers of its own unless all have the same."""
    template = next(each.id for each in questions().templates if each.skill == skill)
    seeds = [str(numbers or n) for n in range(1, len(oks) + 1)]
    return Progress(
        "Ada", questions=[QuestionTry(template, seed, "1", ok) for seed, ok in zip(seeds, oks, strict=True)]
    )


def test_there_are_eight_and_each_can_be_proved() -> None:
    assert len(ABILITIES) == len(set(ability_ids())) == 8
    for each in ABILITIES:
        assert set(each.skills) <= set(skills()) and set(each.labs) <= set(lab_ids())
        mine = [template for template in questions().templates if template.skill in each.skills]
        assert len(mine) >= 2, each.id


def test_nobody_is_ready_without_evidence() -> None:
    assert not any(each.ok for each in ready(Progress("Ada")))
    seen = Progress("Ada", beats=["softmax/exp"] * 3, labs={"serve_it": [LabAttempt(1, "note")]})
    assert not any(each.ok for each in ready(seen))


def test_a_lab_proves_it_unless_it_was_shown() -> None:
    done, shown = LabAttempt(1, "done", hints=3), LabAttempt(1, "done", shown=1)
    assert box("users", Progress("Ada", labs={"kv_calculator": [shown]})).by == ""
    ticked = box("users", Progress("Ada", labs={"kv_calculator": [shown, done]}))
    assert ticked.by == "lab" and ticked.what == "kv_calculator"
    assert box("passes", Progress("Ada", labs={"kv_calculator": [done]})).by == ""


@pytest.mark.parametrize(
    ("oks", "by", "right"),
    [
        ((True, True), "questions", 2),
        ((False, True, True), "questions", 2),
        ((True, True, False), "", 0),
        ((True, False, True), "", 1),
        ((True,), "", 1),
    ],
)
def test_the_last_two_fresh_questions_decide(oks: tuple[bool, ...], by: str, right: int) -> None:
    found = box("shapes", tried(*oks))
    assert (found.by, found.right) == (by, right)
    assert str(2 - right) in str(found.words) or found.ok


def test_the_same_numbers_prove_nothing_twice() -> None:
    assert box("shapes", tried(True, True, numbers=1)).by == ""
    assert box("shapes", tried(False, True, True, numbers=1)).right == 0
    assert box("price", tried(True, True)).by == ""


def test_a_teacher_may_vouch_and_proof_counts_first() -> None:
    vouched = with_vouched(Progress("Ada"), "rules", vouched=True)
    assert box("rules", vouched).by == "teacher" and "teacher" in str(box("rules", vouched).words)
    assert decode(encode(vouched)) == vouched
    assert with_vouched(vouched, "rules", vouched=True) == vouched
    assert not box("rules", with_vouched(vouched, "rules", vouched=False)).ok
    proved = with_vouched(tried(True, True), "shapes", vouched=True)
    assert box("shapes", proved).by == "questions"
