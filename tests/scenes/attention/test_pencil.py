"""The pencil case: every printed number follows from the printed ones before it, for every token that may ask."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest

from scenes.attention.look_back import top_columns
from scenes.attention.looking import hand_look
from scenes.attention.pencil import draw_pencil
from tourapp.authoring import Picture, Rail, flat_ops, ops, plan_rail, show
from tourapp.world import World

CASES = [(asking, masked) for asking in range(3) for masked in (True, False)]
WANTED = {
    (0, True): ([1, 0, 0], [10.00, 0.00]),
    (1, True): ([0.5, 0.5, 0], [5.00, 5.00]),
    (2, True): ([0.4011, 0.1978, 0.4011], [6.02, 3.98]),
    (0, False): ([0.2483, 0.5035, 0.2483], [3.72, 6.28]),
    (1, False): ([0.3333, 0.3333, 0.3333], [5.00, 5.00]),
    (2, False): ([0.4011, 0.1978, 0.4011], [6.02, 3.98]),
}


def lines(asking: int, masked: bool) -> list[str]:
    p = Picture()
    draw_pencil(Rail(p, plan_rail(())), hand_look(World().by_hand, asking, masked))
    assert p.side is not None
    return [op.words for op in flat_ops(p.side) if isinstance(op, ops.Words) and op.family == "mono"]


def rounded(value: Fraction, digits: int) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


@pytest.mark.parametrize(("asking", "masked"), CASES)
def test_the_worked_table(asking: int, masked: bool) -> None:
    seen = hand_look(World().by_hand, asking, masked)
    weights, output = WANTED[asking, masked]
    assert [c.weight for c in seen.columns] == pytest.approx(weights, abs=6e-5)
    assert np.round(seen.output, 2).tolist() == output
    assert seen.keys is not None and seen.keys.tolist() == [[1, 0], [0, 1], [1, 0]]


@pytest.mark.parametrize(("asking", "masked"), CASES)
def test_a_pencil_gets_what_is_printed(asking: int, masked: bool) -> None:
    power, share, first, a, second, b = lines(asking, masked)
    scaled, e = re.fullmatch(r"e\^([\d.]+) = ([\d.]+)", power).groups()  # type: ignore[union-attr]
    assert f"{np.exp(float(scaled)):.3f}" == e
    up, down, weight = re.fullmatch(r"([\d.]+) / ([\d.]+) = ([\d.]+)", share).groups()  # type: ignore[union-attr]
    assert up == e and float(up) / float(down) == pytest.approx(float(weight), abs=1e-4)
    for terms, result in ((first, a), (second, b)):
        total = sum(Fraction(w) * Fraction(v) for w, v in (term.split("×") for term in terms.split(" + ")))
        assert result == f"= {rounded(total, 2)}", f"{terms} {result}"
    assert sum(Fraction(term.split("×")[0]) for term in first.split(" + ")) == 1


@pytest.mark.parametrize(
    ("asking", "masked", "words", "share"),
    [
        (2, True, "one, three", 0.8022),
        (0, False, "two", 0.5035),
        (1, True, "one, two", 1.0),
        (1, False, "one, two, three", 1.0),
    ],
)
def test_equal_weights_are_told_together(asking: int, masked: bool, words: str, share: float) -> None:
    top = top_columns(hand_look(World().by_hand, asking, masked))
    assert show(top.listed) == words and float(top.weight.value) == pytest.approx(share, abs=1e-4)
