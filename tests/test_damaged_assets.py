"""One damaged table of specifications: its file is named, what needs it fails alone, and the tour opens and goes on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.damaged_assets import DAMAGES
from tests.night import some
from tourapp import specs
from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError, TourError
from tourapp.sim import places
from tourapp.specs.achieved import read_runs
from tourapp.specs.load import read_rows, read_sources

NEEDS: dict[str, set[str]] = {
    **{"prices": {"pricing"}, "places": {"network", "queue", "finale"}, "sources": set()},
    **{"achieved": set(), "links": set(), "measured": set()},
}
"""The stops that may fail with a table. Models and GPUs are what most scenes are about."""
UNMOVED = {"network", "sampling", "attention", "paging"}
"""Stops that need neither models nor GPUs."""
FAILING: dict[str, set[str]] = {
    "achieved": set(),
    "links": set(),
    "measured": set(),
    "prices": {"list --specs", "snapshot pricing --size 320x180"},
    "places": {"simulate network"},
    "sources": {"list --specs"},
    "models": {"list --specs", "explain", "simulate queue", "snapshot pricing --size 320x180"},
    "gpus": {"list --specs", "explain", "simulate queue", "snapshot pricing --size 320x180"},
}
CASES = [
    ("prices", "truncated"),
    ("places", "wrong types"),
    ("sources", "not JSON"),
    ("models", "empty"),
    ("gpus", "no rows"),
    ("achieved", "truncated"),
    ("links", "empty"),
    ("measured", "truncated"),
]


@pytest.mark.parametrize(("table", "damage"), some(CASES, 2))
def test_a_damaged_table_stops_only_what_needs_it(table: str, damage: str, tmp_path: Path) -> None:
    folder = tmp_path / "assets"
    shutil.copytree(asset_path("specs").parent, folder)
    words = [sys.executable, "-m", "tests.damaged_assets", str(folder), table, damage]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]  # the window opened and painted its first picture
    found = json.loads(done.stdout.splitlines()[0])
    front = f"{table}.json"
    assert [line.startswith(front) for line in found["told"]] == [True]
    assert all(line.startswith(front) and "install tourapp again" in line for line in found["stops"].values()), found
    failed = set(found["stops"])
    if table in NEEDS:
        assert failed == NEEDS[table]
    else:
        assert not failed & UNMOVED and {"pricing", "finale"} <= failed
    for command, (status, said) in found["commands"].items():
        if command in FAILING[table]:
            assert status == 3 and said.startswith(front) and said.count("\n") == 1, (command, said)
            assert said.endswith("install tourapp again\n"), said
        else:
            assert (status, said) == (0, ""), command


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("table", ["prices", "gpus", "models", "places", "sources", "links", "achieved"])
def test_every_damage_names_the_file(table: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"{table}.json"
    path.write_bytes(DAMAGES[damage](asset_path("specs", path.name).read_bytes()))
    with pytest.raises(DamagedFileError, match=rf"^{table}\.json") as caught:
        if table == "places":
            monkeypatch.setattr(places, "asset_path", lambda *parts: path)
            places._table.__wrapped__()
        elif table == "sources":
            read_sources(path)
        else:
            kind = {
                **{"prices": specs.PriceCard, "gpus": specs.GpuSpec, "models": specs.ModelSpec},
                **{"links": specs.Link, "achieved": specs.AchievedConstant},
            }[table]
            read_rows(path, kind, specs.sources())  # type: ignore[type-var]
    words = str(caught.value)
    assert caught.value.exit_status == 3 and "\n" not in words and words.endswith("install tourapp again")


def test_a_missing_file_is_a_damaged_one() -> None:
    with pytest.raises(TourError, match=r"specs/none\.json: .*install tourapp again") as caught:
        asset_path("specs", "none.json")
    assert isinstance(caught.value, DamagedFileError)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_runs_are_named(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "measured.json"
    path.write_bytes(DAMAGES[damage](asset_path("specs", path.name).read_bytes()))
    with pytest.raises(DamagedFileError, match=r"^measured\.json.*install tourapp again"):
        read_runs(path)
