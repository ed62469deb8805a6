"""A teacher's notes: every beat of the request has them, they stay true when settings change, and a file that cannot be
used is named with beat and field."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import STILL, home_of, make_offline, toured_scenes
from tests.toys import make_toy_tour
from tourapp.authoring import Scene, fill
from tourapp.authoring.notes import MOST, NAME, NONE, Notes, named_fields, notes_in
from tourapp.cli import main
from tourapp.errors import DamagedFileError
from tourapp.export.offline import Moment

SCENES = toured_scenes()
NAMES = ("FP8", "INT8", "INT4", "FP4", "H100", "H200", "A100", "B200", "V100", "L2", "Llama 3 70B", "Llama 3 8B")
"""Names that have digits: KV terms and parts of a machine; all other numbers come from fields."""
FIELD = re.compile(r"\{[^{}]*\}")
SENTENCE = re.compile(r"(?<=[.?!])[”’]?\s+")
SAID = {"say": "What is this?", "ask": "Is it so?", "wrong": "It is not."}


def parts(notes: Notes) -> tuple[str, str, str]:
    return notes.say, notes.ask, notes.wrong


def every() -> Iterator[tuple[str, Notes]]:
    """The notes of every beat, with its place."""
    for scene in SCENES:
        for beat, notes in scene.notes.items():
            yield f"{scene.id}.{beat}", notes


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_every_beat_has_notes(scene: Scene) -> None:
    assert tuple(scene.notes) == tuple(beat.name for beat in scene.timeline.beats)
    for beat, notes in scene.notes.items():
        for part, most in MOST.items():
            assert 20 <= len(getattr(notes, part)) <= most, f"{scene.id}.{beat}.{part}"
        assert 2 <= len(SENTENCE.split(notes.say)) <= 3, f"{scene.id}.{beat}.say: two or three sentences"
        assert notes.ask.endswith("?") and notes.ask.count("?") == 1, f"{scene.id}.{beat}.ask: one question"
        assert all(words.rstrip("”")[-1] in ".?" for words in parts(notes)), f"{scene.id}.{beat}: whole sentences"


def test_no_number_is_typed() -> None:
    for place, notes in every():
        for words in parts(notes):
            bare = FIELD.sub("", words)
            for name in NAMES:
                bare = bare.replace(name, "")
            assert not re.search(r"\d", bare), f"{place}: a number is typed: {words}"


def test_every_field_is_one_of_the_beats_picture() -> None:
    usual = make_offline(work=STILL)
    for scene in SCENES:
        offline = make_offline(usual, tour=home_of(scene))
        index = offline.tour.index(scene.id)
        stop = offline.tour.stops[index]
        for number, beat in enumerate(stop.scene.timeline.beats):
            notes = stop.scene.notes[beat.name]
            if not named_fields(*parts(notes)):
                continue
            fields = offline.picture(Moment(index, number, 0.95)).fields
            place = f"{stop.scene.id}.{beat.name}"
            assert set(named_fields(*parts(notes))) <= set(fields), place
            for part, words in zip(MOST, parts(notes), strict=True):
                told = fill(words, fields)
                assert "—" not in told and "{" not in told and len(told) <= MOST[part], f"{place}: {told}"


def test_no_two_beats_share_a_sentence() -> None:
    said = defaultdict(set)
    for place, notes in every():
        for words in parts(notes):
            for sentence in SENTENCE.split(words):
                said[sentence.strip("“”").lower()].add(place)
    assert {words: places for words, places in said.items() if len(places) > 1} == {}


def test_no_note_is_the_caption_again() -> None:
    for scene in SCENES:
        captions = {sentence for beat in scene.timeline.beats for sentence in SENTENCE.split(beat.caption)}
        for beat, notes in scene.notes.items():
            assert not captions & set(SENTENCE.split(notes.say)), f"{scene.id}.{beat}"


def test_a_scene_of_one_file_and_a_folder_without_notes_have_none(tmp_path: Path) -> None:
    assert notes_in(tmp_path, ("a",)) is NONE
    assert all(stop.scene.notes == {} for stop in make_toy_tour().stops)


def test_notes_come_in_the_order_of_the_beats(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(json.dumps({"b": SAID, "a": SAID}))
    assert list(notes_in(tmp_path, ("a", "b", "c"))) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "cannot be read"),
        ("[]", "must be"),
        (json.dumps({"z": SAID}), "beat 'z': the scene has no such beat; it has a, b"),
        (json.dumps({"a": "Hello."}), "beat 'a': must have the fields say, ask, wrong"),
        (json.dumps({"a": {**SAID, "ask": " "}}), "beat 'a', field 'ask': is missing"),
        (json.dumps({"b": {"say": "This.", "ask": "So?"}}), "beat 'b', field 'wrong': is missing"),
        (json.dumps({"a": {**SAID, "say": 7}}), "beat 'a', field 'say': is missing, or no text"),
        (json.dumps({"a": {**SAID, "tell": "More."}}), "beat 'a', field 'tell': unknown; allowed are say, ask, wrong"),
        (json.dumps({"a": {**SAID, "ask": "x" * 161}}), "beat 'a', field 'ask': has 161 letters, at most 160"),
        (json.dumps({"a": {**SAID, "wrong": "{open"}}), "beat 'a', field 'wrong': not a template"),
    ],
)
def test_what_cannot_be_used_is_named_with_file_and_field(text: str, told: str, tmp_path: Path) -> None:
    folder = tmp_path / "scenes" / "mine"
    folder.mkdir(parents=True)
    (folder / NAME).write_text(text)
    with pytest.raises(DamagedFileError) as caught:
        notes_in(folder, ("a", "b"))
    words = str(caught.value)
    assert words.startswith("scenes/mine/notes.json") and told in words and "\n" not in words


def test_the_list_of_scenes_has_the_notes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--json"]) == 0
    listed = {scene["id"]: scene for scene in json.loads(capsys.readouterr().out)["scenes"]}
    for scene in SCENES:
        for beat in listed[scene.id]["beats"]:
            assert Notes(**beat["notes"]) == scene.notes[beat["name"]]
