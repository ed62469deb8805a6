"""A process in which one shipped table is damaged from the start: walks the tour as the window does, runs commands,
opens the window once, and prints what came of it as JSON.

Usage: python -m tests.damaged_assets FOLDER TABLE DAMAGE, with a copy of the assets in FOLDER.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from tourapp import assets

DAMAGES = {
    "truncated": lambda data: data[: len(data) // 2],
    "not JSON": lambda data: b"\x00\xffnot json",
    "wrong types": lambda data: b'{"cities": 3}' if data.lstrip()[:1] == b"{" else b'[{"id": 7}]',
    "empty": lambda data: b"",
    "no rows": lambda data: (
        b'{"source":"","read_on":"","note":"","cities":[],"regions":[]}' if data.lstrip()[:1] == b"{" else b"[]"
    ),
}
COMMANDS = (
    ["list"],
    ["list", "--specs"],
    ["explain"],
    ["explain", "--help"],
    ["tokens", "a"],
    ["simulate", "network"],
    ["simulate", "queue"],
    ["snapshot", "pricing", "--size", "320x180"],
    ["snapshot", "attention", "--size", "320x180"],
)


class Idle:
    """A worker that never builds."""

    def submit(self, order: Any) -> None:
        """Forget it."""

    def cancel(self) -> None:
        """Nothing runs."""


def walk() -> dict[str, str]:
    """What is said of every stop that could not be drawn, by its key; every beat is tried."""
    from tourapp.export.offline import default_tour
    from tourapp.player.composer import Composer
    from tourapp.player.state import Settings, opening
    from tourapp.player.store import WorldStore
    from tourapp.player.tour import TourPlace

    tour = default_tour()
    composer, found = Composer(tour, WorldStore(Idle())), {}
    for index, stop in enumerate(tour.stops):
        for _, start, end in stop.spans:
            state = opening(settings=Settings(), stop=index, t=start)
            _, trouble = composer.compose(state, TourPlace(index, (start + end) / 2), True)
            if trouble is not None:
                found[stop.key] = trouble.words
    return found


def command(words: list[str]) -> tuple[int, str]:
    """Exit status and stderr."""
    from tourapp.cli import main

    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            return main(words), said.getvalue()
        except SystemExit as end:  # --help
            return int(end.code or 0), said.getvalue()


def run(folder: Path, table: str, damage: str) -> None:
    """Damage the copy, then look at everything."""
    path = folder / "specs" / f"{table}.json"
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assets.asset_folders = lambda: (folder,)
    from tourapp.world.damage import damaged_tables

    found = {"told": damaged_tables(), "stops": walk(), "commands": {" ".join(w): command(w) for w in COMMANDS}}
    print(json.dumps(found), flush=True)
    from tourapp.app import first_frame

    first_frame()  # ends the process


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
