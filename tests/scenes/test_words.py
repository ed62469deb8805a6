"""Every word on every stage can be translated: templates are literals in the code, and what goes into them is a number,
a phrase, or data (names of models, GPUs and places, the request's own text)."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pytest

from tests import house
from tests.helpers import STILL, home_of, make_offline, toured_scenes
from tests.language.file_words import file_words
from tourapp import specs
from tourapp.authoring import Picture, Scene, fill, ops
from tourapp.export.offline import Moment, Offline
from tourapp.figures.measured_dots import ENGINES
from tourapp.sim.network import cities, regions
from tourapp.words import PSEUDO, Catalogue, Phrase, speaking
from tourapp.words.pseudo import pseudo

SCENES = toured_scenes()
LETTERS = re.compile(r"[A-Za-z]{3,}")


def test_plurals_phrases_and_the_made_up_language() -> None:
    assert (
        fill("{n} {n|token|tokens}", {"n": 1}) == "1 token"
        and fill("{n} {n|token|tokens}", {"n": 1200}) == "1,200 tokens"
    )
    inner = Phrase("{n} {n|step|steps} later", n=1)
    assert str(inner) == "1 step later" and fill("Done {when}.", {"when": inner}) == "Done 1 step later."
    with speaking(PSEUDO):
        told = fill("Done {when}.", {"when": inner})
    assert "1" in told and "step" not in told and "Done" not in told
    assert pseudo("Batch of {n:,}") == "Bátçh óf {n:,}~~~~" and len(pseudo("abcde")) == 7
    assert str(Phrase("{a} and {b}", a=Phrase("one"), b=2000)) == "one and 2,000"


@dataclass
class Said:
    """What was handed to pictures as words: templates, and fields that are plain strings."""

    templates: set[str] = field(default_factory=set)
    strings: set[str] = field(default_factory=set)

    def take(self, template: object, values: dict[str, Any]) -> None:
        if isinstance(template, Phrase):
            self.take(template.template, template.fields)
        else:
            self.templates.add(str(template))
        for value in values.values():
            if isinstance(value, Phrase):
                self.take(value, {})
            elif isinstance(value, str):
                self.strings.add(value)


@lru_cache
def literals(*rooms: str) -> frozenset[str]:
    """Every string written in the code of some folders, or of all where none is named."""
    kept = (source for source in house.sources() if not rooms or source.name.startswith(rooms))
    return frozenset().union(*(source.strings for source in kept))


def lesson_words() -> frozenset[str]:
    """Every string of the lessons' files that the catalogue reads: names and sentences of examples, questions."""
    return frozenset(words for name, words in file_words() if "assets/lessons" in name)


def folder_of(scene: Scene) -> str:
    """Where a scene's code lies."""
    assert scene.folder is not None
    return f"{scene.folder.relative_to(house.ROOT).as_posix()}/"


@pytest.fixture(scope="module")
def offline() -> Offline:
    return make_offline(work=STILL)


def listen(offline: Offline, scene: Scene, patch: pytest.MonkeyPatch) -> Said:
    """Draw every beat of a scene and write down its words, in a language that has none yet."""
    said, text, filled = Said(), Picture.text, Picture.fill

    def hear_text(self: Picture, at: Any, template: Any, **more: Any) -> None:
        said.take(template, {name: value for name, value in more.items() if name not in STYLE})
        text(self, at, template, **more)

    def hear_fill(self: Picture, **values: Any) -> None:
        said.take("", values)
        filled(self, **values)

    patch.setattr(Picture, "text", hear_text)
    patch.setattr(Picture, "fill", hear_fill)
    offline = make_offline(offline, tour=home_of(scene))
    index = offline.tour.index(scene.id)
    stop = offline.tour.stops[index]
    with speaking(Catalogue("x-heard")):
        for beat in stop.kept:
            for at in (0.3, 0.95):
                stage = Picture()
                stop.scene.draw(offline.frame(index, offline.local_time(Moment(index, beat, at))), stage)
                build_bakes(stage)
    return said


def build_bakes(picture: Picture) -> None:
    """Draw what is kept as drawn once, at any depth, so that its words are heard too."""
    waiting = [*picture.ops, *(picture.side.ops if picture.side else ())]
    while waiting:
        op = waiting.pop()
        if isinstance(op, ops.Bake):
            inner = Picture()
            op.build(inner)
            waiting.extend(inner.ops)
        else:
            waiting.extend(getattr(op, "ops", ()))


STYLE = frozenset(inspect.signature(Picture.text).parameters)


def data(offline: Offline) -> set[str]:
    """What may be shown as it is: names of models, GPUs, places and methods, the request's own words, tokens, and what
    the controls are set to (ids that pick words, or a text somebody typed)."""
    world = offline.view(0).world
    texts = [spec.name for spec in (*specs.models().values(), *specs.gpus().values())]
    texts += [place.name for place in (*cities().values(), *regions().values())]
    for recording in (world.recording, world.river):
        texts += [*recording.all_texts, *(text.strip() for text in recording.all_texts), recording.prompt]
    texts += [variant.label for variant in world.kv_variants.variants]
    texts += [
        *world.word_map.words,
        *(word for row in world.analogy_board.plain.rows for word in (*row.words, row.wanted)),
    ]
    texts += ENGINES.values()
    for scene in SCENES:
        for control in scene.controls:
            texts += [control.default, *(value for value, _ in getattr(control, "choices", ()))]
    return set(texts)


@pytest.mark.parametrize("scene", SCENES, ids=[scene.id for scene in SCENES])
def test_every_template_is_written_in_the_code(scene: Scene, offline: Offline, monkeypatch: pytest.MonkeyPatch) -> None:
    said = listen(offline, scene, monkeypatch)
    known = literals() | lesson_words()
    glued = {words for words in said.templates if LETTERS.search(words) and words not in known}
    assert glued == set(), "a template no catalogue can find: data goes in as a field"


@pytest.mark.parametrize("scene", SCENES, ids=[scene.id for scene in SCENES])
def test_no_words_of_the_product_hide_in_a_field(
    scene: Scene, offline: Offline, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = listen(offline, scene, monkeypatch)
    known = data(offline)
    written = literals(folder_of(scene), "tourapp/figures/", "tourapp/world/parts/")
    hidden = {words for words in said.strings if LETTERS.search(words) and words in written and words not in known}
    assert hidden == set(), "these are a Phrase, or they stay English for ever"
