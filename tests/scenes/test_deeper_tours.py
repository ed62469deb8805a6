"""Scenes off the request's way: in Spanish as well, and with models of every kind, each beat is whole and says
something true to the end of its sentence."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

import pytest

from tests.helpers import make_offline, other_scenes
from tests.language.fit import unwhole
from tests.scenes.test_look import AT_END, MOST_EMPTY
from tourapp import specs
from tourapp.authoring import THEMES, Scene, fill
from tourapp.export import reading
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment, Offline

SCENES = tuple(stop.scene for stop in other_scenes().stops)
OF_MODELS = tuple(scene for scene in SCENES if scene.control("model") is not None)
ODD: tuple[str, ...] = ("gpt2", "deepseek-v3")
if "CRAWL" in os.environ:
    ODD += ("gpt-oss-120b", "mixtral-8x7b", "gemma-2-9b", "llama-3.1-405b")
"""Without a gate and a turn; with experts and a latent; by night also with experts and a window, with experts alone,
with a window alone, too large."""
SPARE = 0.15
"""So much more of a stage may be empty where a model has none of what it is about."""


@lru_cache(maxsize=1)
def offline() -> Offline:
    ensure_qt()
    return make_offline(tour=other_scenes())


def ends(tried: Offline, scene: Scene) -> list[tuple[str, Any]]:
    """Every beat's picture at its end."""
    index = tried.tour.index(scene.id)
    beats = enumerate(scene.timeline.beats)
    return [(beat.name, tried.picture(Moment(index, place, AT_END))) for place, beat in beats]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_spanish_is_whole(scene: Scene) -> None:
    tried = make_offline(offline(), theme="projector", language="es")
    for beat, picture in ends(tried, scene):
        assert list(unwhole(picture, THEMES["projector"], rail=bool(scene.controls))) == [], beat


@pytest.mark.parametrize("model", ODD)
@pytest.mark.parametrize("scene", OF_MODELS, ids=lambda scene: scene.id)
def test_every_kind_of_model_has_a_picture(scene: Scene, model: str) -> None:
    assert model in specs.models()
    inputs = {} if "model" in scene.overrides else {"model": model}
    own = {scene.id: {"model": model}} if "model" in scene.overrides else {}
    tried = make_offline(offline(), inputs=offline().settings.inputs.change(**inputs), overrides=own)
    for beat, picture in ends(tried, scene):
        assert list(unwhole(picture, THEMES["dark"], rail=True)) == [], beat
        assert reading.empty_share(picture, rail=True) <= MOST_EMPTY + SPARE, beat
        told = next(each for each in scene.timeline.beats if each.name == beat)
        for words in (fill(told.caption, picture.fields), fill(told.note, picture.fields)):
            assert words and "{" not in words and "—" not in words and words[-1] in ".?!", f"{beat}: {words}"
