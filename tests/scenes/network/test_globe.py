"""The globe of the network scene: a view for every pair of places, land, dots, rings and places to point at."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from scenes.network.globe import FRAME, unit
from scenes.network.known_places import seen_places
from scenes.network.land_dots import land_dots
from scenes.network.lit_land import near_dots
from scenes.network.name_spots import label_spot
from scenes.network.time_rings import ring_step, time_rings
from tests.scenes.network.helpers import PAIRS, moment, offline_for, path_of, route_of
from tourapp.authoring import SetControls, flat_ops, ops
from tourapp.sim import network
from tourapp.world.parts.network import known_places, land_mask

MANY = sorted({*PAIRS, *list(itertools.product(network.cities(), network.regions()))[::9]})


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
        assert room.x > 60 and room.right < 1444 and room.bottom < 718


def test_the_date_line_is_nothing_special() -> None:
    path = path_of("tokyo", "oregon")
    steps = np.hypot(*np.diff(path.ground, axis=0).T)
    assert steps.max() < 3 * steps.min(), "the course jumps"


def test_land_is_where_it_is() -> None:
    def is_land(latitude: float, longitude: float) -> bool:
        return bool(land_mask().holds(np.array([latitude]), np.array([longitude]))[0])

    assert all(is_land(*at) for at in ((40.4, -3.7), (-15.0, -55.0), (0.5, 25.0), (-25.0, 134.0), (47.0, 100.0)))
    assert not any(is_land(*at) for at in ((40.0, -40.0), (0.0, -140.0), (-40.0, 80.0), (-30.0, -10.0)))


def test_dots_lie_on_land_in_view() -> None:
    path = path_of("new-york", "frankfurt")
    dots = land_dots(path, land_mask())
    assert len(dots.at) > 5000
    back, inside = path.view.lift(dots.at)
    assert inside.all() and np.allclose(back, dots.vectors, atol=1e-6)
    latitude = np.degrees(np.arcsin(dots.vectors[:, 2]))
    longitude = np.degrees(np.arctan2(dots.vectors[:, 1], dots.vectors[:, 0]))
    rows, columns = ((90 - latitude) * 10).astype(int), ((longitude + 180) * 10).astype(int) % 3600
    around = [
        land_mask().cells[np.clip(rows + i, 0, 1799), (columns + j) % 3600] for i in (-1, 0, 1) for j in (-1, 0, 1)
    ]
    assert np.any(around, axis=0).all()


def test_lit_dots_know_their_place_on_the_path() -> None:
    path = path_of("new-york", "frankfurt")
    near = near_dots(path, land_mask())
    assert 300 < len(near.at) < 4000
    at_home = near.home > 0.6
    assert at_home.any() and near.share[at_home].max() < 0.12 and (near.far[at_home] < 0.01).all()


def test_the_target_lies_on_the_ring_of_its_own_time() -> None:
    for city, region in PAIRS:
        trip, path = network.trip(city, region, 1.7, "warm"), path_of(city, region)
        rings = time_rings(path, trip, route_of(city, region))
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
    assert not {each.id for each in seen_places(path_of("new-york", "frankfurt"), known_places())} & {
        "new-york",
        "frankfurt",
    }


def test_the_light_ends_at_the_datacentre() -> None:
    x, y = path_of("lagos", "london").end
    flat, _ = path_of("lagos", "london").view.project(unit(np.array([51.50853]), np.array([-0.12574])))
    assert np.allclose(flat[0], (x, y), atol=0.5)
