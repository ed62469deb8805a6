"""Truths of quantization on real weights: where they land, and what a weight takes with its scales."""

from __future__ import annotations

import numpy as np
import pytest

from tourapp.world import Work, World

STILL = World(work=Work(wait=False))


def test_four_bits_in_groups_of_128_are_4_156() -> None:
    quant = STILL.with_inputs(quant_bits=4, group_size=128, salient=0).quant
    assert float(quant.sizes[-1].width.value) == pytest.approx(4.15625)


@pytest.mark.parametrize("bits", [8, 4, 3, 2])
def test_weights_land_on_rails_next_to_them(bits: int) -> None:
    snapped = STILL.with_inputs(quant_bits=bits, salient=0).quant.snapped
    scale = snapped.scales[:, None]
    rails = (snapped.codes - snapped.zeros[:, None]) * scale
    assert np.allclose(rails, snapped.restored, atol=1e-6)
    inside = (snapped.codes > 0) & (snapped.codes < 2**bits - 1)
    assert (np.abs(snapped.values - snapped.restored) <= scale * 0.5 + 1e-6)[inside].all()


def test_sixteen_bits_snap_nothing() -> None:
    snapped = STILL.with_inputs(quant_bits=16).quant.snapped
    assert snapped.error == 0.0 and np.array_equal(snapped.values, snapped.restored)
