"""The head's meters: those of a phase, or the ones a scene gives itself, which may move from beat to beat."""

from __future__ import annotations

import numpy as np
import pytest

from tests.toys import make_scene
from tourapp.authoring import Frame, Meter, Meters, Picture, Quantity, flat_ops, ops
from tourapp.authoring.reached import way_of
from tourapp.player.chrome import draw_meters
from tourapp.world import Work, World

WORLD = World(work=Work(wait=False))


def nothing(f: Frame, p: Picture) -> None:
    """An empty stage."""


def own(f: Frame) -> Meters:
    """Meters that count the beat."""
    number = Quantity(f.beat_index + 1, "B", "a number of the beat")
    return Meter("first", number, "prefill"), Meter("second", number, "weights"), Meter("third", number, "waste")


def shown(meters: object, t: float = 0.0) -> list[tuple[str, str]]:
    """What the head says, and in which role."""
    scene = make_scene("gauge", nothing, meters=meters)
    picture = Picture()
    draw_meters(picture, Frame(WORLD, scene.timeline, t), scene)
    return [(op.words, op.role) for op in flat_ops(picture) if isinstance(op, ops.Words)]


def test_a_scene_with_a_machine_of_its_own_has_none() -> None:
    assert shown("") == []


def test_a_phase_has_its_usual_meters() -> None:
    assert [words for words, _ in shown("decode")][1:4:2] == [
        "FLOPs / token · forward",
        "Bytes / token · decode, batch 8",
    ]
    assert ("Bytes / token · prefill, 2,000 tokens", "dim") in shown("prefill")


def test_a_scene_may_give_its_own_and_they_follow_the_beat() -> None:
    assert shown(own) == [
        ("1\u2009B", "prefill"),
        ("first", "dim"),
        ("1\u2009B", "weights"),
        ("second", "dim"),
        ("1\u2009B", "waste"),
        ("third", "dim"),
    ]
    assert shown(own, 2.5)[0][0] == "2\u2009B"


def test_the_passport_ticks_along_the_way_and_ends_at_the_account() -> None:
    passport, account = WORLD.passport, WORLD.account
    end = passport.at(way_of("done"))
    assert end.tokens.value == account.tokens.value and end.cache.value == account.cache.value
    assert end.seconds.value == pytest.approx(account.stay.total.value)
    assert end.dollars.value == pytest.approx(account.dollars.value)
    seen = [passport.at(way) for way in np.linspace(0, 6, 121)]
    for name in ("tokens", "cache", "seconds", "dollars"):
        values = [getattr(each, name).value for each in seen]
        assert values == sorted(values) and values[0] == 0, name
    sent = passport.at(way_of("sent"))
    assert sent.seconds.value == pytest.approx(account.stay.trip.value) and sent.tokens.value == 0
    assert passport.at(way_of("read")).tokens.value == account.prompt.value


def test_how_far_a_scene_has_got_is_said_by_its_beats() -> None:
    quiet = make_scene("quiet", nothing)
    assert quiet.way(0.5) is None, "a scene that says nothing has the meters"
    names = [beat.name for beat in quiet.timeline.beats]
    told = make_scene("told", nothing, reached={names[0]: "cut", names[1]: "read"})
    start = told.timeline.start(1)
    assert told.way(0.0) == 3.0 and told.way(start) == 3.0
    assert told.way(start + told.timeline.beats[1].seconds / 2) == pytest.approx(3.5)
    for wrong in ({"nowhere": "cut"}, {names[0]: "flown"}, {names[0]: 1.5}):
        with pytest.raises(ValueError, match="reached"):
            make_scene("wrong", nothing, reached=wrong)
