"""What the card tells of: the real rows of the prompt's own tokens, the lengths of all rows, and what a step touches.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Quantity
from tourapp.figures.token_strip import own_range, token_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, LayerNumbers, Recording, VocabularyCost

CARD = "op_embedding"
MOST = 4
"""Rows that are pulled out."""
ACTS = {"what": ("prompt",), "cost": ("batch", "model", "weight_bits"), "scale": ("batch", "model", "weight_bits")}
"""Which controls change the picture in which beat, those it is about first."""


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddingFacts:
    """Rows of the first own tokens [n, h] with their words, ids and lengths; norms: lengths of all rows [V], None where
    they are not kept; spots: ids of the answer, where the rows of a step are drawn; entries: V of the small model."""

    rows: np.ndarray
    words: tuple[str, ...]
    ids: tuple[int, ...]
    lengths: tuple[Quantity, ...]
    norms: np.ndarray | None
    spots: np.ndarray
    entries: int
    numbers: LayerNumbers
    costs: VocabularyCost
    decode: CardCost
    prefill: CardCost
    model: str


def embedding_facts(f: Frame) -> EmbeddingFacts:
    """The facts of a frame."""
    recording: Recording = f.world.recording
    numbers, tokenizer, operators = f.world.layer_numbers, f.world.answer_tokenizer, f.world.operators
    data = [tokenizer.token_bytes(int(token)) for token in recording.prompt_ids]
    own = own_range(data, [bool(each) for each in recording.prompt_special], tokenizer, recording.prompt)
    places = list(own)[:MOST] or list(range(min(MOST, recording.prompt_count)))
    table = numbers.table
    return EmbeddingFacts(
        rows=recording.embeddings[places].astype(np.float64),
        words=tuple(token_words(data[place]) for place in places),
        ids=tuple(int(recording.prompt_ids[place]) for place in places),
        lengths=tuple(numbers.row_norm(place) for place in places),
        norms=None if table is None else table.norms,
        spots=recording.ids,
        entries=int(recording.full_logits.shape[1]),
        numbers=numbers,
        costs=f.world.vocabulary,
        decode=operators.card(CARD, "decode"),
        prefill=operators.card(CARD, "prefill"),
        model=f.world.cost.scenario.model_spec.name,
    )
