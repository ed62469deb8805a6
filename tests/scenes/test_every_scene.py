"""Every scene, found by discovery: pure, finite, legible, honest about its numbers. A new scene is covered at once."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import zip_longest
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from tests.helpers import make_offline
from tests.night import NIGHT
from tests.scenes.words_layout import overlaps, placed_words
from tourapp.authoring import THEMES, Choice, Picture, Scene, Slider, Toggle, flat_ops, ops, picture_digest
from tourapp.authoring.digest import build_layer, layer
from tourapp.authoring.scene import BADGES
from tourapp.export.offline import Moment, Offline
from tourapp.player.settings import apply_setting
from tourapp.player.state import Settings
from tourapp.player.tour import tour_of
from tourapp.tours import all_scenes, pool
from tourapp.tours.shelf import known_scenes
from tourapp.world import Work

SCENES = tuple(all_scenes()[name] for name in known_scenes())
"""Every scene, those of the request's tour first, then the ones that no tour may list."""
NAMES = re.compile(
    r"\b(FP8|FP16|FP32|BF16|INT8|INT4|INT3|INT2|H100|H200|A100|B200|HBM3|L2|Llama-[0-9.]+-[0-9]+B"
    r"|SmolLM2(-135M)?|float64|UTF-8|top-k|top-p|70B|8B)\b"
)
WHEN = (0.02, 0.5, 1.0)
MOST_OPS = 250  # 200 of its own and the fifty around every scene
STAGE_WORDS = QRectF(20, 10, 1882, 1066)


STILL_WORK = Work(wait=False)
"""Dear parts are not built here: their stand-ins are shown, as in a window that has just opened."""


@pytest.fixture(scope="module")
def offline(qt_app: Any) -> Offline:
    return make_offline(tour=tour_of(SCENES), work=STILL_WORK)


def ids(scene: Scene) -> str:
    return scene.id


def moments(index: int) -> list[Moment]:
    return [Moment(index, beat, at) for beat in range(len(SCENES[index].timeline.beats)) for at in WHEN]


def assert_finite(picture: Any, where: str) -> None:
    for op in flat_ops(picture):
        for name in getattr(op, "__dataclass_fields__", {}):
            value = getattr(op, name)
            if isinstance(value, np.ndarray) and value.dtype.kind == "f":
                assert np.isfinite(value).all(), f"{where}: {type(op).__name__}.{name} is not finite"
            elif isinstance(value, float):
                assert np.isfinite(value), f"{where}: {type(op).__name__}.{name} is not finite"
        if isinstance(op, ops.Words):
            assert "nan" not in op.words.lower().split() and "undefined" not in op.words, f"{where}: {op.words!r}"


def differing(one: list[tuple[str, str]], two: list[tuple[str, str]]) -> str:
    """The first operation in which two pictures are not the same."""
    pairs = zip_longest(one, two)
    return next((f"{a}\n{b}" for a, b in pairs if a != b), "only what stands beside the picture")


def told(picture: Any) -> list[tuple[str, str]]:
    """Every operation with its digest and how it begins."""
    found = []
    for op in flat_ops(picture):
        alone = Picture()
        alone.ops = [op]
        found.append((picture_digest(alone), re.sub(r"0x\w+", "", repr(op))[:300]))
    return found


def test_no_scene_is_broken() -> None:
    assert len(SCENES) >= 15 and pool().broken == ()


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_law_01_any_order_twice_same_picture(scene: Scene, offline: Offline) -> None:
    wanted = moments(SCENES.index(scene))
    order = wanted * 2
    random.Random(scene.id).shuffle(order)
    seen: dict[Moment, str] = {}
    drawn: dict[Moment, Picture] = {}
    for moment in order:
        picture = offline.picture(moment)
        digest = picture_digest(picture)
        if digest != seen.setdefault(moment, digest):
            pytest.fail(f"{scene.id}: {moment}: {differing(told(drawn[moment]), told(picture))}")
        drawn.setdefault(moment, picture)
    fresh = make_offline(tour=tour_of(SCENES), work=STILL_WORK)
    for moment in random.Random(1).sample(wanted, 3):
        again = picture_digest(fresh.picture(moment))
        assert again == seen[moment], f"{scene.id}: {moment} depends on what was drawn before"
    assert len(set(seen.values())) > 1, f"{scene.id}: nothing ever changes"


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_keys_of_still_layers_are_honest(scene: Scene, offline: Offline) -> None:
    picture = offline.picture(Moment(SCENES.index(scene), len(scene.timeline.beats) - 1, 0.7))
    for op in picture.ops:
        if isinstance(op, ops.Bake):
            assert build_layer(op)[1] == layer(op)[1], f"{scene.id}: layer {op.key!r} differs under the same key"


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_finite_and_lean(scene: Scene, offline: Offline) -> None:
    for moment in moments(SCENES.index(scene)):
        picture = offline.picture(moment, idle=1.3)
        assert_finite(picture, f"{scene.id} {moment}")
        assert len(picture.ops) <= MOST_OPS, f"{scene.id} {moment}: {len(picture.ops)} operations"


