"""What the hall takes and gives, and how long in reality its slots take."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Shapes
from tourapp.world import Inputs


@pytest.mark.parametrize("change", [{}, {"model": "deepseek-v3"}, {"model": "mistral-7b"}], ids=str)
def test_tokens_arrive_and_keys_leave(change: dict[str, Any]) -> None:
    scene, first, last = first_and_last("kv_hall", make_offline(inputs=Inputs().change(**change)))
    tokens = scene.enter(first)
    assert lies_on(scene, first, tokens) and lies_on(scene, last, scene.leave(last))
    assert isinstance(tokens, Shapes) and len(tokens.boxes) == first.world.recording.prompt_count


def test_keys_leave_the_chosen_card() -> None:
    places = []
    for kind in ("mha", "mqa"):
        scene, _, last = first_and_last("kv_hall", make_offline(views={"kv_hall": {"kv_heads": kind}}))
        given = scene.leave(last)
        assert isinstance(given, Shapes) and lies_on(scene, last, given)
        places.append(given.boxes[0])
    assert places[0][0] < places[1][0] and places[0][2] > places[1][2]


def test_slots_take_the_accounts_own_time() -> None:
    scene, f, _ = first_and_last("kv_hall")
    stay = f.world.account.stay
    for beat, part in (("prefill", stay.prefill), ("decode", stay.decode)):
        told = scene.real[beat](f)
        assert told is not None and told.value == part.value and told.unit == part.unit
    assert set(scene.real) == {"prefill", "decode"}
