"""Real speed: a beat once in its true time, and the ring that says how far from it the stage is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers import request_scenes
from tests.toys import draw_plain, make_scene
from tourapp.authoring import PlayReal, Quantity, ops
from tourapp.player import intents
from tourapp.player.composer import compose
from tourapp.player.pace import shown_time
from tourapp.player.state import PlayerState, opening
from tourapp.player.step import step
from tourapp.player.tour import Tour, TourPlace, tour_of
from tourapp.player.view import PlainWorlds
from tourapp.player.walking import opening_beat

REAL = Quantity(4.0, "s", "a step", "t")


@pytest.fixture
def told() -> Tour:
    """Beats of two seconds: the first takes four in reality, the second 10 ms, the third does not say."""
    real = {"beat0": lambda _f: REAL, "beat1": lambda _f: Quantity(0.010, "s", "a step", "t")}
    return tour_of((make_scene("alpha", draw_plain, 3, real=real),))


def ring(tour: Tour, state: PlayerState) -> list[str]:
    picture = compose(state, tour, TourPlace(state.stop, state.t), PlainWorlds())
    found = [op.words for op in picture.ops if isinstance(op, ops.Words)]
    return [words for words in found if "real" in words]


def test_a_beat_takes_its_real_time(told: Tour) -> None:
    state = step(opening_beat(opening(), told), intents.RealSpeed(4.0), told)
    assert state.pace == pytest.approx(0.5, abs=0.01) and state.t == 0.0
    half = step(state, intents.Tick(2.0), told)
    assert half.t == pytest.approx(1.0, abs=0.01) and not half.holding
    over = step(half, intents.Tick(2.0), told)
    over = step(over, intents.Tick(0.5), told)
    assert over.holding and over.idle == pytest.approx(0.5, abs=0.02), "at its end the stage breathes in wall time"


def test_walking_on_ends_it(told: Tour) -> None:
    state = step(opening_beat(opening(), told), intents.RealSpeed(4.0), told)
    for intent in (intents.NextBeat(), intents.Replay(), intents.Pause(), intents.Seek(1.0)):
        assert step(state, intent, told).pace == 1.0, intent
    assert step(state, intents.SetTheme(), told).pace == state.pace, "a look changes nothing of it"


def test_a_beat_without_passing_time_says_so(told: Tour) -> None:
    state = opening_beat(opening(), told)
    after = step(state, intents.RealSpeed(0.0), told)
    assert after.pace == 1.0 and "no passing of time" in after.notice
    assert "no passing of time" in step(state, intents.RealSpeed(float("nan")), told).notice


def test_a_blink_is_two_states(told: Tour) -> None:
    scene, pace = told.stops[0].scene, 2.0 / 0.010
    assert shown_time(scene, 2.3, pace) == shown_time(scene, 3.9, pace) == 2.0
    assert shown_time(scene, 3.999, pace) == pytest.approx(4.0, abs=0.01)
    assert shown_time(scene, 2.3, 1.0) == 2.3 and shown_time(scene, 1.0, 0.5) == 1.0


def test_the_ring_says_how_slow_the_stage_is(told: Tour) -> None:
    state = opening_beat(opening(), told)
    assert ring(told, state) == ["2 × faster than real"]
    assert ring(told, replace(state, t=2.5)) == ["200 × slower than real"]
    assert ring(told, replace(state, t=4.5)) == []


def test_its_clock_tells_real_time(told: Tour) -> None:
    state = step(opening_beat(opening(), told), intents.RealSpeed(4.0), told)
    assert ring(told, step(state, intents.Tick(2.0), told)) == ["real time: 2.00\u2009s"]


def test_the_ring_can_be_clicked(told: Tour) -> None:
    state = opening_beat(opening(), told)
    picture = compose(state, told, TourPlace(0, 0.5), PlainWorlds())
    acts = [act for op in picture.ops if isinstance(op, ops.Hot) for act in op.acts]
    assert PlayReal(4.0) in acts


def test_beats_that_are_named_exist() -> None:
    with pytest.raises(ValueError, match="real: there is no beat called 'beat9'"):
        make_scene("alpha", draw_plain, 1, real={"beat9": lambda _f: REAL})
    for scene in request_scenes():
        assert set(scene.real) <= {beat.name for beat in scene.timeline.beats}
