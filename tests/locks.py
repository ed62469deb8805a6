"""Reads the locks of `.setup/lock`: per package its version, the marker it is for, and the hashes of its files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker

LOCKS = Path(__file__).resolve().parents[1] / ".setup" / "lock"
NAMES = ("run", "test", "build", "bundle", "model", "uv")


class Locked(NamedTuple):
    """One locked package."""

    version: str
    marker: Marker | None
    hashes: tuple[str, ...]


def locked(name: str) -> dict[str, Locked]:
    """A lock; ValueError for a line that names no exact version, or a package that is there twice."""
    found: dict[str, Locked] = {}
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        wish, *hashes = line.split(" --hash=")
        exact = re.fullmatch(r"([a-z0-9-]+)==([\w.]+)(?: ; (.+))?", wish.strip())
        if exact is None or exact.group(1) in found:
            raise ValueError(f"{name}.txt: {wish}")
        package, version, marker = exact.groups()
        found[package] = Locked(version, Marker(marker) if marker else None, tuple(each.strip() for each in hashes))
    return found
