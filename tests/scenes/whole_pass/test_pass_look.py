"""The laws of the look for the whole pass, from afar and from near: sizes, texts, room, idle motion, one number for
one fact."""

from __future__ import annotations

import pytest

from tests.crawl.settings import Setting, daily_seed, random_settings
from tests.crawl.test_crawl import faults
from tests.crawl.walk import _rows
from tests.helpers import make_offline
from tests.language.fit import unwhole
from tests.scenes.test_look import SMALLEST
from tests.scenes.whole_pass.pass_stage import AT_END, BEATS, SCENE, tried, whole_tour
from tourapp.authoring import THEMES, Picture, fill, picture_digest, sizes
from tourapp.export import reading
from tourapp.export.offline import Moment, Offline
from tourapp.player.view import PlainWorlds
from tourapp.world import Inputs, PartCache, Work

PLACES = [(level, beat) for level in (0, 1) for beat in range(len(BEATS))]
ODD = ("gpt2", "mixtral-8x7b", "deepseek-v3", "gemma-2-9b", "gpt-oss-120b", "llama-2-13b")
SETTINGS = [Setting("defaults"), *random_settings(5, daily_seed() + 16)]
SHARES = (0.3, 0.97)


def name(place: tuple[int, int]) -> str:
    return f"{BEATS[place[1]]} at zoom {place[0]}"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("place", PLACES, ids=name)
def test_words_have_sizes_of_the_scale_and_are_whole(place: tuple[int, int], theme: str, language: str) -> None:
    scale = {round(THEMES[theme].px(size), 1) for size in sizes.SCALE}
    offline = make_offline(
        tried({"zoom": place[0]}), views={"atlas": {"zoom": place[0]}}, theme=theme, language=language
    )
    picture = offline.picture(Moment(0, place[1], AT_END))
    for line in reading.texts(picture, theme):
        assert line["px"] >= SMALLEST[theme] and round(line["px"], 1) in scale, line["text"]
    assert list(unwhole(picture, THEMES[theme], rail=True)) == []


@pytest.mark.parametrize("model", ODD)
def test_every_model_has_a_whole_picture(model: str) -> None:
    for level, beat in PLACES:
        picture = tried({"zoom": level}, model=model).picture(Moment(0, beat, AT_END))
        assert list(unwhole(picture, THEMES["dark"], rail=True)) == [], (BEATS[beat], level)


def drawn_now(offline: Offline, beat: int) -> list[tuple[str, str]]:
    """A beat's picture without its rail, and its sentences, at two moments."""
    found, told = [], SCENE.timeline.beats[beat]
    for share in SHARES:
        f, p = offline.frame(0, SCENE.timeline.start(beat) + share * told.seconds), Picture()
        SCENE.draw(f, p)
        p.side = None
        found.append((picture_digest(p), fill(told.caption, p.fields) + fill(told.note, p.fields)))
    return found


@pytest.mark.parametrize("level", [0, 1])
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_law_15_holds_on_the_whole_pass(setting: Setting, level: int) -> None:
    worlds = PlainWorlds(PartCache(), Work(wait=False))
    inputs = Inputs().change(**setting.inputs)
    offline = make_offline(tour=whole_tour().tour, inputs=inputs, views={"atlas": {"zoom": level}}, worlds=worlds)
    found = {}
    for beat, told in enumerate(BEATS):
        early, late = (_rows(offline, Moment(0, beat, share), f"atlas.{told} at {share:g}") for share in (0.6, 1.0))
        found[told] = (early, late)
    assert faults(found) == [], setting
