"""The level of depth in a window: chosen while it plays, the same beat stays on stage, and every bar has its marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.qt.qt_helpers import flush
from tests.toys import make_scene
from tourapp.authoring import Frame, Picture
from tourapp.player import intents
from tourapp.player.preference_table import Choose
from tourapp.player.state import opening
from tourapp.player.tour import Tour, tour_of
from tourapp.player.walking import opening_beat
from tourapp.qt.window import Window


@pytest.fixture
def tour() -> Tour:
    def draw(_f: Frame, _p: Picture) -> None:
        return None

    scene = make_scene("levels", draw)
    beats = tuple(
        replace(beat, level="deeper" if place == 1 else "everyone") for place, beat in enumerate(scene.timeline.beats)
    )
    deep = replace(scene, timeline=replace(scene.timeline, beats=beats))
    return tour_of((deep, make_scene("after", draw)))


def test_next_skips_what_is_deeper_until_it_is_wished(make_window: Callable[..., Window], tour: Tour) -> None:
    shown = tour.at("everyone")
    window = make_window(shown, state=opening_beat(opening(), shown))
    pane = window.pane
    pane.dispatch(intents.NextBeat())
    assert pane.beat == 2 and pane.tour.stops[0].kept[:2] == (0, 2)
    pane.dispatch(Choose("level", "deeper"))
    flush()
    assert pane.tour is tour and pane.beat == 2 and window.transport.tour is tour
    pane.dispatch(intents.PreviousBeat())
    pane.dispatch(intents.PreviousBeat())
    assert pane.beat in (0, 1)
    pane.dispatch(intents.SeekBeat(0, 1))
    assert pane.beat == 1
    pane.dispatch(Choose("level", "everyone"))
    flush()
    assert pane.beat == 2 and window.transport.tour is shown
