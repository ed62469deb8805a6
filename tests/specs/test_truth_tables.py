"""Tables of what is held against the world: errors that the fit writes, errors that others published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tourapp import specs
from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError
from tourapp.specs.peers import read_peers
from tourapp.specs.unseen import read_errors


def test_errors_are_those_of_the_fit() -> None:
    raw = json.loads(asset_path("specs", "achieved_errors.json").read_text(encoding="utf-8"))
    errors = specs.unseen_errors()
    for ways in ("folds", "left_out_gpu", "left_out_model"):
        for time, parts in raw[ways].items():
            assert {name: part.median_error for name, part in getattr(errors, ways)[time].items()} == {
                name: part["median_error"] for name, part in parts.items()
            }


def test_each_peer_names_its_source_and_its_measure() -> None:
    rows = specs.peers()
    assert len({row.id for row in rows}) == len(rows) >= 5
    for row in rows:
        error = row.error()
        assert error.source is not None and error.source.where == row.where and error.source.date == row.date
        assert error.printed.endswith("%") and float(error.value) == row.per_cent / 100


@pytest.mark.parametrize("read", [read_errors, read_peers])
def test_what_is_damaged_is_named(read: object, tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    for text in (None, "{", "[1]", '{"rows": "many"}'):
        if text is not None:
            path.write_text(text)
        with pytest.raises(DamagedFileError, match=r"table\.json"):
            read(path)  # type: ignore[operator]
