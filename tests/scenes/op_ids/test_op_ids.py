"""Truths of the card `op_ids`: real ids of the real vocabulary, four bytes each, nothing in the ledger."""

from __future__ import annotations

import pytest

from scenes.atlas.op_ids.field import FIELD, seat
from tests.scenes.vocabulary_cards.vocabulary_stage import cards, vocabulary_stage
from tourapp.authoring import ops

IDS = (1780, 314, 19173, 47)


def test_ids_are_those_of_the_vocabulary_and_their_neighbours_have_other_words() -> None:
    stage = vocabulary_stage("op_ids", "what")
    tokenizer = stage.world.tokenizer
    assert stage.world.own_text.ids == IDS and all(f"{token:,}" in stage.words for token in IDS)
    for token in IDS:
        assert any(
            f"{token + 1:,}" in words and tokenizer.token_text(token + 1).strip() in words for words in stage.words
        )


def test_every_entry_has_a_seat_of_its_own_in_the_field() -> None:
    size = cards().view(0).world.tokenizer.size
    seats = {seat(token, size) for token in range(0, size, 7)}
    assert len(seats) == len(range(0, size, 7)) and all(FIELD.holds(*at) for at in seats)


@pytest.mark.parametrize(("chat", "tokens"), [(True, 34), (False, 4)])
def test_an_id_is_four_bytes(chat: bool, tokens: int) -> None:
    stage = vocabulary_stage("op_ids", "cost", chat=chat)
    bytes_ = stage.world.id_bytes
    assert bytes_.each.value == 4 and bytes_.all.value == 4 * tokens
    assert f"{tokens} ids" in stage.note


def test_lamps_are_the_bits_of_the_ids() -> None:
    stage = vocabulary_stage("op_ids", "cost")
    on = sum(len(op.at) for op in stage.of(ops.Sprites, "prefill") if op.kind == "dot")
    assert on == sum(token.bit_count() for token in IDS)


def test_nothing_of_it_is_in_the_ledger() -> None:
    world = cards().view(0).world
    for phase in ("prefill", "decode"):
        cost = world.operators.card("op_ids", phase)
        told = (cost.flops, cost.weight_bytes, cost.kv_bytes, cost.seconds, cost.share)
        assert all(float(value.value) == 0 for value in told) and cost.bound == ""
    assert vocabulary_stage("op_ids", "cost").words.count("none") == 10


def test_a_token_is_not_a_word() -> None:
    stage = vocabulary_stage("op_ids", "scale")
    assert (
        stage.caption.startswith("Other text, other pieces: 4 tokens for 23")
        and "3 words become 4 tokens" in stage.note
    )
    long = {str(text.kind): int(text.tokens.value) for text in stage.world.text_samples}
    assert long["one long word"] > 4 and long["another script"] > 9
    for text in stage.world.text_samples:
        assert b"".join(text.data).decode() == text.text


def test_no_prompt_and_a_long_one() -> None:
    assert "No tokens yet: type a prompt." in vocabulary_stage("op_ids", "what", prompt="").words
    assert vocabulary_stage("op_ids", "scale", prompt="word " * 60).caption
