"""The cards of feed-forward, stack and loop as a tour of their own."""

from tests.scenes.beat_stage import S8, SceneTour

CARDS = SceneTour("op_gate_up", "op_down", "op_experts", "op_state", "op_loop")
cards_with, stack_stage = CARDS.at, CARDS.stage

__all__ = ["S8", "cards_with", "stack_stage"]
