"""Stops with settings of their own are drawn as well as the scenes they show: no words lie on each other."""

from __future__ import annotations

import pytest

from tests.helpers import STILL, make_offline
from tests.scenes.words_layout import overlaps, placed_words
from tourapp.authoring import THEMES
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment
from tourapp.player.talks.cuts import shipped_tour
from tourapp.tours.shelf import shipped


@pytest.mark.parametrize("tour", [*shipped()])
@pytest.mark.parametrize(("theme", "language"), [("dark", "en"), ("projector", "es")])
def test_words_stand_apart_at_the_settings_of_each_stop(tour: str, theme: str, language: str) -> None:
    ensure_qt()
    made = make_offline(tour=shipped_tour(tour), theme=theme, language=language, work=STILL)
    clashes = []
    for place, stop in enumerate(made.tour.stops):
        for beat in stop.kept if stop.settings else ():
            found = overlaps(placed_words(made.picture(Moment(place, beat, 0.95)), THEMES[theme]))
            clashes += [f"{stop.key}.{stop.scene.timeline.beats[beat].name}: {each}" for each in found[:2]]
    assert clashes == []
