"""What is drawn of the two phases stands for all of it: dots for tokens, panes for layers, and light where it says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.prefill_decode.loop import inside_share, loop_path
from scenes.prefill_decode.pane import panes_for
from scenes.prefill_decode.sail import sheet_of
from tests.scenes.prefill_decode.stage import at, frame_of, measured, said
from tourapp.authoring import flat_ops, ops
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


def test_the_loop_is_closed_and_even() -> None:
    path = loop_path(796.0, 1386.0, 384.0)
    steps = np.hypot(*np.diff(path, axis=0).T)
    assert np.allclose(path[0], path[-1], atol=1e-6) and steps.max() < 1.05 * steps.min() + 0.5
    assert 0.3 < inside_share(path, 1386.0) < 0.7


def test_light_comes_in_and_leaves_where_it_says(offline: Offline) -> None:
    index = offline.tour.index("prefill_decode")
    item = offline.tour.stops[index].scene

    def lit(picture: Any, spot: tuple[float, float]) -> bool:
        return any(
            isinstance(op, ops.Sprites)
            and np.any(
                np.all(np.abs(op.at - np.array(spot)) < 1.0, axis=1) & (np.broadcast_to(op.alpha, len(op.at)) > 0.2)
            )
            for op in flat_ops(picture)
        )

    assert lit(at(offline, "slab", 0.01), item.enter(frame_of(offline, 0.0)))
    assert lit(at(offline, "computer"), item.leave(frame_of(offline, item.timeline.duration)))
    assert lit(at(measured(offline), "computer"), item.leave(frame_of(offline, item.timeline.duration)))


def test_ideal_and_achieved_carry_their_words(offline: Offline) -> None:
    words = said(at(offline, "clock"))
    assert "ideal" in words and "achieved" in words
    heads = [line for line in words if line.startswith(("first token:", "between tokens:"))]
    assert len(heads) == 2 and all("ideal" in line and "achieved" in line for line in heads)
