"""What is drawn of the two phases stands for all of it: dots for tokens, panes for layers, and light where it says."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.prefill_decode.pane import panes_for
from scenes.prefill_decode.sail import sheet_of
from scenes.prefill_decode.weight_wall import (
    ARRIVES,
    GONE,
    LENGTH,
    SPARK,
    SPARKS_AT_MOST,
    face_x,
    spark_places,
    tokens_written,
)
from tests.scenes.prefill_decode.stage import at, said
from tourapp.export.offline import Offline


@pytest.mark.parametrize("tokens", [1, 2, 34, 499, 500, 501, 2000, 32768])
def test_dots_stand_for_all_tokens(tokens: int) -> None:
    sheet = sheet_of(tokens, 34)
    assert len(sheet.u) <= 500 and (len(sheet.u) - 1) * sheet.each < tokens <= len(sheet.u) * sheet.each
    assert np.abs(sheet.u).max() <= 0.5 and np.abs(sheet.v).max() <= 0.5
    assert len(np.unique(np.stack([sheet.u, sheet.v]), axis=1).T) == len(sheet.u)
    assert sheet.own.sum() == -(-min(34, tokens) // sheet.each)


@pytest.mark.parametrize("layers", [2, 12, 30, 32, 61, 80, 126])
def test_panes_stand_for_all_layers(layers: int) -> None:
    panes, each = panes_for(layers)
    assert 2 <= panes <= 20 and (panes - 1) * each < layers <= panes * each


def test_the_wall_streams_evenly_and_brings_one_token_a_step() -> None:
    steps = np.linspace(0, 1, 11)
    assert np.allclose(np.diff([face_x(step) for step in steps]), face_x(0.1) - face_x(0.0))
    assert face_x(ARRIVES) == SPARK[0] and face_x(GONE) - LENGTH == pytest.approx(SPARK[0])
    assert [tokens_written(turns) for turns in (0.0, 0.5, 0.01 + GONE, 1.0, 1.5, 1.01 + GONE)] == [1, 1, 2, 2, 2, 3]


@pytest.mark.parametrize("batch", [1, 2, 8, 64, 512])
def test_a_light_waits_for_each_conversation_of_the_batch(batch: int) -> None:
    places = spark_places(batch)
    assert len(places) == min(batch, SPARKS_AT_MOST) and len(np.unique(places.round(3), axis=0)) == len(places)


def test_ideal_and_achieved_carry_their_words(offline: Offline) -> None:
    words = said(at(offline, "clock"))
    assert "ideal" in words and "achieved" in words
    heads = [line for line in words if line.startswith(("to the first token (TTFT)", "between tokens,"))]
    assert len(heads) == 2 and all("ideal" in line for line in heads)
    assert len([line for line in words if line.startswith("achieved ") and " to " in line]) == 2
