"""The head's meters: those of a phase, or the ones a scene gives itself, which may move from beat to beat."""

from __future__ import annotations

from tests.toys import make_scene
from tourapp.authoring import Frame, Meter, Meters, Picture, Quantity, flat_ops, ops
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
