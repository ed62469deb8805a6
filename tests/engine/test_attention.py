"""Plain attention: the by-hand example, sums, masks, and shapes that do not fit."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.engine.attention import attend, by_hand
from tourapp.errors import UsageError


def test_by_hand_numbers() -> None:
    steps = by_hand()
    assert steps.keys.tolist() == [[1, 0], [0, 1], [1, 0]], "the third key is the first one again"
    assert steps.scores[-1].tolist() == [1, 0, 1]
    assert steps.scaled[-1].round(3).tolist() == [0.707, 0, 0.707]
    assert steps.weights[-1].round(3).tolist() == [0.401, 0.198, 0.401]
    assert steps.output[-1].round(2).tolist() == [6.02, 3.98]


@pytest.mark.parametrize("causal", [True, False])
def test_rows_sum_to_one_and_hidden_tokens_weigh_nothing(causal: bool) -> None:
    rng = np.random.default_rng(0)
    steps = attend(rng.normal(size=(5, 4)) * 30, rng.normal(size=(8, 4)), rng.normal(size=(8, 3)), causal)
    assert np.allclose(steps.weights.sum(axis=1), 1)
    assert (steps.weights[~steps.visible] == 0).all()
    assert steps.visible.sum() == (4 + 5 + 6 + 7 + 8 if causal else 40)
    assert np.allclose(steps.output, steps.weights @ steps.values)
    with pytest.raises(ValueError, match="read-only"):
        steps.weights[0, 0] = 1


def test_shapes_that_do_not_fit() -> None:
    a = np.zeros
    for q, k, v in (
        (a((1, 2)), a((1, 3)), a((1, 2))),
        (a((1, 2)), a((2, 2)), a((1, 2))),
        (a((3, 2)), a((2, 2)), a((2, 2))),
    ):
        with pytest.raises(UsageError, match="shapes"):
            attend(q, k, v)
