"""What the product shows, ships and is installed with, and under which licence: read from the summary for people in
`assets/licences/README.md` and from the packages' own metadata, so that nothing of it is written twice."""

from __future__ import annotations

import importlib.metadata
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tourapp.assets import asset_path

FOLDER = "licences"
_PACKAGE = re.compile(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|", re.M)
_DATA = re.compile(r"^\| ([^|`-][^|]*) \| ([^|]+) \| ([^|]+) \|$", re.M)


@dataclass(frozen=True, slots=True)
class LicensedPackage:
    """A package: name, the version that is installed ("" where it is not), licence (SPDX), where its text lies (None
    where it is not found)."""

    name: str
    version: str
    licence: str
    text: Path | None


@dataclass(frozen=True, slots=True)
class LicensedData:
    """Something that is shipped and no package: what it is, where it comes from, its licence in words."""

    what: str
    origin: str
    licence: str


def texts() -> Path:
    """The folder with the summary and with the texts that no package brings. Raises DamagedFileError."""
    return asset_path(FOLDER)


@lru_cache(maxsize=1)
def _summary() -> tuple[str, str]:
    """The part about packages and the part about model and data. Raises DamagedFileError."""
    whole = asset_path(FOLDER, "README.md").read_text(encoding="utf-8")
    front, _, back = whole.partition("## Model and data")
    return front, back


def packages() -> tuple[LicensedPackage, ...]:
    """Every package that is installed for the tour, in the summary's order: Qt first. Raises DamagedFileError."""
    return tuple(
        LicensedPackage(name, _version(name), licence.strip(), _text(name, text.strip()))
        for name, licence, text in _PACKAGE.findall(_summary()[0])
    )


def data() -> tuple[LicensedData, ...]:
    """The model and the data, in the summary's order. Raises DamagedFileError."""
    rows = [tuple(cell.replace("`", "").strip() for cell in row) for row in _DATA.findall(_summary()[1])]
    return tuple(LicensedData(*row) for row in rows if row[0] != "what")


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _text(name: str, said: str) -> Path | None:
    """The file a row of the summary names: one of this folder, or with a slash one that the package brings."""
    if "/" not in said:
        path = asset_path(FOLDER) / said
        return path if path.is_file() else None
    try:
        files = importlib.metadata.files(name) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for file in files:
        if re.sub(r"^[^/]+\.dist-info/", "dist-info/", file.as_posix()) == said:
            return Path(str(file.locate()))
    return None
