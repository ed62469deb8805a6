"""What the card tells of: the real scores of one step, what the LM head costs in both phases, and every model.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame
from tourapp.figures.token_strip import token_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, ChoiceNumbers, Choices, ModelRow, VocabularyCost

CARD = "op_lm_head"
STEP = 0
"""The step whose scores are shown: the answer's first word."""
TOP, BINS = 5, 688
"""Best words that are named; columns of the skyline."""
ACTS = {"what": ("prompt",), "cost": ("model", "batch", "weight_bits"), "scale": ("model", "batch", "weight_bits")}
"""Which controls change the picture in which beat, those it is about first."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadFacts:
    """Skyline: highest score of each group of ids [BINS], as shares 0..1 of the way from the middle score to the best.
    top: places (id share 0..1, height 0..1) of the best words; words: as they are shown."""

    highest: np.ndarray
    top: tuple[tuple[float, float], ...]
    words: tuple[str, ...]
    numbers: ChoiceNumbers
    choices: Choices
    decode: CardCost
    prefill: CardCost
    costs: VocabularyCost
    models: tuple[ModelRow, ...]

    @property
    def ours(self) -> ModelRow:
        """The chosen model."""
        return next(row for row in self.models if row.ours)

    @property
    def whole(self) -> bool:
        """Whether every score of the vocabulary is there, not just the highest."""
        return self.numbers.choice.whole

    @property
    def entries(self) -> int:
        """Entries of the small model's vocabulary."""
        return self.numbers.choice.vocabulary


def head_facts(f: Frame) -> HeadFacts:
    """The facts of a frame."""
    choices: Choices = f.world.choices
    numbers = choices.untouched(STEP)
    highest, low, span = _skyline(choices)
    best = [int(token) for token in numbers.choice.ids[:TOP]]
    heights = [(float(score) - low) / span for score in numbers.choice.scores[:TOP]]
    size, tokenizer, operators = numbers.choice.vocabulary, f.world.answer_tokenizer, f.world.operators
    return HeadFacts(
        highest=highest,
        top=tuple(((token + 0.5) / size, height) for token, height in zip(best, heights, strict=True)),
        words=tuple(token_words(tokenizer.token_bytes(token)) for token in best),
        numbers=numbers,
        choices=choices,
        decode=operators.card(CARD, "decode"),
        prefill=operators.card(CARD, "prefill"),
        costs=f.world.vocabulary,
        models=f.world.by_model,
    )


@lru_cache(maxsize=8)
def _skyline(choices: Choices) -> tuple[np.ndarray, float, float]:
    """Highest of each group of ids, the middle score of all, and the span from there to the best."""
    ids, scores = choices.scores(STEP)
    low = float(np.median(scores))
    span = max(float(scores.max()) - low, 1e-9)
    group = (ids.astype(np.int64) * BINS) // max(choices.vocabulary, 1)
    highest = np.zeros(BINS)
    np.maximum.at(highest, group, (scores - low) / span)
    highest.flags.writeable = False
    return highest, low, span