def ends(control: Any) -> list[Any]:
    if isinstance(control, Slider):
        return [control.low, control.high]
    if isinstance(control, Choice):
        return [control.choices[0][0], control.choices[-1][0]]
    if isinstance(control, Toggle):
        return [False, True]
    return []


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_controls_at_both_ends(scene: Scene, offline: Offline) -> None:
    index = SCENES.index(scene)
    for control in scene.controls:
        for value in ends(control):
            settings = apply_setting(Settings(), offline.tour, scene.id, control.id, value)
            tried = replace(offline, settings=settings)
            for beat in range(len(scene.timeline.beats)):
                if not NIGHT and control.id not in scene.acts.get(scene.timeline.beats[beat].name, (control.id,)):
                    continue  # it changes nothing there, as test_acts holds
                moment = Moment(index, beat, 0.9)
                picture = tried.picture(moment)
                assert_finite(picture, f"{scene.id} {control.id}={value} {moment}")


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_words_are_whole_and_apart(scene: Scene, theme: str, offline: Offline) -> None:
    index = SCENES.index(scene)
    tried = make_offline(offline, theme=theme)
    for beat in range(len(scene.timeline.beats)):
        for at in (0.5, 0.95):
            picture = tried.picture(Moment(index, beat, at))
            found = placed_words(picture, THEMES[theme])
            where = f"{scene.id} beat {scene.timeline.beats[beat].name} at {at} ({theme})"
            for item in found:
                assert STAGE_WORDS.contains(item.area), f"{where}: {item.words!r} leaves the stage at {item.area}"
            clashes = overlaps(found)
            assert not clashes, f"{where}: words overlap: {clashes[:5]}"


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_law_05_captions_are_words_and_filled(scene: Scene, offline: Offline) -> None:
    index = SCENES.index(scene)
    for number, beat in enumerate(scene.timeline.beats):
        for template in (beat.caption, beat.note):
            plain = NAMES.sub("", re.sub(r"\{[^}]*\}", "", template))
            assert not re.search(r"\d", plain), f"{scene.id} {beat.name}: a number is typed in {template!r}"
        fields = offline.picture(Moment(index, number, 0.9)).fields
        wanted = set(re.findall(r"\{(\w+)", beat.caption + beat.note))
        assert wanted <= set(fields), f"{scene.id} {beat.name}: no value for {wanted - set(fields)}"
        assert 3.0 <= beat.seconds <= 12.0
    least = (
        1
        if scene.lab or scene.course
        else 3
        if scene.operator
        else 4
        if scene.draw.__module__.endswith(".scene")
        else 2
    )
    assert len(scene.timeline.beats) >= least


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_badge_says_what_it_is(scene: Scene, offline: Offline) -> None:
    index = SCENES.index(scene)
    frame = offline.frame(index, 0.0)
    badge = scene.badge(frame)
    kinds = [kind.strip() for kind in badge.kind.replace("+", ",").split(",")]
    assert all(any(kind == known or kind in known for known in BADGES) for kind in kinds), badge.kind
    assert badge.leaves_out and badge.real, f"{scene.id}: say what is real and what is left out"


@pytest.mark.parametrize("scene", SCENES, ids=ids)
def test_reduced_motion_draws_the_same_states(scene: Scene, offline: Offline) -> None:
    index = SCENES.index(scene)
    still = make_offline(offline, still=True)
    for beat in range(len(scene.timeline.beats)):
        first = picture_digest(still.picture(Moment(index, beat, 0.3)))
        later = picture_digest(still.picture(Moment(index, beat, 0.8), idle=5.0))
        assert first == later, f"{scene.id} beat {beat}: something moves in reduced motion"
