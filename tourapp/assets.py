"""Where the files shipped with the product lie. Not a cache: nothing is ever written here by the running
app."""

from __future__ import annotations

from pathlib import Path

import tourapp
from tourapp.errors import MissingError


def asset_path(*parts: str) -> Path:
    """Path of a shipped file, both in a source tree (`assets/`) and in an installed wheel
    (`tourapp/_assets`).

    Raises MissingError when the file is not there.
    """
    package = Path(tourapp.__file__).resolve().parent
    for root in (package / "_assets", package.parent / "assets"):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise MissingError(f"{'/'.join(parts)}: this file should be part of the installation; install tourapp again")


def source_assets() -> Path:
    """The `assets` folder of a source tree, for the commands that rebuild shipped files."""
    root = Path(tourapp.__file__).resolve().parent.parent / "assets"
    if not root.is_dir():
        raise MissingError("assets: rebuilding shipped files needs a source tree of the product")
    return root
