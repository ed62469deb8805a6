"""Settings files broken in 1,000 ways (a tenth in `make test`): never an exception, always whole choices, one line."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz import SEED, count
from tourapp.export.offline import default_tour
from tourapp.opening import OpenOptions, opening_state
from tourapp.player import preferences
from tourapp.player.preferences import LastPlace, Preferences

TOUR = default_tour()
GOOD = Preferences(
    theme="projector",
    speed=1.5,
    place=LastPlace("request", "kv_hall", 2, {"prompt": "Why?", "temperature": 1.2}, {"queue": {"replicas": 4}}),
)
JUNK: list[Any] = [None, True, -1, 1e308, 2**70, "", "pink", "\ud800", [], {}, [[]], {"a": {"b": []}}, "x" * 9000, 0.1]


def broken(dice: Random, good: bytes) -> bytes:
    """The file with bytes changed, cut, doubled, or a field that holds something else."""
    way = dice.randrange(5)
    if way == 0:
        at = dice.randrange(len(good))
        return good[:at] + bytes([dice.randrange(256)]) + good[at + 1 :]
    if way == 1:
        return good[: dice.randrange(len(good))]
    if way == 2:
        at = dice.randrange(len(good))
        return good[:at] + good[at : at + dice.randrange(1, 40)] * dice.randrange(2, 50) + good[at:]
    if way == 3:
        return b"[" * dice.choice((10, 5_000, 100_000)) + good
    data: dict[str, Any] = json.loads(good)
    inner = data if dice.random() < 0.4 else data["place"]
    inner = inner if dice.random() < 0.7 else data["place"][dice.choice(["inputs", "own"])]
    inner[dice.choice([*inner, "new"])] = dice.choice(JUNK)
    return json.dumps(data).encode("utf-8", "surrogatepass")


def test_a_broken_settings_file_never_stops_the_start(tmp_path: Path) -> None:
    preferences.save(GOOD, tmp_path / "good")
    good = (tmp_path / "good" / preferences.NAME).read_bytes()
    assert preferences.load(tmp_path / "good") == (GOOD, "")
    dice, kept = Random(SEED), 0
    for number in range(count(1000)):
        folder = tmp_path / str(number)
        folder.mkdir()
        data = broken(dice, good)
        (folder / preferences.NAME).write_bytes(data)
        found, notice = preferences.load(folder)
        where = f"seed {SEED}, file {number}: {data[:300]!r}"
        assert "\n" not in notice and len(notice) < 1000, where
        assert notice == "" or found == Preferences(), where
        kept += notice == ""
        state, words = opening_state(OpenOptions(), TOUR, found)
        assert 0 <= state.stop < len(TOUR.stops) and all("\n" not in line for line in words), where
        if notice:
            assert any(item.read_bytes() == data for item in folder.iterdir()), f"{where}: the file is gone"
    assert kept, "some changes leave a whole file"
