"""What the scene takes and gives: a light where the question begins, and the bands of the FFN."""

from __future__ import annotations

from scenes.atlas.whole.account import ffn_boxes
from scenes.atlas.whole.carpet import TEXT_AT
from scenes.atlas.whole.facts import atlas_facts, stages_of
from tourapp.authoring import Frame, Shapes


def light_arrives(_f: Frame) -> tuple[float, float]:
    """Where the question begins."""
    return TEXT_AT


def bands_leave(f: Frame) -> Shapes:
    """The matrices of the FFN, as they stand in the traffic."""
    facts = atlas_facts(f)
    return Shapes(ffn_boxes(facts, stages_of(f, facts, "account")), "weights", 2.0)
