"""What speculation takes and gives, and how long in reality its passes take."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.speculation.facts import speculation_facts
from tests.helpers import STILL, make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Frame, Quantity, Scene
from tourapp.world import Inputs

SETTINGS = [{}, {"gamma": 8}, {"gamma": 1, "draft": "int3"}, {"draft": "ngram"}]


@pytest.mark.parametrize("change", SETTINGS, ids=str)
def test_words_arrive_and_kept_tokens_leave(change: dict[str, Any]) -> None:
    scene, first, last = first_and_last("speculation", make_offline(inputs=Inputs().change(**change), work=STILL))
    assert lies_on(scene, first, scene.enter(first)) and lies_on(scene, last, scene.leave(last))


def told(scene: Scene, first: Frame, beat: str) -> Quantity | None:
    return scene.real_time(Frame(first.world, scene.timeline, scene.timeline.start(scene.timeline.index(beat))))


def test_passes_take_what_the_rail_prints() -> None:
    scene, first, _ = first_and_last("speculation", make_offline(work=STILL))
    s, step = speculation_facts(first.world), first.world.cost.decode.achieved_step_seconds
    plain, draft, check = (told(scene, first, beat) for beat in ("idle", "draft", "check"))
    assert plain is not None and draft is not None and check is not None
    assert plain.value == step.value and plain.id == step.id
    assert float(draft.value) == pytest.approx(len(s.turn.guesses) * float(s.numbers.cost.value) * float(step.value))
    assert float(check.value) == pytest.approx(float(s.numbers.verify.value) * float(step.value))
    assert not {"verdict", "rules", "pays"} & set(scene.real)


def test_a_draft_that_looks_back_takes_no_time() -> None:
    scene, first, _ = first_and_last("speculation", make_offline(inputs=Inputs().change(draft="ngram"), work=STILL))
    assert told(scene, first, "draft") is None
