"""The decode equation on one line: letters over their numbers, what is lit, and where it is not all of the truth."""

from __future__ import annotations

from typing import Any

import pytest

from tourapp.authoring import Phrase, Picture, flat_ops, ops
from tourapp.figures.decode_equation import ROOM, EquationLight, draw_decode_equation
from tourapp.figures.say_page import CARDS, WORDS, SayTerm, draw_say_page, sentence_size
from tourapp.quantity import Quantity
from tourapp.world import Inputs, World
from tourapp.world.equation_letters import Letters

BOUND = {"model": "llama-3-8b", "batch": 512, "context": 128}
"""A load at which arithmetic takes longer than reading in some rows."""

SHOWN = EquationLight()


def letters(**change: Any) -> Letters:
    found: Letters = World(Inputs().change(**change)).letters
    return found


def drawn(told: Letters, light: EquationLight = SHOWN) -> list[ops.Words]:
    p = Picture()
    draw_decode_equation(p, told, light)
    return [op for op in flat_ops(p) if isinstance(op, ops.Words)]


def line(told: Letters, light: EquationLight = SHOWN) -> str:
    return " ".join(op.words for op in drawn(told, light))


def test_letters_and_numbers_stand_on_one_line() -> None:
    assert line(letters()) == (
        "t = ( W + B · s · κ ) / β = ( 69.5\u2009GB + 8 · 2,000 · 328\u2009kB/token ) / 6.70\u2009TB/s = 11.2\u2009ms"
    )
    assert len({op.y for op in drawn(letters())}) == 1


def test_it_is_true_where_memory_bounds_every_row() -> None:
    told = letters()
    product = float(told.batch.value) * float(told.context.value) * float(told.kappa.value)
    time = (float(told.weights.value) + product) / float(told.bandwidth.value)
    assert told.memory_alone and told.product and time == pytest.approx(float(told.step.value))


def test_a_window_keeps_less_than_the_product() -> None:
    told = letters(model="gpt-oss-120b")
    assert not told.product and " W + K " in line(told) and "κ" not in line(told)


def test_arithmetic_is_told_with_the_step_of_the_ledger() -> None:
    told = letters(**BOUND)
    assert not told.memory_alone and float(told.gap.value) > 1
    note = drawn(told)[-1]
    assert note.words.startswith("Arithmetic, not memory") and note.y <= ROOM.bottom
    assert note.value is not None and note.value == told.step
    assert "Arithmetic" not in line(told, EquationLight(time=0.0))


def test_the_time_waits_for_its_question() -> None:
    assert not line(letters(), EquationLight(time=0.0)).endswith("ms")
    assert drawn(letters(), EquationLight(shown=0.0)) == []


def test_what_is_lit_stands_on_light_in_both_halves() -> None:
    p = Picture()
    draw_decode_equation(p, letters(), EquationLight({"W": 1.0}))
    lit = [op for op in p.ops if isinstance(op, ops.Rects)]
    assert len(lit) == 4, "the letter and its number, each with its line"
    assert len({round(op.boxes[0][0]) for op in lit}) == 2


@pytest.mark.parametrize("change", [{"batch": 512, "context": 1_048_576}, {"model": "llama-3.1-405b", "gpus": 16}])
def test_it_fits_its_room_with_large_numbers(change: dict[str, Any]) -> None:
    last = [op for op in drawn(letters(**change)) if not op.words.startswith("Arithmetic")][-1]
    assert last.x + 160 <= ROOM.right


def test_every_number_answers_why() -> None:
    p = Picture()
    draw_decode_equation(p, letters(), EquationLight())
    hot = [value for op in p.ops if isinstance(op, ops.Hot) for value in op.values]
    assert len(hot) == 12 and all(value.name for value in hot)


def test_a_sentence_is_as_large_as_its_room_allows() -> None:
    assert (
        sentence_size("Few words.") == 64 and sentence_size("word " * 60) == 44 and sentence_size("word " * 140) == 36
    )
    p = Picture()
    share = Quantity(0.5, "share", "half", "n")
    terms = [SayTerm(each, Quantity(3, "B", "bytes", each), Phrase("bytes"), share=share) for each in "WKβ"]
    draw_say_page(p, Phrase("Few words."), terms)
    said = [op for op in flat_ops(p) if isinstance(op, ops.Words)]
    assert WORDS.y <= said[0].y <= WORDS.bottom and all(op.y >= CARDS.y for op in said[1:])
