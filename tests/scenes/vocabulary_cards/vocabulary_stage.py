"""The cards of vocabulary and norm as a tour of their own; the model does not write anew for another temperature."""

from tests.helpers import STILL
from tests.scenes.beat_stage import S8, SceneTour

CARDS = SceneTour("op_ids", "op_embedding", "op_lm_head", "op_pick", "op_rmsnorm", "op_placing", work=STILL)
cards, cards_with, vocabulary_stage = CARDS.usual, CARDS.at, CARDS.stage

__all__ = ["S8", "cards", "cards_with", "vocabulary_stage"]
