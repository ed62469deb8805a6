"""What pricing takes and gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Picture, middle_of, ops
from tourapp.world import Inputs


@pytest.mark.parametrize("change", [{}, {"batch": 512}, {"batch": 1, "gpu": "a100-80gb-sxm"}], ids=str)
def test_the_card_of_output_arrives_and_our_light_leaves(change: dict[str, Any]) -> None:
    scene, first, last = first_and_last("pricing", make_offline(inputs=Inputs().change(**change)))
    assert lies_on(scene, first, scene.enter(first)), "it stands there in the first frame"
    p = Picture()
    scene.draw(last, p)
    lights = [op.at[0] for op in p.ops if isinstance(op, ops.Sprites) and op.role == "decode" and len(op.at) == 1]
    assert any(np.allclose(at, middle_of(scene.leave(last))) for at in lights)
