"""What the wheel carries and what it asks for: all that the tour reads, no film of the README, few packages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.installed import pulled_in

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
MOST_PACKAGES = 16
MOST_OF_PICTURES = 3_000_000
"""Bytes."""


def test_all_that_the_tour_shows_travels_and_what_only_the_readme_shows_does_not() -> None:
    """The pictures of the scenes are the opening page's and the overview's, too; the film is the README's alone."""
    assert WHEEL["force-include"] == {"assets": "tourapp/_assets"} and WHEEL["packages"] == ["tourapp", "scenes"]
    shown = re.findall(r"!\[[^]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {path.rpartition("/")[0] for path in shown} == {".github", "assets/pictures"}
    small = sum(path.stat().st_size for path in (ROOT / "assets" / "pictures").iterdir())
    assert small < MOST_OF_PICTURES


def test_it_brings_at_most_sixteen_packages() -> None:
    brought = pulled_in(PROJECT["project"]["dependencies"])
    assert len(brought) + 1 <= MOST_PACKAGES, sorted(brought)
