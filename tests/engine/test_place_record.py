"""The shipped measurements of place: what they say, how small they are, and what is said of a damaged file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tourapp.assets import asset_path
from tourapp.engine.experiment import turned
from tourapp.engine.place_file import LARGEST, read_places, shipped_places, write_places
from tourapp.engine.place_record import HEADS, SHIFTS, WAYS
from tourapp.engine.residual_file import shipped_residuals
from tourapp.engine.shipped import shipped_recording
from tourapp.errors import DamagedFileError

MOST_BYTES = 600_000
FILE = asset_path("recordings", "positions.npz")


def test_it_is_small() -> None:
    assert FILE.stat().st_size < MOST_BYTES < LARGEST


def test_order_is_lost_without_place_and_leaks_in_with_the_mask() -> None:
    record = shipped_places()
    gaps = dict(zip(WAYS, record.apart, strict=True))
    logits = dict(zip(WAYS, record.logits_apart, strict=True))
    assert gaps["open"][0] < 1e-15 and logits["open"] < 1e-12 and gaps["open"].max() < 1e-11
    assert gaps["masked"][0] < 1e-15 and gaps["masked"][1] == pytest.approx(1.29, abs=0.01)
    assert logits["masked"] == pytest.approx(2.71, abs=0.01)
    assert gaps["turned"][0] > 0.01
    assert sorted(record.order_texts[0]) == sorted(record.order_texts[1]) != list(record.order_texts[0])
    assert record.odds.sum() == pytest.approx(1.0, abs=1e-6)


def test_a_moved_prompt_changes_nothing_but_rounding() -> None:
    record = shipped_places()
    assert SHIFTS[0] == 0 and record.moved[0] == 0.0 and 0.0 < record.moved.max() < 1e-10
    np.testing.assert_allclose(record.moved_odds, np.broadcast_to(record.moved_odds[0], (7, 5)), atol=1e-12)


def test_rows_reach_beyond_the_small_format() -> None:
    tops = shipped_places().row_tops
    assert tops.max() == pytest.approx(28.4, abs=0.05)
    assert (tops > np.log(65504.0)).mean() == pytest.approx(0.019, abs=0.001) and (tops < 88.7).all()


def test_perplexity_is_that_of_the_other_recording() -> None:
    record, other = shipped_places(), shipped_residuals().cutouts
    assert record.tokens == other.tokens
    assert float(record.perplexities[0]) == pytest.approx(float(other.whole), rel=1e-4)
    assert record.perplexities[1] > 2 * record.perplexities[0]


def test_kept_vectors_turned_are_those_of_the_recording() -> None:
    record, river = shipped_places(), shipped_recording("river")
    count = len(record.texts["river"])
    turn = np.arange(count)[:, None] * record.turns
    for place, (layer, head) in enumerate(HEADS):
        queries, keys = (turned(each, turn) for each in record.vectors("river", place))
        kept = river.queries[layer, head, :count], river.keys[layer, head // 3, :count]
        np.testing.assert_allclose(queries, kept[0].astype(np.float64), atol=0.02)
        np.testing.assert_allclose(keys, kept[1].astype(np.float64), atol=0.02)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "positions.npz"
    write_places(shipped_places(), path)
    again = read_places(path)
    assert again.texts == shipped_places().texts and (again.apart == shipped_places().apart).all()


@pytest.mark.parametrize("damage", ["cut", "empty", "gone"])
def test_a_damaged_file_is_named(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "positions.npz"
    whole = FILE.read_bytes()
    if damage != "gone":
        path.write_bytes(b"" if damage == "empty" else whole[: len(whole) // 2])
    with pytest.raises(DamagedFileError, match=r"positions\.npz"):
        read_places(path)
