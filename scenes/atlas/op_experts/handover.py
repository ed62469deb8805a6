"""What the scene takes and gives: the tokens of the batch, and the mark of what is read."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_experts.batch_law import here_on
from scenes.atlas.op_experts.facts import expert_facts
from scenes.atlas.op_experts.places import picture_room, token_places
from tourapp.authoring import Frame


def tokens_arrive(f: Frame) -> tuple[float, float]:
    """The first token of the batch."""
    facts = expert_facts(f)
    place = np.asarray(token_places(picture_room(0.0), facts.shown, facts.dense)[0])
    return float(place[0]), float(place[1])


def read_leaves(f: Frame) -> tuple[float, float]:
    """Where the batch stands on its line."""
    return here_on(expert_facts(f))
