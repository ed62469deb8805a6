"""What attention takes and gives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Shapes


@pytest.mark.parametrize("controls", [{}, {"text": "river"}, {"text": "hand"}, {"layer": 5, "asker": 50}], ids=str)
def test_keys_arrive_and_the_output_leaves(controls: dict[str, Any]) -> None:
    scene, first, last = first_and_last("attention", make_offline(views={"attention": controls}))
    keys, output = scene.enter(first), scene.leave(last)
    assert lies_on(scene, first, keys) and lies_on(scene, last, output)
    assert isinstance(keys, Shapes) and keys.role == "key" and isinstance(output, Shapes) and output.role == "value"


def test_a_token_alone_is_a_light() -> None:
    scene, first, _ = first_and_last("attention", make_offline(views={"attention": {"asker": 0.1}}))
    assert not isinstance(scene.enter(first), Shapes)
    assert not scene.real, "one look back of the small model was not measured"
