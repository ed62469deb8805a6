"""Times of the trip as they are printed: parts add up to totals at every setting, and the clock ends on the caption."""

from __future__ import annotations

import itertools

import pytest

from tests.scenes.network.helpers import PAIRS, moment, offline_for, words_of
from tourapp.authoring import fill, flat_ops, ops, show
from tourapp.sim import network
from tourapp.world.parts.network import TripNumbers, trip_numbers

EXTREMES = [*PAIRS, ("auckland", "madrid"), ("frankfurt", "frankfurt")]


def printed(value: object) -> float:
    text = show(value)
    assert text.endswith("\u2009ms"), text
    return float(text[:-3].replace(",", ""))


def told(n: TripNumbers) -> dict[str, float]:
    names = ("glass", "rest", "one_way", "handshake", "total", "first_word")
    return {name: printed(getattr(n, name)) for name in names}


@pytest.mark.parametrize("connection", ["cold", "warm"])
@pytest.mark.parametrize("stretch", [1.0, 1.05, 1.4, 1.75, 2.5])
def test_printed_parts_make_the_printed_totals(stretch: float, connection: str) -> None:
    ends = itertools.product(network.cities(), network.regions())
    for city, region in [*EXTREMES, *list(ends)[::11]]:
        n = trip_numbers(network.trip(city, region, stretch, connection))
        t = told(n)
        assert t["glass"] + t["rest"] == pytest.approx(t["one_way"], abs=1e-9), (city, region)
        assert t["handshake"] + t["one_way"] == pytest.approx(t["total"], abs=1e-9), (city, region)
        assert t["total"] + t["one_way"] == pytest.approx(t["first_word"], abs=1e-9), (city, region)
        for name, value in t.items():
            exact = float(getattr(n, name).value) * 1e3
            assert abs(value - exact) <= 1.5 * 10.0**-n.decimals + 1e-9, (city, region, name)
        assert (n.crossing_ms, n.total_ms) == pytest.approx((t["one_way"], t["total"]))


def test_the_known_trip() -> None:
    n = trip_numbers(network.trip("new-york", "frankfurt", 1.4, "cold"))
    assert told(n) == {
        "glass": 42.5,
        "rest": 5.0,
        "one_way": 47.5,
        "handshake": 190.1,
        "total": 237.6,
        "first_word": 285.1,
    }


@pytest.mark.parametrize("pair", EXTREMES, ids="-".join)
def test_the_clock_rests_on_the_captions_number(pair: tuple[str, str]) -> None:
    for connection, stretch in (("cold", 1.4), ("warm", 2.5), ("cold", 2.5)):
        made = offline_for(*pair, connection=connection, stretch=stretch)
        n = trip_numbers(network.trip(*pair, stretch, connection))
        for beat, value in (("race", n.one_way), ("clock", n.total), ("arrive", n.first_word)):
            assert show(value).partition("\u2009")[0] in words_of(made, beat, 0.97), (beat, show(value))


def test_the_rest_of_a_crossing_is_said_where_the_clock_stops() -> None:
    for connection in ("cold", "warm"):
        made = offline_for("new-york", "frankfurt", connection=connection)
        assert "+ 5.0\u2009ms routers and last mile = 47.5\u2009ms" in words_of(made, "race", 0.97)
        picture = made.picture(moment(made, "race", 0.97))
        assert any(isinstance(op, ops.Hatch) for op in flat_ops(picture))


def test_the_clock_goes_back_and_says_so() -> None:
    made = offline_for("new-york", "frankfurt")
    assert "back to Enter" in words_of(made, "clock", 0.05)
    assert "back to Enter" not in words_of(made, "clock", 0.5)
    assert "once more, from Enter" in words_of(offline_for("london", "paris", connection="warm"), "clock", 0.05)


@pytest.mark.parametrize("pair", [("new-york", "frankfurt"), ("frankfurt", "frankfurt")], ids="-".join)
def test_captions_are_sentences_of_this_trip(pair: tuple[str, str]) -> None:
    made = offline_for(*pair)
    beats = {each.name: each for each in made.tour.stops[0].scene.timeline.beats}
    said = {}
    for name, beat in beats.items():
        p = made.picture(moment(made, name, 0.97))
        said[name] = (fill(beat.caption, p.fields), fill(beat.note, p.fields))
        assert all(words[:1].isupper() or words[:1].isdigit() for words in said[name]), said[name]
        assert all(words.endswith((".", "?")) and "—" not in words for words in said[name])
    together = pair[0] == pair[1]
    assert ("one town" in said["race"][0]) is together and ("same town" in said["typed"][1]) is together
    assert not any(" 0\u2009" in words for words in said["race"]), "no distance of 0 m is told"
    assert said["arrive"][0].startswith("It arrives ")


def test_one_character_leaves() -> None:
    made = offline_for("new-york", "frankfurt", prompt="a")
    p = made.picture(moment(made, "typed", 1.0))
    assert show(p.fields["leaves"]).startswith("1 character leaves New York")
