"""A lesson is a tour that a teacher made and somebody else may open: what it names must exist, and its words are plain
text. Read strictly: the first thing that is wrong refuses the file, with its line and field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tourapp.authoring.scene import Scene
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.tours.format import TourFile
from tourapp.tours.lines import nearest
from tourapp.tours.load import Resolved, TourFileError, read_tour, text_name

PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
MARKUP = re.compile(
    r"<\s*[/!?]?\s*(?:script|iframe|object|embed|svg|img|style|link|meta|html|body|form|a)\b|\bjavascript:", re.I
)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control letters, and those that turn the direction of what follows: text would not be what it looks like."""


def read_lesson(path: Path, scenes: Mapping[str, Scene]) -> Resolved:
    """A lesson from a `.json` or `.lesson` file. TourFileError names file, line and field of what is wrong."""
    found = read_tour(path, scenes)
    if found.problems:
        more = len(found.problems) - 1
        rest = f" (and {more} more; `tourapp tour check` lists them)" if more else ""
        raise TourFileError(f"{str(found.problems[0]).removesuffix('; left out')}{rest}")
    for field, words in _wrong_words(found.file):
        raise TourFileError(f"{text_name(path)}:{nearest(found.lines, f'$.{field}')}: {field}: {words}")
    _check_recordings(path, found)
    return found


def _wrong_words(file: TourFile) -> Iterator[tuple[str, str]]:
    """Fields whose text is not plain, and why."""
    if not PLAIN_ID.fullmatch(file.id):
        yield "id", "only letters of a to z, digits, - and _ are allowed"
    for field, text in _texts(file):
        if MARKUP.search(text):
            yield field, "holds markup or script; write plain text"
        elif UNSEEN.search(text):
            yield field, "holds letters that cannot be seen; write plain text"


def _texts(file: TourFile) -> Iterator[tuple[str, str]]:
    """Every text that is shown, by its field; prompts are the model's food and may be anything."""
    yield from (("title", file.title), ("about", file.about))
    for place, entry in enumerate(file.stops):
        for name in ("section", "title", "say"):
            text = getattr(entry, name)
            if text:
                yield f"stops[{place}].{name}", text


def _check_recordings(path: Path, found: Resolved) -> None:
    """An answer must begin with the prompt that it says it answers."""
    for number, each in enumerate(found.recordings, 1):
        if each.model != _shipped_model():
            continue  # of a vocabulary that is not at hand; shown only while that model is in use
        encode = shipped_tokenizer().encode_chat if each.chat else shipped_tokenizer().encode_plain
        if list(encode(each.prompt).ids) != each.prompt_ids.tolist():
            raise TourFileError(
                f"{path.name}: recording {number}: its tokens are not those of its prompt; make it anew"
            )


def _shipped_model() -> str:
    from tourapp.engine.model_store import KNOWN

    return KNOWN[0].name
