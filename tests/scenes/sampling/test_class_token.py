"""The class's token on stage: both answers below each other, nothing without a choice, the same for the same token."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scenes.sampling.helpers import caption, frame, picture
from tourapp.authoring import Picture, Scene, fill, flat_ops, ops, picture_digest, text_width
from tourapp.world import World
from tourapp.world.parts import class_answer as part


def chosen(place: int, **inputs: object) -> World:
    return World().with_inputs(class_choice=place, **inputs)


def lines(p: Picture) -> list[str]:
    """Running lines, which are the model's own words."""
    return [op.words for op in flat_ops(p) if isinstance(op, ops.Line)]


def test_two_answers_stand_below_each_other(scene: Scene) -> None:
    found = lines(picture(scene, frame(scene, "draw", 1.0, chosen(4))))
    assert found[0] == "A" and "B" in found
    assert found[2] == "sustain" and "plants" in found
    assert "life on our planet." in found and any(each.startswith("grow.") for each in found)
    told = caption(scene, frame(scene, "draw", 1.0, chosen(4)))
    assert told.startswith("The class picks “plants”, chance drew “sustain”.")


def test_they_come_word_by_word(scene: Scene) -> None:
    letters = [sum(map(len, lines(picture(scene, frame(scene, "draw", at, chosen(4)))))) for at in (0.6, 0.75, 0.85, 1)]
    assert letters == sorted(set(letters))


def test_the_runs_own_token_cannot_differ(scene: Scene) -> None:
    own = next(place for place in range(1, 8) if chosen(place).class_answer.chosen == chosen(place).class_answer.own)
    answer = chosen(own).class_answer
    assert answer.own is not None and answer.own.token == int(World().default_recording.ids[46])
    assert "as chance did" in caption(scene, frame(scene, "draw", 1.0, chosen(own)))


def test_without_a_choice_nothing_changes(scene: Scene) -> None:
    for beat in ("read", "softmax", "reshape", "draw", "loop"):
        none = picture_digest(picture(scene, frame(scene, beat, 0.9, World())))
        if beat != "draw":
            assert picture_digest(picture(scene, frame(scene, beat, 0.9, chosen(3)))) == none
        else:
            assert picture_digest(picture(scene, frame(scene, beat, 0.9, chosen(3)))) != none


@pytest.mark.parametrize("at", [0.0, 0.3, 0.7, 1.0])
def test_the_same_frame_gives_the_same_picture(scene: Scene, at: float) -> None:
    for still in (False, True):
        f = frame(scene, "draw", at, chosen(6), still=still)
        assert picture_digest(picture(scene, f)) == picture_digest(picture(scene, f))


@pytest.mark.parametrize("place", range(1, 8))
def test_every_line_has_room(scene: Scene, place: int) -> None:
    p = picture(scene, frame(scene, "draw", 1.0, chosen(place)))
    for op in flat_ops(p):
        if isinstance(op, ops.Line):
            assert op.x + op.width <= 1440 and op.y <= 846
    assert text_width(fill("{picked}, {joins}.", p.fields), 52, weight=600) <= 1792


def test_without_the_model_it_says_what_is_missing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "is_installed", lambda: False)
    world = chosen(2, seed=4)
    world.adopt("recording", replace(World().recording))
    world.adopt("default_recording", World().default_recording)
    assert world.class_answer.chosen is None
    p = picture(scene, frame(scene, "draw", 1.0, world, seed=4))
    said = [op.words for op in flat_ops(p) if isinstance(op, ops.Words)]
    assert any("needs the small model on this computer: tourapp model install" in each for each in said)


def test_a_draft_never_waits_for_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_given: object, **_named: object) -> None:
        raise AssertionError("the model ran")

    monkeypatch.setattr(part, "go_on", never)
    world = chosen(2, seed=4)
    world.adopt("recording", replace(World().recording, finish="writing"))
    assert world.class_answer == part.ClassAnswer(2)
