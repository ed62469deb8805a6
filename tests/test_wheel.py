"""What the wheel carries and what it asks for: all that the tour reads, no picture of the README, few packages."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.installed import pulled_in

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
ONLY_FOR_READERS = {"pictures"}
MOST_PACKAGES = 16


def test_every_folder_of_assets_travels_but_the_pictures_of_the_readme() -> None:
    folders = {path.name for path in (ROOT / "assets").iterdir() if path.is_dir()}
    assert [path.name for path in (ROOT / "assets").iterdir() if path.is_file()] == [], "a file outside the folders"
    wanted = {f"assets/{name}": f"tourapp/_assets/{name}" for name in folders - ONLY_FOR_READERS}
    assert WHEEL["force-include"] == wanted
    assert WHEEL["packages"] == ["tourapp", "scenes"]


def test_it_brings_at_most_sixteen_packages() -> None:
    brought = pulled_in(PROJECT["project"]["dependencies"])
    assert len(brought) + 1 <= MOST_PACKAGES, sorted(brought)
