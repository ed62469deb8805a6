"""Search: words of the glossary, scenes, beats and controls in one list, the nearest to what was typed first.

Pure: what there is to find is handed in; where a find leads is its scene and beat.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tourapp.authoring import Scene
from tourapp.learning.glossary import GlossaryTerm
from tourapp.words import say

KINDS = ("word", "scene", "lab", "beat", "control")
"""In the order in which equally good finds stand."""
MOST = 60
_FIELD = re.compile(r"\{[^}]*\}")
_BARE = re.compile(r"^\W*$")


@dataclass(frozen=True, slots=True)
class Find:
    """Something that can be found. title, detail: what is shown of it, in the language in use; scene, beat: where it
    leads; other: further words by which it is found; term: the word's id in the glossary."""

    kind: str
    title: str
    detail: str
    scene: str
    beat: str = ""
    other: str = ""
    term: str = ""


def finds(terms: Iterable[GlossaryTerm], scenes: Iterable[Scene]) -> tuple[Find, ...]:
    """All there is to find, in the language in use: words, scenes, their beats and their controls."""
    known = tuple(scenes)
    ids = {scene.id for scene in known}
    words = (
        Find("word", say(t.term), say(t.sentence), t.home.scene, t.home.beat, " ".join(t.names), t.id)
        for t in terms
        if t.home.scene in ids
    )
    return (*words, *(find for scene in known for find in _of_scene(scene)))


def _of_scene(scene: Scene) -> Iterator[Find]:
    title = say(scene.title)
    yield Find("lab" if scene.lab is not None else "scene", title, "", scene.id, other=scene.id.replace("_", " "))
    for beat in scene.timeline.beats:
        said = " ".join(_FIELD.sub("…", say(beat.caption)).split())
        if not _BARE.match(said):
            yield Find("beat", said, title, scene.id, beat.name, beat.name.replace("_", " "))
    for control in scene.controls:
        yield Find("control", say(control.label), title, scene.id, other=control.id.replace("_", " "))


def plain(words: str) -> str:
    """Words as they are compared: small letters without accents."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def search(typed: str, among: Iterable[Find]) -> tuple[Find, ...]:
    """What fits what was typed, the best first: every word of it must be found. Nothing typed finds the words of the
    glossary and the scenes."""
    wanted = plain(typed).split()
    if not wanted:
        return tuple(find for find in among if find.kind in ("word", "scene", "lab"))[:MOST]
    ranked = [(rank, place, find) for place, find in enumerate(among) if (rank := _rank(wanted, find)) is not None]
    return tuple(find for _, _, find in sorted(ranked, key=lambda each: each[:2])[:MOST])


def _rank(wanted: list[str], find: Find) -> tuple[int, int, int] | None:
    """How well a find fits: where the words stand in it, what kind it is, how long its title; None where one lacks."""
    title, other, detail = plain(find.title), plain(find.other), plain(find.detail)
    whole = " ".join(wanted)
    if not all(word in title or word in other or word in detail for word in wanted):
        return None
    if whole in (title, other) or whole in other.split():
        best = 0
    elif title.startswith(whole):
        best = 1
    elif all(_begins(word, title) for word in wanted):
        best = 2
    elif all(word in title or _begins(word, other) for word in wanted):
        best = 3
    else:
        best = 4
    return best, KINDS.index(find.kind), len(title)


def _begins(word: str, words: str) -> bool:
    """Whether some word of these begins so."""
    return re.search(rf"(?:^|\W){re.escape(word)}", words) is not None


def lit(typed: str, title: str) -> tuple[tuple[int, int], ...]:
    """From which letter to which a title holds what was typed, to be lit; nothing where letters with accents were
    counted otherwise."""
    flat = plain(title)
    if len(flat) != len(title):
        return ()
    spans = []
    for word in plain(typed).split():
        at = flat.find(word)
        if at >= 0:
            spans.append((at, at + len(word)))
    return tuple(sorted(spans))
