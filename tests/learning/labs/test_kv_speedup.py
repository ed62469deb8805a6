"""The cost of forgetting: the answer keys, and counts that another way of counting agrees with."""

from __future__ import annotations

import pytest

from tests.learning.labs.trial import Trial
from tourapp.learning.labs.kv_speedup.case import SpeedupCase

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
    assert trial.said("smallest", "14") == "Right." and trial.state.phase == "note"
