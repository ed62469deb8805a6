"""What tokenization takes and gives."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.tokenization.moment import tree_moment
from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Shapes
from tourapp.world import Inputs


@pytest.mark.parametrize("prompt", ["", "é 猫 🐱", "What is a token? " * 12], ids=["empty", "wide", "long"])
def test_other_prompts_come_as_their_characters(prompt: str) -> None:
    scene, first, last = first_and_last("tokenization", make_offline(inputs=Inputs().change(prompt=prompt)))
    if not prompt:
        assert scene.enter(first) == tree_moment(first).text_middle
        return
    assert lies_on(scene, first, scene.enter(first)) and lies_on(scene, last, scene.leave(last))


def test_characters_arrive_and_the_largest_numbers_leave() -> None:
    scene, first, last = first_and_last("tokenization")
    characters, numbers = scene.enter(first), scene.leave(last)
    assert lies_on(scene, first, characters) and lies_on(scene, last, numbers)
    assert isinstance(characters, Shapes) and len(characters.boxes) == int(first.world.text.characters.value)
    assert isinstance(numbers, Shapes) and (np.diff(numbers.boxes[:, 0]) > 0).all()
    assert not scene.real, "nothing here has a known time"
