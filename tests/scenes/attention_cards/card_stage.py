"""The cards of attention as a tour of their own."""

from tests.scenes.beat_stage import CARD_BEATS as BEATS
from tests.scenes.beat_stage import S8, SceneTour

IDS = ("op_qkv", "op_rope", "op_scores", "op_softmax", "op_blend", "op_out")
CARDS = SceneTour(*IDS)
TOUR, cards, cards_with, card_stage = CARDS.tour, CARDS.usual, CARDS.at, CARDS.stage

__all__ = ["BEATS", "IDS", "S8", "TOUR", "card_stage", "cards", "cards_with"]
