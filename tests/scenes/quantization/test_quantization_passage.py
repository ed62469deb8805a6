"""What quantization takes and gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.quantization.choice_field import stays_of
from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Shapes
from tourapp.world import Inputs


@pytest.mark.parametrize("change", [{}, {"quant_bits": 16}, {"quant_bits": 2, "group_size": 32}], ids=str)
def test_a_weight_arrives_and_choices_leave(change: dict[str, Any]) -> None:
    scene, first, last = first_and_last("quantization", make_offline(inputs=Inputs().change(**change)))
    bits, choices = scene.enter(first), scene.leave(last)
    assert lies_on(scene, first, bits) and lies_on(scene, last, choices)
    value = float(first.world.quant.snapped.values.ravel()[0])
    assert isinstance(bits, Shapes) and len(bits.boxes) == int(np.float16(value).view(np.uint16)).bit_count()
    row = next(row for row in last.world.quant_answers.rows if row.bits == last.world.inputs.quant_bits)
    assert isinstance(choices, Shapes) and len(choices.boxes) == stays_of(row, last.world.quant.tokens).sum()
