"""Labs in tours: an entry names the lab, its page plays; one that is not there is told of once and the rest plays."""

from __future__ import annotations

from tourapp.learning.labs import lab_ids, lab_of
from tourapp.player.tour import make_tour
from tourapp.tours import all_scenes
from tourapp.tours.load import parse_tour
from tourapp.tours.shelf import shipped


def test_a_lab_is_a_stop_with_its_minutes() -> None:
    text = b'{"id": "x", "title": "X", "stops": [{"lab": "phases", "minutes": 12}, {"lab": "nothing"}]}'
    found = parse_tour(text, "x.json", all_scenes())
    (stop,) = make_tour(found).stops
    assert (stop.scene.lab, stop.minutes, stop.title) == ("phases", 12, "Two phases, two bounds")
    (problem,) = found.problems
    assert problem.field == "stops[1].lab" and "no lab called 'nothing'" in problem.words and "phases" in problem.words


def test_the_tour_of_labs_has_all_of_them() -> None:
    stops = make_tour(shipped()["labs"]).stops
    assert sorted(stop.scene.lab or "" for stop in stops) == list(lab_ids())
    assert [stop.minutes for stop in stops] == [lab_of(stop.scene.lab or "").minutes for stop in stops]
