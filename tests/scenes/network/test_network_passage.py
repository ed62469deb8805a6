"""What the network takes and gives, and how long in reality its crossings take."""

from __future__ import annotations

import pytest

from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tests.scenes.network.helpers import PAIRS, moment, words_of
from tourapp.authoring import Shapes, fill, show
from tourapp.export.offline import Offline
from tourapp.world import Inputs


def tour(pair: tuple[str, str], **more: object) -> Offline:
    return make_offline(inputs=Inputs().change(from_city=pair[0], to_region=pair[1], **more))


@pytest.mark.parametrize("pair", PAIRS[:4], ids=str)
def test_the_key_arrives_and_the_crossing_leaves(pair: tuple[str, str]) -> None:
    scene, first, last = first_and_last("network", tour(pair))
    key, crossing = scene.enter(first), scene.leave(last)
    assert lies_on(scene, first, key)
    assert not isinstance(crossing, Shapes) or lies_on(scene, last, crossing)


@pytest.mark.parametrize("connection", ["cold", "warm"])
def test_beats_take_their_printed_times(connection: str) -> None:
    made = tour(PAIRS[0], connection=connection)
    scene, f, _ = first_and_last("network", made)
    numbers = f.world.trip_numbers
    expected = {"race": numbers.one_way, "clock": numbers.total, "arrive": numbers.one_way}
    for beat, quantity in expected.items():
        told = scene.real[beat](f)
        assert told is quantity
        beats = scene.timeline.beats[scene.timeline.index(beat)]
        picture = made.picture(moment(made, beat, 1.0))
        said = [fill(words, picture.fields) for words in (beats.caption, beats.note)] + words_of(made, beat, 1.0)
        assert any(show(quantity).split()[0].split("\u2009")[0] in words for words in said), beat
    assert set(scene.real) == set(expected)
