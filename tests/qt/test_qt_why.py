"""The derivation card: a step that a stop shows can be activated and goes there."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import STILL, make_offline
from tourapp.authoring import DARK, Journey
from tourapp.player.composer import journey_of
from tourapp.qt.sheets.why import WhyCard
from tourapp.qt.style import Look
from tourapp.world import World


@pytest.fixture(scope="module")
def journey() -> Journey:
    offline = make_offline(work=STILL)
    return journey_of(offline.state(), offline.tour, 0, offline.worlds)


@pytest.mark.parametrize(
    ("fact", "stop"),
    [
        ("capacity.users", "kv_hall"),
        ("decode.step_seconds", "prefill_decode"),
        ("decode.ridge", "gpu_grid"),
        ("gpu.bandwidth_tb_s", "gpu_grid"),
        ("gpu.memory_gb", "kv_hall"),
        ("model.heads", "attention"),
        ("price.output", "pricing"),
        ("flash_traffic.True.gain", "flash_attention"),
        ("quant.gain", "quantization"),
        ("priceless", None),
        ("", None),
    ],
)
def test_a_fact_leads_to_the_stop_that_shows_it(fact: str, stop: str | None, journey: Journey) -> None:
    found = journey.about(fact)
    assert (found.key if found is not None else None) == stop


def test_activating_a_step_goes_to_its_stop(qt: Any, journey: Journey) -> None:
    gone: list[str] = []
    number = World(work=STILL).cost.number("capacity.users")
    card = WhyCard(number, Look(DARK, 1.0), None, journey, gone.append)
    top = card.tree.topLevelItem(0)
    assert top is not None and top.text(3) == next(each.title for each in journey.stops if each.key == "kv_hall")
    card.tree.itemActivated.emit(top, 0)
    assert gone == ["kv_hall"]
    card.deleteLater()
