"""Where the files shipped with the product lie. Not a cache: nothing is ever written here by the running
app."""

from __future__ import annotations

from pathlib import Path

import tourapp
from tourapp.errors import DamagedFileError, MissingError


def asset_path(*parts: str) -> Path:
    """Path of a shipped file, both in a source tree (`assets/`) and in an installed wheel
    (`tourapp/_assets`).

    Raises DamagedFileError when the file is not there.
    """
    for root in asset_folders():
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise DamagedFileError("/".join(parts), "this file should be part of the installation")


def asset_folders() -> tuple[Path, ...]:
    """Where shipped files may lie, the first one first: tests put a folder of their own in this function's place."""
    package = Path(tourapp.__file__).resolve().parent
    return package / "_assets", package.parent / "assets"


def source_assets() -> Path:
    """The `assets` folder of a source tree, for the commands that rebuild shipped files."""
    root = Path(tourapp.__file__).resolve().parent.parent / "assets"
    if not root.is_dir():
        raise MissingError("assets: rebuilding shipped files needs a source tree of the product")
    return root
