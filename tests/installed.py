"""What lines of requirements pull in, read from the metadata of the packages installed here. Nothing is fetched."""

from __future__ import annotations

import importlib.metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def pulled_in(lines: list[str]) -> set[str]:
    """Names of all packages that these requirements bring, however far away, markers and extras followed.

    Raises PackageNotFoundError if one of them is not installed.
    """
    seen: set[str] = set()
    waiting = list(lines)
    while waiting:
        wish = Requirement(waiting.pop())
        for extra in ("", *sorted(wish.extras)):
            name = canonicalize_name(wish.name)
            if f"{name}[{extra}]" not in seen:
                seen.add(f"{name}[{extra}]")
                waiting += _asked(name, extra)
    return {each.partition("[")[0] for each in seen}


def _asked(name: str, extra: str) -> list[str]:
    """What an installed package asks for here, with this extra."""
    found = []
    for line in importlib.metadata.requires(name) or []:
        marker = Requirement(line).marker
        if marker is None or marker.evaluate({"extra": extra}):
            found.append(line)
    return found
