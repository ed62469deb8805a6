"""Every beat at its end, as the last row sees it: sizes of the scale, whole words, at most 25 texts, a full stage,
colours that can be told apart by everybody."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.helpers import home_of, make_offline, toured_scenes
from tourapp.authoring import RAIL, STAGE, THEMES, Picture, Scene, picture_digest, sizes
from tourapp.export import reading
from tourapp.export.offline import Moment, Offline

SCENES = toured_scenes()
MOST_TEXTS = 25
TABLES = {"s_plan.fit": 32, "s_levers.table": 30}
"""Beats whose picture is a table."""
MOST_EMPTY = 0.45
BARE = {"tokenization.letters": 0.55, "attention.cache": 0.55}
"""Beats whose subject is little on the stage: letters before they are words, a cache that only begins."""
SMALLEST = {"dark": 20.0, "projector": 24.0, "high-contrast": 20.0}
AT_END = 0.97


@pytest.fixture(scope="module")
def offline() -> Offline:
    return make_offline()


def ends(offline: Offline, scene: Scene, theme: str = "dark") -> list[tuple[str, Picture]]:
    """The end of every beat of a scene."""
    tried = make_offline(offline, theme=theme, tour=home_of(scene))
    index = tried.tour.index(scene.id)
    return [
        (f"{scene.id}.{beat.name}", tried.picture(Moment(index, place, AT_END)))
        for place, beat in enumerate(scene.timeline.beats)
    ]


def on_stage(line: dict) -> bool:
    """Whether a text stands in the picture: not in head, rail, caption or foot."""
    x, y, _, _ = line["box"]
    return x < RAIL.x - 8 and STAGE.y - 20 <= y < 860


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_every_word_has_a_size_of_the_scale(scene: Scene, theme: str, offline: Offline) -> None:
    scale = {round(THEMES[theme].px(size), 1) for size in sizes.SCALE}
    for where, picture in ends(offline, scene, theme):
        for line in reading.texts(picture, theme):
            if line["role"] == reading.SCENERY:
                continue
            assert line["px"] >= SMALLEST[theme], f"{where}: {line['text']!r} is {line['px']} px high"
            assert round(line["px"], 1) in scale, f"{where}: {line['text']!r} has {line['px']} px, not of the scale"


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_no_more_texts_than_are_read(scene: Scene, offline: Offline) -> None:
    for where, picture in ends(offline, scene):
        read = [line for line in reading.texts(picture) if line["role"] != reading.SCENERY and on_stage(line)]
        assert len(read) <= TABLES.get(where, MOST_TEXTS), f"{where}: {len(read)}: {[line['text'] for line in read]}"


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_the_stage_is_full(scene: Scene, offline: Offline) -> None:
    for where, picture in ends(offline, scene):
        empty = reading.empty_share(picture, rail=bool(scene.controls))
        assert empty <= BARE.get(where, MOST_EMPTY), f"{where}: {empty:.2f} of the picture is empty"


def test_parts_of_a_box_are_read_as_one() -> None:
    p = Picture()
    for row in range(3):
        p.text((100, 200 + 40 * row), "{n}", n=row, size=sizes.LABEL, part="column")
        p.text((300, 200 + 40 * row), "{n}", n=row, size=sizes.TAG, part="scenery")
    column, *letters = reading.texts(p)
    assert column["text"] == "0 1 2" and len(column["runs"]) == 3 and column["box"][3] > 80
    assert len(letters) == 3 and {line["role"] for line in letters} == {"scenery"}


# colours -----------------------------------------------------------------------------------------------------------

SEEN_BY = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
"""Linear RGB as seen by dichromats: Machado, Oliveira, Fernandes 2009, severity 1.0."""
PAIRS = [("prefill", "decode"), ("key", "value"), ("decode", "waste"), ("ink", "dim")]
"""Roles that stand beside each other with nothing but their colour to tell them apart."""
MARKED = [("good", "waste"), ("key", "weights"), ("prefill", "value"), ("key", "good"), ("prefill", "key")]
"""Roles that some people cannot tell apart: they carry a mark, a hatch or their letter as well."""
APART = 12.0
"""Least difference in CIE L*a*b* (delta E 1976) between two roles, as anybody sees them."""


def linear(colour: str) -> np.ndarray:
    rgb = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255.0
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    f = np.cbrt(np.maximum(xyz / np.array([0.9505, 1.0, 1.089]), 0.008856))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(theme: str, one: str, two: str, kind: str) -> float:
    seen = [lab(np.clip(np.array(SEEN_BY[kind]) @ linear(THEMES[theme].colour(role)), 0, 1)) for role in (one, two)]
    return float(np.linalg.norm(seen[0] - seen[1]))


@pytest.mark.parametrize("kind", sorted(SEEN_BY))
@pytest.mark.parametrize("theme", sorted(THEMES))
def test_everybody_tells_the_roles_apart(theme: str, kind: str) -> None:
    for one, two in PAIRS:
        assert difference(theme, one, two, kind) >= APART, f"{theme}: {one} and {two} look alike ({kind})"


def test_roles_that_need_a_mark_are_known() -> None:
    """Every pair of hues that look alike to somebody is one of those that carry a mark."""
    hues = ("prefill", "decode", "key", "value", "waste", "good")
    for theme, kind in itertools.product(sorted(THEMES), sorted(SEEN_BY)):
        for one, two in itertools.combinations(hues, 2):
            alike = difference(theme, one, two, kind) < APART
            assert not alike or (one, two) in MARKED or (two, one) in MARKED, (theme, kind, one, two)


def luminance(colour: str) -> float:
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


@pytest.mark.parametrize(("theme", "least"), [("dark", 4.5), ("projector", 7.0), ("high-contrast", 7.0)])
def test_words_stand_out_from_their_ground(theme: str, least: float) -> None:
    t = THEMES[theme]
    for ground in ("ground", "ground2", "raised"):
        for role in ("ink", "dim", "prefill", "decode", "key", "value", "weights", "waste", "good"):
            one, two = luminance(t.colour(role, fill=False)), luminance(t.colour(ground))
            contrast = (max(one, two) + 0.05) / (min(one, two) + 0.05)
            assert contrast >= least, f"{theme}: {role} on {ground}: {contrast:.2f}"


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_no_beat_ends_in_a_still(scene: Scene, offline: Offline) -> None:
    tried = make_offline(offline, tour=home_of(scene))
    index = tried.tour.index(scene.id)
    for place, beat in enumerate(scene.timeline.beats):
        t, seen = scene.timeline.start(place) + beat.seconds - 1e-3, set()
        for idle in (0.4, 1.3, 2.9, 4.6):
            p = Picture()
            scene.draw(tried.frame(index, t, idle), p)
            p.side = None
            seen.add(picture_digest(p))
        assert len(seen) > 1, f"{scene.id}.{beat.name} stands still"
