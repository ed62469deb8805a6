"""What the card tells of: one frozen choice under the settings of the controls, and what a pick costs.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, show_piece
from tourapp.authoring.letters import one_line

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CardCost, ChoiceNumbers, FrozenStep, PickHeat, TokenChoice, VocabularyCost

CARD = "op_pick"
COLUMNS, TAIL = 10, 64
"""Likeliest tokens that stand as columns; letters of the text before the choice."""
HEAT = ("temperature", "top_k", "top_p")
ACTS = {"what": HEAT, "cost": ("model", "batch", *HEAT), "scale": (*HEAT, "model", "batch")}
"""Which controls change the picture in which beat, those it is about first."""


@dataclass(frozen=True, slots=True, eq=False)
class PickFacts:
    """The choice: odds before the cut, after it [COLUMNS], and words; edges: where each kept token's piece begins and
    ends on the line of the draw, by id."""

    choice: TokenChoice
    numbers: ChoiceNumbers
    before: np.ndarray
    after: np.ndarray
    kept: np.ndarray
    words: tuple[str, ...]
    edges: dict[int, tuple[float, float]]
    drawn: str
    text: str
    heat: PickHeat
    costs: VocabularyCost
    decode: CardCost
    model: str

    @property
    def drawing(self) -> bool:
        """Whether there is a draw: at temperature zero the highest score wins."""
        return bool(self.choice.params.temperature)


def pick_facts(f: Frame) -> PickFacts | None:
    """The facts of a frame; None where the answer has no word."""
    frozen: FrozenStep = f.world.frozen_step
    if frozen.step < 0:
        return None
    asked = {name: f.wanted(name) for name in ("temperature", "top_k", "top_p", "seed")}
    choice = frozen.choices.at(frozen.step, frozen.choices.settings(**asked))
    count = min(COLUMNS, len(choice.ids))
    tokenizer = f.world.answer_tokenizer
    ends = np.cumsum(choice.line_odds)
    starts = np.concatenate([[0.0], ends[:-1]])
    before = "".join(frozen.choices.recording.texts[: frozen.step])
    return PickFacts(
        choice=choice,
        numbers=frozen.numbers(choice),
        before=choice.heated[:count],
        after=choice.final[:count],
        kept=choice.kept[:count],
        words=tuple(word_of(tokenizer.token_text(int(token))) for token in choice.ids[:count]),
        edges={int(t): (float(a), float(b)) for t, a, b in zip(choice.line_ids, starts, ends, strict=True)},
        drawn=word_of(tokenizer.token_text(choice.drawn)),
        text=one_line(before)[-TAIL:].lstrip(),
        heat=f.world.pick_heat,
        costs=f.world.vocabulary,
        decode=f.world.operators.card(CARD, "decode"),
        model=f.world.cost.scenario.model_spec.name,
    )


def settings_words(facts: PickFacts) -> Phrase:
    """Under which settings the choice is made."""
    asked = facts.choice.params
    if asked.top_k == 0:
        return Phrase("temperature {t:g}, no top-k, top-p {p:g}", t=asked.temperature, p=asked.top_p)
    return Phrase("temperature {t:g}, top-k {k}, top-p {p:g}", t=asked.temperature, k=asked.top_k, p=asked.top_p)


def word_of(text: str) -> str:
    """A token without the space in front, unless it is nothing else."""
    return show_piece(text.strip() or text) or "□"


NOTHING = Phrase("This answer has no word, so there is no choice to show.")
