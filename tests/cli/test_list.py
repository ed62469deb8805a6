"""`tourapp list`: tours, cards, what a beat asks, what lies behind a scene; a tour and a scene that contradict."""

from __future__ import annotations

import json

import pytest

from tourapp.cli import main
from tourapp.tours import all_scenes, shipped
from tourapp.tours.shelf import tour_with, ways_from


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, list[dict[str, object]]]:
    assert main(["list", *words, "--json"]) == 0
    found: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return found


def test_every_tour_and_every_scene_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys)
    assert [tour["id"] for tour in found["tours"]] == list(shipped())
    assert {scene["id"] for scene in found["scenes"]} == set(all_scenes())
    request = found["tours"][0]
    assert request["id"] == "request" and len(request["stops"]) == 15 and request["sections"]  # type: ignore[arg-type]
    orders = [scene["order"] for scene in found["scenes"]]
    assert orders[:15] == list(range(1, 16)) and set(orders[15:]) <= {None}
    for scene in found["scenes"]:
        assert scene["explore"] == [each.id for each in ways_from(str(scene["id"]))]
        card = str(scene["id"]).startswith("op_")
        assert bool(scene["operator"]) == card, "a card says of which operator"


def test_a_beat_says_what_it_asks(capsys: pytest.CaptureFixture[str]) -> None:
    kinds = set()
    for scene in listed(capsys)["scenes"]:
        asks = all_scenes()[str(scene["id"])].asks
        for beat in scene["beats"]:  # type: ignore[attr-defined]
            ask = beat["ask"]
            assert (ask is not None) == (beat["name"] in asks)
            if ask is not None:
                assert set(ask) == {"question", "kind", "options"} and ask["question"]
                assert ask["kind"] == ("choice" if ask["options"] else "number")
                assert all(isinstance(option, str) and option for option in ask["options"])
                kinds.add(ask["kind"])
    assert kinds == {"choice", "number"}


def test_one_tour_alone(capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys, "--tour", "truth")
    assert [tour["id"] for tour in found["tours"]] == ["truth"]
    assert [scene["id"] for scene in found["scenes"]] == ["held_against"] and found["inputs"]
    assert main(["list", "--tour", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["open", "--tour", "truth", "--scene", "queue"],
        ["--tour", "request", "--scene", "held_against"],
        ["snapshot", "held_against", "--tour", "request"],
    ],
)
def test_a_tour_and_a_scene_that_contradict_are_both_named(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr().err
    tour, scene = words[words.index("--tour") + 1], "held_against" if "held_against" in words else "queue"
    assert f"--tour {tour} and scene {scene}" in said and "leave --tour out" in said


def test_a_picture_says_its_tour(capsys: pytest.CaptureFixture[str]) -> None:
    for scene in ("queue", "held_against"):
        assert main(["snapshot", scene, "--size", "320x180", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["tour"] == tour_with(scene).file.id
