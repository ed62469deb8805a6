"""The network scene: the arithmetic of the trip, a view for every pair of places, land, rings and the clock."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from scenes.network import scene as stage
from scenes.network.globe import FRAME, frame_path, label_spot, unit
from scenes.network.globe_land import land_dots, land_mask, seen_places
from scenes.network.globe_light import near_dots
from scenes.network.globe_rings import ring_step, time_rings
from scenes.network.numbers import trip_numbers
from scenes.network.prompt import LONGEST, shown_prompt
from scenes.network.ruler import LEFT, RIGHT, Ruler
from tests.helpers import make_offline, request_scenes
from tests.scenes.words_layout import overlaps, placed_words
from tourapp.authoring import THEMES, SetControls, flat_ops, ops
from tourapp.export.offline import Moment, Offline
from tourapp.quantity.why import explain
from tourapp.sim import network
from tourapp.world import Inputs

PAIRS = [
    ("new-york", "frankfurt"),
    ("london", "paris"),
    ("auckland", "madrid"),
    ("frankfurt", "frankfurt"),
    ("tokyo", "oregon"),
    ("lagos", "london"),
    ("cape-town", "stockholm"),
    ("honolulu", "johannesburg"),
]
MANY = sorted({*PAIRS, *list(itertools.product(network.cities(), network.regions()))[::9]})
INDEX = [each.id for each in request_scenes()].index("network")


def path_of(city: str, region: str) -> Any:
    return frame_path(network.cities()[city], network.regions()[region])


def moment(offline: Offline, beat: str, at: float) -> Moment:
    return Moment(INDEX, offline.tour.stops[INDEX].scene.timeline.index(beat), at)


def offline_for(city: str, region: str, theme: str = "dark", **more: Any) -> Offline:
    inputs = Inputs().change(from_city=city, to_region=region, **more)
    return make_offline(inputs=inputs, theme=theme)


@pytest.mark.parametrize("connection", ["cold", "warm"])
@pytest.mark.parametrize("stretch", [1.0, 1.4, 2.5])
def test_numbers_are_the_trip(connection: str, stretch: float) -> None:
    trip = network.trip("new-york", "frankfurt", stretch, connection)
    n = trip_numbers(trip)
    pairs = [
        (n.distance, trip.distance_km * 1e3),
        (n.fibre, trip.fibre_km * 1e3),
        (n.glass, trip.propagation_seconds),
        (n.one_way, trip.one_way_seconds),
        (n.round_trip, trip.rtt_seconds),
        (n.handshake, trip.handshake_seconds),
        (n.total, trip.total_seconds),
        (n.first_word, trip.total_seconds + trip.return_seconds),
    ]
    for quantity, value in pairs:
        assert float(quantity.value) == pytest.approx(value, rel=1e-12)
    warm = trip_numbers(network.trip("new-york", "frankfurt", stretch, "warm"))
    if connection == "cold":
        assert float(n.total.value) == pytest.approx(float(warm.total.value) + 2 * float(n.round_trip.value))
    assert "speed" in explain(n.total) or "fibre" in n.total.explain()


def test_the_far_side_is_never_a_few_milliseconds() -> None:
    n = trip_numbers(network.trip("auckland", "madrid", 1.0, "warm"))
    assert 0.19 < float(n.round_trip.value) < 0.22


@pytest.mark.parametrize("pair", MANY, ids="-".join)
def test_any_pair_of_places_is_framed(pair: tuple[str, str]) -> None:
    path = path_of(*pair)
    _, depth = path.view.project(path.vectors)
    assert depth.min() > 0.0, "the path runs behind the ball"
    for line in (path.ground, path.arc()):
        assert line[:, 0].min() > 190 and line[:, 0].max() < 1314
        assert line[:, 1].min() > 160 and line[:, 1].max() < 660
    assert path.chord > 130 or pair[0] == pair[1]
    assert path.view.cy - path.view.radius > FRAME.y + 40, "the limb is in sight"
    for at_end in (False, True):
        room = label_spot(path, at_end).box("Northern Virginia", "datacentre", 1.16)
        assert room.x > 60 and room.right < 1444 and room.bottom < 752


def test_the_date_line_is_nothing_special() -> None:
    path = path_of("tokyo", "oregon")
    steps = np.hypot(*np.diff(path.ground, axis=0).T)
    assert steps.max() < 3 * steps.min(), "the course jumps"


def test_land_is_where_it_is() -> None:
    def is_land(latitude: float, longitude: float) -> bool:
        return bool(land_mask()[int((90 - latitude) * 10), int((longitude + 180) * 10)])

    assert all(is_land(*at) for at in ((40.4, -3.7), (-15.0, -55.0), (0.5, 25.0), (-25.0, 134.0), (47.0, 100.0)))
    assert not any(is_land(*at) for at in ((40.0, -40.0), (0.0, -140.0), (-40.0, 80.0), (-30.0, -10.0)))


def test_dots_lie_on_land_in_view() -> None:
    path = path_of("new-york", "frankfurt")
    dots = land_dots(path)
    assert len(dots.at) > 5000
    back, inside = path.view.lift(dots.at)
    assert inside.all() and np.allclose(back, dots.vectors, atol=1e-6)
    latitude = np.degrees(np.arcsin(dots.vectors[:, 2]))
    longitude = np.degrees(np.arctan2(dots.vectors[:, 1], dots.vectors[:, 0]))
    rows, columns = ((90 - latitude) * 10).astype(int), ((longitude + 180) * 10).astype(int) % 3600
    around = [land_mask()[np.clip(rows + i, 0, 1799), (columns + j) % 3600] for i in (-1, 0, 1) for j in (-1, 0, 1)]
    assert np.any(around, axis=0).all()


def test_lit_dots_know_their_place_on_the_path() -> None:
    path = path_of("new-york", "frankfurt")
    near = near_dots(path)
    assert 300 < len(near.at) < 4000
    at_home = near.home > 0.6
    assert at_home.any() and near.share[at_home].max() < 0.12 and (near.far[at_home] < 0.01).all()


def test_the_target_lies_on_the_ring_of_its_own_time() -> None:
    for city, region in PAIRS:
        trip, path = network.trip(city, region, 1.7, "warm"), path_of(city, region)
        rings = time_rings(path, trip)
        assert rings
        per_second = rings[0].angle / rings[0].seconds
        assert trip.propagation_seconds * per_second == pytest.approx(path.angle, abs=1e-3)
        assert np.allclose([ring.angle / ring.seconds for ring in rings], per_second)
    assert ring_step(0.0425) == pytest.approx(0.01)
    assert ring_step(0.9) == pytest.approx(0.2)


def test_places_in_view_can_be_chosen() -> None:
    made = offline_for("new-york", "frankfurt")
    hots = [op for op in flat_ops(made.picture(moment(made, "race", 0.9))) if isinstance(op, ops.Hot)]
    acts = [act for op in hots for act in op.acts if isinstance(act, SetControls)]
    assert len(acts) >= 5
    for act in acts:
        made.settings.inputs.change(**dict(act.values))
    assert not {each.id for each in seen_places(path_of("new-york", "frankfurt"))} & {"new-york", "frankfurt"}


def words_of(made: Offline, beat: str, at: float) -> list[str]:
    return [op.words for op in flat_ops(made.picture(moment(made, beat, at))) if isinstance(op, ops.Words)]


@pytest.mark.parametrize("connection", ["cold", "warm"])
def test_the_clock_ends_on_the_trip(connection: str) -> None:
    made = offline_for("new-york", "frankfurt", connection=connection)
    trip = network.trip("new-york", "frankfurt", 1.4, connection)
    decimals = 0 if trip.total_seconds >= 0.1 else 1
    assert f"{trip.total_seconds * 1e3:.{decimals}f}" in words_of(made, "clock", 0.95)
    assert f"{trip.one_way_seconds * 1e3:.1f}" in words_of(made, "race", 0.95)
    shown = words_of(made, "clock", 0.95)
    assert ("TCP: hello" in shown) is (connection == "cold")


def test_crossings_are_equally_long_on_the_ruler() -> None:
    trip = network.trip("new-york", "frankfurt", 1.4, "cold")
    ruler = Ruler(0.0, trip.total_seconds)
    widths = [ruler.x(leg.end_seconds) - ruler.x(leg.start_seconds) for leg in trip.legs]
    assert len(widths) == 5 and np.allclose(widths, (RIGHT - LEFT) / 5)


def test_nothing_before_its_time() -> None:
    made = offline_for("new-york", "frankfurt")
    assert "datacentre" not in words_of(made, "typed", 1.0)
    assert not any(words == "handshakes" for words in words_of(made, "race", 1.0))
    assert "the answer" not in words_of(made, "clock", 1.0)
    assert "the answer" in words_of(made, "arrive", 0.95)


def test_the_light_is_handed_over_at_the_datacentre() -> None:
    made = offline_for("lagos", "london")
    frame = made.frame(INDEX, 25.0)
    x, y = request_scenes()[INDEX].leave(frame)
    assert (x, y) == path_of("lagos", "london").end
    flat, _ = path_of("lagos", "london").view.project(unit(np.array([51.50853]), np.array([-0.12574])))
    assert np.allclose(flat[0], (x, y), atol=0.5)
    assert request_scenes()[INDEX].enter(frame) == stage.SPOT


@pytest.mark.parametrize("prompt", ["", " ", "\x00\x07", "a" * 4000, "🦜" * 300, "مرحبا كيف حالك", "a\nb\tc", "\ud800"])
def test_any_prompt_can_be_typed(prompt: str) -> None:
    line = shown_prompt(prompt)
    assert len(line) <= LONGEST and "\n" not in line and "\x00" not in line
    made = offline_for("new-york", "frankfurt", prompt=prompt)
    for at in (0.1, 0.4, 0.7, 1.0):
        assert made.picture(moment(made, "typed", at)).ops


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_words_stay_apart_for_other_places(pair: tuple[str, str], qt_app: Any) -> None:
    for theme, connection in (("dark", "cold"), ("projector", "warm")):
        made = offline_for(*pair, theme=theme, connection=connection)
        for beat, at in (("race", 0.6), ("clock", 0.35), ("arrive", 0.9)):
            clashes = overlaps(placed_words(made.picture(moment(made, beat, at)), THEMES[theme]))
            assert not clashes, f"{pair} {beat} {at} {theme}: {clashes}"
