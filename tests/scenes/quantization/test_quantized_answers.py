"""The small model's recorded answers by weight bits: what is drawn is what was recorded, and agrees with the table."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.quantization.answer_lines import lay_out_answer
from scenes.quantization.one_weight import bits_of
from tests.helpers import STILL, make_offline
from tourapp.authoring import flat_ops, ops
from tourapp.engine.quality_table import shipped_quality
from tourapp.engine.quantize import QuantSpec
from tourapp.engine.quantized_answers import WIDTHS, shipped_answers
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.export.images import ensure_qt
from tourapp.world import Work, World

WORLD = World(work=Work(wait=False))


def words(bits: int, share: float = 0.97, **change: Any) -> list[str]:
    ensure_qt()
    base = make_offline(work=STILL)
    tried = make_offline(base, inputs=base.settings.inputs.change(quant_bits=bits, **change))
    picture = tried.picture(tried.moment("quantization", "price", share))
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words) and op.alpha > 0.1]


def test_the_recording_agrees_with_the_measured_table() -> None:
    kept, table = shipped_answers(), shipped_quality()
    assert tuple(answer.bits for answer in kept.answers) == WIDTHS
    for answer in kept.answers:
        spec = QuantSpec(answer.bits, kept.group, False, kept.protect) if answer.bits < 16 else None
        quality = table.weights(spec) if spec else table.full()
        assert quality is not None and len(answer.places()) == quality.tokens
        assert answer.places().mean() == pytest.approx(quality.agreement)


def test_the_first_other_word_is_the_first_that_differs() -> None:
    rows = WORLD.quant_answers.rows
    for row in rows:
        assert row.words[: row.first] == rows[0].words[: row.first]
        assert row.first == len(row.words) or row.words[row.first] != rows[0].words[row.first]
        said = shipped_tokenizer().decode(shipped_answers().of(row.bits).ids)
        assert " ".join(row.words) == " ".join(said.split())
    assert [row.words[row.first] for row in rows[2:]] == ["process", "converts", "As"]


@pytest.mark.parametrize("bits", WIDTHS)
def test_every_width_answers_on_the_stage(bits: int) -> None:
    shown = words(bits)
    for row in WORLD.quant_answers.rows:
        assert str(row.bits) in shown and row.same is not None and f"{float(row.same.value):.0%}" in shown
        assert row.first == len(row.words) or row.words[row.first] in shown


def test_another_setting_says_what_the_words_were_recorded_with() -> None:
    assert WORLD.quant_answers.as_set and all(row.stays is not None for row in WORLD.quant_answers.rows)
    other = WORLD.with_inputs(group_size=32, salient=5).quant_answers
    assert not other.as_set and all(row.stays is None for row in other.rows[1:])
    assert any("Words: groups of 128" in said for said in words(4, group_size=32))


def test_words_come_one_after_the_other_and_none_is_cut() -> None:
    row = WORLD.quant_answers.rows[3]
    for shown in (0, 1, 5, 100):
        runs = lay_out_answer(row.words, row.first, shown, 860.0)
        said = " ".join(run.words for run in runs).split()
        assert tuple(said) == row.words[: len(said)] and len(said) <= row.first + shown
        assert all(run.x + run.w <= 860.0 and run.line < 2 for run in runs)


def test_more_conversations_fit_with_a_smaller_cache() -> None:
    room = {name: float(users.value) for name, users in WORLD.cache_room.items()}
    assert room["fp16"] == float(WORLD.quant.chosen.users.value)
    assert room["fp8"] > room["int8"] > room["fp16"] and room["int4"] > 3 * room["fp16"]


def test_bits_of_a_weight() -> None:
    assert bits_of(1.0).tolist() == [bit == "1" for bit in "0011110000000000"]
    assert bits_of(-2.0).tolist() == [bit == "1" for bit in "1100000000000000"]
