"""Questions with numbers of one's own: one right answer each, usual mistakes told apart, the same for the same seed."""

from __future__ import annotations

import math
from string import Formatter

import pytest

from tests.fuzz import count
from tourapp.learning.questions import Template, drawn, judged, questions, skills
from tourapp.tours import all_scenes
from tourapp.words import in_tongue

TEMPLATES = questions().templates
ALL = 10_000


def test_there_are_forty_over_twelve_skills() -> None:
    assert len(TEMPLATES) >= 40 and len(skills()) >= 12
    assert len({each.id for each in TEMPLATES}) == len(TEMPLATES)
    assert {each.skill for each in questions().spoken} <= set(skills())
    assert all(each.scene in all_scenes() and each.about for each in questions().spoken)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.id)
def test_a_template_names_what_it_draws(template: Template) -> None:
    fields = {name for _, name, _, _ in Formatter().parse(template.text) if name}
    assert fields <= set(template.parameters), fields - set(template.parameters)
    assert template.text[-1] in "?." and all(each.words[-1] == "." for each in template.wrong)


def test_ten_thousand_have_one_right_answer_each() -> None:
    """A tenth by day. No usual mistake lies within tolerance, and the answer itself is judged right."""
    faults: list[tuple[object, ...]] = []
    for number in range(count(ALL)):
        template = TEMPLATES[number % len(TEMPLATES)]
        question = drawn(template, f"learner {number}", 1 + number % 3)
        if not (math.isfinite(question.answer) and question.tolerance > 0):
            faults.append((template.id, question.answer))
        if len(question.wrong) < 1 or any(question.right(value) for value, _ in question.wrong):
            faults.append((template.id, question))
        if not judged(question, repr(question.answer)).ok:
            faults.append((template.id, "not right", question))
    assert not faults, faults[:5]


def test_mistakes_get_their_own_words() -> None:
    said = set()
    for template in TEMPLATES:
        question = drawn(template, "Ada")
        for value, words in question.wrong:
            told = judged(question, repr(value))
            assert not told.ok and told.value == pytest.approx(value)
            said.add((template.id, str(told.words) == words))
    assert sum(right for _, right in said) >= 0.9 * len(said)


def test_the_same_learner_gets_the_same_and_a_neighbour_others() -> None:
    same = [drawn(each, "Ada") == drawn(each, "Ada") for each in TEMPLATES]
    other = [drawn(each, "Ada").answer != drawn(each, "Bob").answer for each in TEMPLATES]
    assert all(same) and sum(other) > 0.6 * len(other)
    assert drawn(TEMPLATES[0], "Ada", 2) != drawn(TEMPLATES[0], "Ada", 1)


@pytest.mark.parametrize("typed", ["", "abc", "1 +", "9" * 300, "1/0"])
def test_what_is_no_number_is_told(typed: str) -> None:
    told = judged(drawn(TEMPLATES[0], ""), typed)
    assert not told.ok and told.value is None and str(told.words)


def test_answers_may_be_formulas_and_have_units() -> None:
    question = drawn(next(each for each in TEMPLATES if each.id == "kv_user"), "Ada")
    assert judged(question, f"{question.answer / 1000} GB").ok
    assert judged(question, f"{question.answer / 2} * 2").ok


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.id)
def test_the_unit_asked_for_may_be_typed(template: Template) -> None:
    question = drawn(template, "Ada")
    if question.unit != "1":
        assert judged(question, f"{question.answer!r} {question.unit}").ok
    if question.unit == "$":
        assert judged(question, f"${question.answer!r}").ok


def test_they_are_asked_in_spanish_too() -> None:
    english = {each.id: str(drawn(each, "Ada").text) for each in TEMPLATES}
    with in_tongue("es"):
        same = [each.id for each in TEMPLATES if str(drawn(each, "Ada").text) == english[each.id]]
    assert not same
