"""The towers: rooms sum to the parameters to the last one, in every model."""

from __future__ import annotations

import pytest

from tourapp import specs
from tourapp.specs import total_parameters
from tourapp.world import Inputs, World


@pytest.mark.parametrize("model", specs.models())
def test_rooms_and_matrices_sum_to_the_parameters(model: str) -> None:
    told = World(Inputs().change(model=model)).towers
    ours, whole = told.ours, total_parameters(specs.model(model)).value
    assert ours.params.value == sum(room.params.value for room in ours.rooms) == whole
    assert sum(room.share.value for room in ours.rooms) == pytest.approx(1.0, rel=1e-12)
    assert sum(each.value for each in told.matrices.values()) == pytest.approx(
        float(ours.floor_params.value), rel=1e-12
    )
    for phase in ("prefill", "decode"):
        for measure, shares in told.lit[phase].items():
            lost = 1.0 - sum(float(each.value) for each in shares.values())
            assert abs(lost) < 1e-9, (phase, measure)


def test_known_counts_and_shares() -> None:
    towers = {name: World(Inputs().change(model=name)).towers for name in ("llama-3-8b", "smollm2-135m", "llama-2-7b")}
    assert towers["llama-3-8b"].ours.params.value == 8_030_261_248
    assert towers["smollm2-135m"].ours.params.value == 134_515_008
    ffn = {name: next(room.share for room in told.ours.rooms if room.kind == "ffn") for name, told in towers.items()}
    assert float(ffn["llama-3-8b"].value) == pytest.approx(0.702, abs=1e-3)
    assert float(ffn["llama-2-7b"].value) == pytest.approx(0.642, abs=1e-3)
    assert towers["smollm2-135m"].ours.tied and towers["smollm2-135m"].ours.room("head") is None


def test_what_a_token_uses_of_a_mixture() -> None:
    told = World(Inputs().change(model="llama-3-8b")).towers.experts
    assert told.other and told.used.value == 12_879_925_248 and (told.lit, told.rooms) == (2, 8)
    ours = World(Inputs().change(model="deepseek-v3")).towers.experts
    assert not ours.other and float(ours.share.value) == pytest.approx(0.056, abs=1e-3)
    assert (ours.floors, ours.rooms, ours.lit, ours.shared) == (58, 256, 8, 1)
