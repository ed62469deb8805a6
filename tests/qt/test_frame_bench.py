"""The bench sees what it should see: a slow frame shows in the right field. Its clock is driven by the test."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.toys import make_toy_tour
from tourapp.cli.bench import Asked
from tourapp.player.state import opening
from tourapp.player.tour import Tour, TourPlace
from tourapp.player.walking import opening_beat
from tourapp.qt.bench_report import measure_tour
from tourapp.qt.frame_bench import FrameBench
from tourapp.qt.showing import Pane
from tourapp.qt.window import Window

USUAL, SLOW = 0.002, 0.030
"""Seconds that every frame costs here, and that a slow one costs."""


@dataclass
class Cost:
    """A clock that moves by what the test says a frame costs."""

    now: float = 0.0

    def __call__(self) -> float:
        self.now += 1e-6
        return self.now


@pytest.fixture
def measured(make_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """The figures of a small tour, every frame of which costs what `price` says of its place and number."""

    def run(price: Callable[[TourPlace, int], float]) -> dict[str, Any]:
        tour = make_toy_tour()
        window = make_window(tour, (640, 360), opening_beat(opening(), tour))
        showing, clock, count = window.pane.showing, Cost(), 0
        draw = Pane.draw

        def charged(pane: Pane) -> None:
            nonlocal count
            count += 1
            clock.now += price(pane.place, count)
            draw(pane)

        monkeypatch.setattr(Pane, "draw", charged)
        showing.manual()
        bench = FrameBench(showing, window.stage, clock)
        monkeypatch.setattr(type(bench.references), "r", property(lambda self: 0.001))
        monkeypatch.setattr(type(bench.references), "p", property(lambda self: 0.001))
        figures = measure_tour(bench, None, True, lambda share, words: None)
        json.dumps(figures)
        return figures

    return run


def test_a_quiet_tour_has_quiet_figures(measured: Callable[..., dict[str, Any]]) -> None:
    data = measured(lambda place, number: USUAL)
    for each in data["beats"].values():
        assert each["p50_r"] == pytest.approx(2.0, abs=0.1) and each["p99_r"] < 3 and each["first_r"] < 3
    assert data["passages"]["p99_r"] < 3 and data["unchanged_ops"] == 0
    assert set(data) >= {
        *("reference_blit_ms", "reference_python_ms", "p50_r", "frames", "beats", "passages", "sliders"),
        *("idle_core_share", "unchanged_ops", "collections"),
    }


def test_a_slow_first_frame_shows(measured: Callable[..., dict[str, Any]]) -> None:
    data = measured(lambda place, number: SLOW if place.t < 0.02 and place.mix == 0 else USUAL)
    firsts = [each["first_r"] for each in data["beats"].values()]
    assert max(firsts) > 29 and all(frame["first_ms"] > 29 for frame in data["frames"].values())
    assert data["passages"]["p99_r"] < 3


def test_one_slow_frame_of_sixty_shows(measured: Callable[..., dict[str, Any]]) -> None:
    data = measured(lambda place, number: SLOW if number % 60 == 0 else USUAL)
    assert all(each["p99_r"] > 29 and each["p50_r"] < 3 for each in data["frames"].values())


def test_a_slow_passage_shows(measured: Callable[..., dict[str, Any]]) -> None:
    data = measured(lambda place, number: SLOW if place.mix > 0 else USUAL)
    assert data["passages"]["p99_r"] > 29
    assert all(each["p99_r"] < 3 for each in data["beats"].values())


def test_a_slow_slider_shows(measured: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    dragged: list[bool] = []
    frame = FrameBench.frame

    def noted(self: FrameBench, act: Callable[[], None]) -> tuple[float, float]:
        dragged.append("SetControl" in repr(act))
        return frame(self, act)

    monkeypatch.setattr(FrameBench, "frame", noted)
    data = measured(lambda place, number: SLOW if dragged and dragged[-1] else USUAL)
    assert data["sliders"]["max_ms"] > 29 and data["sliders"]["worst"]
    assert all(each["p99_r"] < 3 for each in data["beats"].values())


def test_a_collection_in_a_frame_is_counted(measured: Callable[..., dict[str, Any]]) -> None:
    quiet = measured(lambda place, number: USUAL)
    assert quiet["collections"] == 0, "what is collected between frames is not counted"

    def collecting(place: TourPlace, number: int) -> float:
        if number == 70:
            gc.collect()
        return USUAL

    assert measured(collecting)["collections"] == 1


def test_the_command_takes_its_arguments(tour: Tour) -> None:
    asked = Asked(tour, opening().settings, 0, "dark", False)
    assert asked.only == 0 and not asked.whole
