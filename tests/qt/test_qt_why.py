"""The derivation card: a step that a scene shows can be activated and goes there."""

from __future__ import annotations

from typing import Any

from tourapp.authoring import DARK, all_scenes
from tourapp.player.shown_in import WORDS, scene_of
from tourapp.qt.style import Look
from tourapp.qt.why import WhyCard
from tourapp.sim.cost import Scenario, cost


def test_words_name_real_scenes() -> None:
    assert {scene for _, scene in WORDS} <= {item.id for item in all_scenes()}


def test_activating_a_step_goes_to_its_scene(qt: Any) -> None:
    gone: list[str] = []
    number = cost(Scenario()).number("capacity.users")
    titles = {item.id: item.title for item in all_scenes()}
    card = WhyCard(number, Look(DARK, 1.0), None, titles, gone.append)
    top = card.tree.topLevelItem(0)
    assert top is not None and scene_of(number) == "kv_hall" and top.text(3) == titles["kv_hall"]
    card.tree.itemActivated.emit(top, 0)
    assert gone == ["kv_hall"]
    card.deleteLater()
