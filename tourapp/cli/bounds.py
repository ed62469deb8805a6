"""Whether the installed packages are within the bounds that the product declares, read from its own metadata.

Versions are compared by their numbers alone, for bounds of the form `>=` and `<`, the only ones the project uses.
"""

from __future__ import annotations

import importlib.metadata
import re


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version: "6.11.3" is (6, 11, 3)."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def within(version: str, bounds: str) -> bool:
    """Whether a version fits; bounds as in ">=2.0,<3"."""
    found = _bare(version)
    lowest = [_bare(bound) for bound in re.findall(r">=([\d.]+)", bounds)]
    first_refused = [_bare(bound) for bound in re.findall(r"<([\d.]+)", bounds)]
    return all(found >= low for low in lowest) and all(found < high for high in first_refused)


def _bare(version: str) -> tuple[int, ...]:
    """The numbers without zeros at the end: 2, 2.0 and 2.0.0 are one version."""
    found = list(numbers(version))
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def declared() -> dict[str, str]:
    """Name and bounds of each package the product needs; raises PackageNotFoundError where it was never installed."""
    lines = [line for line in importlib.metadata.requires("tourapp") or [] if "extra ==" not in line]
    pairs = [re.fullmatch(r"([\w.-]+)\s*(.*)", line.partition(";")[0].strip()) for line in lines]
    return {pair.group(1): pair.group(2) for pair in pairs if pair is not None}


def outside(wanted: dict[str, str]) -> dict[str, str]:
    """Those of the packages that are missing or outside their bounds, with the version found ("" if missing)."""
    found = {}
    for name, bounds in wanted.items():
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            version = ""
        if not version or not within(version, bounds):
            found[name] = version
    return found
