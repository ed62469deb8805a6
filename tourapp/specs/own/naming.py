"""What an own row is called: a name that can be read on a stage, and an id that can be typed."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Any

LONGEST_NAME = 24
LONGEST_ID = 40
PLAIN = re.compile(r"[^A-Za-z0-9.+ ()_\-]+")
USUAL = ("config", "params", "model", "")
"""Names of files that say nothing of the model."""


def model_name(values: dict[str, Any], path: Path, kind: str) -> str:
    """The model's name: `_name_or_path`, else the file's or its folder's name, else the kind of model."""
    given = values.get("_name_or_path")
    names = [PurePosixPath(given.replace("\\", "/")).name if isinstance(given, str) else ""]
    stem = re.sub(r"[._-]?config$", "", path.stem)
    names += ["" if stem in USUAL else stem.rpartition("--")[2], _folder_name(path), kind]
    return next((name for name in map(short_name, names) if name), "My model")


def _folder_name(path: Path) -> str:
    """The name of the folder where it looks like a model's ("Qwen3-32B"), or of the model in a hub's cache."""
    folder = path.absolute().parent
    if re.fullmatch(r"[0-9a-f]{40}", folder.name):
        folder = folder.parent.parent
    name = folder.name.rpartition("--")[2]
    return name if re.search(r"[A-Za-z].*\d|\d.*[A-Za-z]", name) else ""


def short_name(name: str) -> str:
    """Letters that every stage can show, at most 24 of them: what is longer loses its last parts, whole."""
    text = " ".join(PLAIN.sub(" ", name).split()).strip("-_. ")
    while len(text) > LONGEST_NAME:
        cut = re.sub(r"[-_ .][^-_ .]*$", "", text)
        text = cut if cut != text else text[:LONGEST_NAME]
    return text.strip("-_. ")


def id_of(name: str) -> str:
    """An id for a name: small letters, digits, points and hyphens, as ids in the tables are."""
    text = re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")
    return text[:LONGEST_ID].strip("-.") or "mine"
