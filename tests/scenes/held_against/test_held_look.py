"""The laws of the look for a scene that the request's tour does not have: sizes, number of texts, room, idle motion,
controls, notes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.helpers import make_offline
from tests.language.fit import unwhole
from tests.scenes.held_against.held_stage import AT_END, BEATS, SCENE, TRUTH, truth
from tests.scenes.test_acts import awake, drawn, others
from tests.scenes.test_look import MOST_EMPTY, MOST_TEXTS, SMALLEST, on_stage
from tourapp.authoring import THEMES, Picture, picture_digest, sizes
from tourapp.authoring.notes import MOST
from tourapp.export import reading
from tourapp.export.offline import Moment, Offline
from tourapp.player import intents
from tourapp.player.state import PlayerState
from tourapp.player.step import step

PLACES = range(len(BEATS))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("theme", sorted(THEMES))
def test_words_have_sizes_of_the_scale_and_stand_apart(theme: str, language: str) -> None:
    scale = {round(THEMES[theme].px(size), 1) for size in sizes.SCALE}
    tried = make_offline(truth(), theme=theme, language=language)
    for beat in PLACES:
        picture = tried.picture(Moment(0, beat, AT_END))
        for line in reading.texts(picture, theme):
            assert line["px"] >= SMALLEST[theme] and round(line["px"], 1) in scale, (BEATS[beat], line["text"])
        assert list(unwhole(picture, THEMES[theme], rail=True)) == [], BEATS[beat]


def test_few_texts_and_a_full_stage() -> None:
    for beat in PLACES:
        picture = truth().picture(Moment(0, beat, AT_END))
        read = [line for line in reading.texts(picture) if line["role"] != reading.SCENERY and on_stage(line)]
        assert len(read) <= MOST_TEXTS, (BEATS[beat], len(read))
        assert reading.empty_share(picture, rail=True) <= MOST_EMPTY, (
            BEATS[beat],
            reading.empty_share(picture, rail=True),
        )


def test_no_beat_ends_in_a_still() -> None:
    for beat, told in enumerate(SCENE.timeline.beats):
        seen = set()
        for idle in (0.4, 1.3, 2.9, 4.6):
            p = Picture()
            SCENE.draw(truth().frame(0, SCENE.timeline.start(beat) + told.seconds - 1e-3, idle), p)
            p.side = None
            seen.add(picture_digest(p))
        assert len(seen) > 1, told.name


def test_controls_do_what_the_scene_says() -> None:
    before = [list(drawn(truth(), 0, beat)) for beat in PLACES]
    for control in SCENE.controls:
        changes = set()
        for value in others(control):
            state = step(PlayerState(), intents.SetControl(TRUTH.stops[0].key, control.id, value, False), TRUTH)
            changed = Offline(tour=TRUTH, settings=state.settings, worlds=truth().worlds)
            changes |= {beat for beat in PLACES if list(drawn(changed, 0, beat)) != before[beat]}
        told = {beat for beat in PLACES if control.id in awake(SCENE, beat)}
        assert changes == told, (control.id, [BEATS[beat] for beat in changes ^ told])


def test_every_beat_has_notes_in_whole_sentences() -> None:
    assert tuple(SCENE.notes) == BEATS
    for beat, notes in SCENE.notes.items():
        parts: dict[str, Any] = {"say": notes.say, "ask": notes.ask, "wrong": notes.wrong}
        for part, most in MOST.items():
            assert 20 <= len(parts[part]) <= most and not re.search(r"\d", parts[part]), (beat, part)
        assert 2 <= len(re.split(r"(?<=[.?!])[”’]?\s+", notes.say)) <= 3 and notes.ask.endswith("?"), beat
