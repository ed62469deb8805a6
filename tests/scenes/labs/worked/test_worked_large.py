"""A worked example where words are large: what is given stays whole, and each step comes in full."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import STILL, make_offline
from tests.scenes.words_layout import overlaps, placed_words
from tourapp.authoring import THEMES, format_quantity, say_words
from tourapp.export.offline import Moment
from tourapp.player.room import room_of
from tourapp.player.tour import tour_of
from tourapp.tours import all_scenes
from tourapp.words import in_tongue
from tourapp.world import Inputs
from tourapp.world.worked import worked_example, worked_names

SCENE = "worked_example"


@pytest.mark.parametrize(("theme", "language", "scale"), [("dark", "en", 150), ("projector", "es", 200)])
@pytest.mark.parametrize("id", [id for id, _ in worked_names()])
def test_what_is_given_and_the_step_at_hand_are_whole(
    qt_app: Any, id: str, theme: str, language: str, scale: int
) -> None:
    tour, example = tour_of((all_scenes()[SCENE],)), worked_example(id)
    look = {"theme": theme, "language": language, "text_scale": scale, "room": room_of(1280, 720)}
    tried = make_offline(inputs=Inputs().change(worked_example=id), work=STILL, tour=tour, **look)
    badge: Any = all_scenes()[SCENE].badge
    with in_tongue(language):
        allowed = {say_words(badge(None).leaves_out)}
    for beat in range(4):
        picture = tried.picture(Moment(0, beat, 0.97))
        words = placed_words(picture, THEMES[theme])
        assert set(picture.left_out) <= allowed and overlaps(words) == [], beat
        told = {item.words for item in words}
        assert {f"{value.symbol} = {format_quantity(value)}" for value in example.given} <= told
        last = format_quantity(example.steps[-1][1])
        assert (last in told) == (beat in (1, 2)), "blanks tell nothing"
