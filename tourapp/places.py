"""Where the product keeps what it writes by itself, under one name on every system: settings, converted models, logs.

What a person makes (lessons, pictures, films) lies where they put it, and never here.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

NAME = "one-request"
FIRST_CACHE = "tourapp"
"""What the folder of converted models was called in version 0.1.0: used on while it is there, so that nothing is
converted twice."""


def config_dir() -> Path:
    """The folder of settings and rehearsals."""
    return Path(platformdirs.user_config_dir(NAME, appauthor=False))


def cache_dir() -> Path:
    """The folder for converted models: TOURAPP_CACHE, or the user's cache as the system defines it."""
    given = os.environ.get("TOURAPP_CACHE", "")
    if given:
        return Path(given).expanduser()
    usual, first = (Path(platformdirs.user_cache_dir(name, appauthor=False)) for name in (NAME, FIRST_CACHE))
    return first if (first / "models").is_dir() and not (usual / "models").is_dir() else usual


def data_dir() -> Path:
    """The folder of what learners who gave a name have done."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


def log_dir() -> Path:
    """The folder of what the last runs of the window noted."""
    return Path(platformdirs.user_log_dir(NAME, appauthor=False))
