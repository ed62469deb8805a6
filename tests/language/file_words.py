"""Words of data files that a person is shown: constants, lessons, claims and notes of scenes, tours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests import house
from tests.language.rules import is_words

ASSETS, SCENES = house.ROOT / "assets", house.ROOT / "scenes"
LESSONS = ASSETS / "lessons"
Reader = Callable[[Any], Iterator[str]]


def file_words() -> Iterator[tuple[str, str]]:
    """Each of the files, as a path in the repository, with a string that a person is shown."""
    readers: tuple[tuple[Path, str, Reader], ...] = (
        (ASSETS / "specs", "achieved.json", lambda rows: (row["name"] for row in rows)),
        (SCENES, "claims.json", lambda rows: (words for row in rows for words in row.values())),
        (SCENES, "notes.json", _texts),
        (LESSONS, "glossary.json", _of_glossary),
        (LESSONS / "worked", "*.json", _of_worked),
        (LESSONS, "questions.json", _of_questions),
        (LESSONS, "before_after.json", _of_ten),
        (ASSETS / "tours", "*.json", _of_tour),
    )
    for folder, names, reader in readers:
        for path in sorted(folder.rglob(names)):
            for words in reader(json.loads(path.read_text(encoding="utf-8"))):
                yield path.relative_to(house.ROOT).as_posix(), words


def _texts(node: object) -> Iterator[str]:
    """Every text in the values of a file."""
    if isinstance(node, str):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _texts(inner)


def _of_glossary(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Terms, their other names and their sentences."""
    for row in rows:
        yield from (row["term"], row["sentence"], *row["also"])


def _of_worked(file: dict[str, Any]) -> Iterator[str]:
    """Title, names and sentences of a worked example."""
    yield from (file["title"], file["about"], *(row["name"] for row in (*file["given"], *file["steps"])))
    yield from (step["say"] for step in file["steps"])


def _of_questions(file: dict[str, Any]) -> Iterator[str]:
    """Skills, questions, what is said of usual mistakes; what an answer given aloud is about and should hold."""
    yield from (row["words"] for row in file["skills"])
    for row in file["templates"]:
        yield from (row["text"], *(each["words"] for each in row["wrong"]))
    for row in file["spoken"]:
        yield from (row["about"], row["text"], *row["points"])


def _of_ten(file: dict[str, Any]) -> Iterator[str]:
    """Questions, choices that are words, and reasons."""
    for row in file["items"]:
        yield from (words for words in (row["text"], row["why"], *row["choices"]) if is_words(words))


def _of_tour(tour: dict[str, Any]) -> Iterator[str]:
    """Title, purpose and sections of a tour, and what its stops are called there."""
    for entry in (tour, *tour.get("stops", ())):
        yield from filter(None, (entry.get(name) for name in ("title", "about", "section")))
