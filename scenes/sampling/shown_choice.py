"""The choice that a frame shows: one frozen step of the usual answer, as it is and under the settings of the controls.

The settings are those the controls say now, so the field follows a dragged slider at once, while text and scores stand
still. Only the last beat shows the answer that was made with the new settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.column_shapes import COLUMNS, NEAR
from scenes.sampling.heights import column_odds, height_of, plane_height
from scenes.sampling.token_words import Label, word
from tourapp.authoring import Frame, Phrase, mix

if TYPE_CHECKING:
    from tourapp.authoring.kinds import (
        ChoiceNumbers,
        Choices,
        DrawTally,
        FrozenStep,
        Recording,
        SamplingParams,
        TokenChoice,
        Tokenizer,
    )

BATCH, MOST_BATCHES = 1000, 20
"""Draws that one press of the button makes, and how many presses count."""


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """The choice at a frozen step. plain: at temperature 1, nothing cut; reshaped: under the settings of the controls.
    answer: the choices of the answer on stage. heat 0..1 leads from temperature 1 to the chosen one, cut 0..1 makes
    the cut; presses: of the button that draws."""

    frozen: FrozenStep
    answer: Choices
    tokenizer: Tokenizer
    plain: TokenChoice
    reshaped: TokenChoice
    heat: float
    cut: float
    presses: int

    @property
    def choices(self) -> Choices:
        """The choices of the usual answer."""
        return self.frozen.choices

    @property
    def recording(self) -> Recording:
        """The usual answer, of which the frozen step is one."""
        return self.frozen.choices.recording

    @property
    def step(self) -> int:
        """The frozen step."""
        return self.frozen.step

    @property
    def asked(self) -> SamplingParams:
        """What the controls say."""
        return self.reshaped.params

    @property
    def numbers(self) -> ChoiceNumbers:
        """The numbers of the choice under the settings of the controls."""
        return self.frozen.numbers(self.reshaped)

    @property
    def settled(self) -> bool:
        """Whether heat and cut have done their work in full: only then the numbers shown are facts."""
        return self.heat >= 1.0 and self.cut >= 1.0

    @property
    def start(self) -> int:
        """The step at which the answer on stage begins to be told: the frozen one, or where it parts from the usual
        answer before that."""
        usual, own = self.recording.ids[: self.step], self.answer.recording.ids[: self.step]
        count = min(len(usual), len(own))
        parted = np.flatnonzero(usual[:count] != own[:count])
        common = int(parted[0]) if len(parted) else count
        return max(0, min(common, len(self.answer.recording.ids) - 1))

    @property
    def heights(self) -> np.ndarray:
        """Heights of the columns [at most COLUMNS], world units."""
        return height_of(self.probabilities, self.tallest)

    @property
    def probabilities(self) -> np.ndarray:
        """Probabilities of the columns [at most COLUMNS] on their way."""
        plain = self.plain.raw[:COLUMNS]
        return np.asarray(mix(plain, column_odds(self.reshaped, self.cut)[: len(plain)], self.heat))

    @property
    def tallest(self) -> float:
        """The probability of a column of full height: the highest now or at temperature 1."""
        return float(max(self.plain.raw[0], self.probabilities.max()))

    @property
    def plane(self) -> float:
        """Height of the cut's plane, on the scale that holds when it has been made: it stands still as it comes."""
        return plane_height(self.reshaped, float(max(self.plain.raw[0], column_odds(self.reshaped)[0])))

    @property
    def plain_heights(self) -> np.ndarray:
        """Their heights at temperature 1 with nothing cut."""
        return height_of(self.plain.raw[:COLUMNS], self.tallest)

    @property
    def tally(self) -> DrawTally | None:
        """Real draws, a batch for every press; None without one."""
        count = BATCH * min(self.presses, MOST_BATCHES)
        return self.choices.draws(self.step, self.asked, count) if count > 0 else None

    def ends(self, token: int) -> bool:
        """Whether this token ends an answer."""
        return int(token) in self.tokenizer.stop_ids

    def word(self, token: int) -> Label:
        """A token id as a label; a token that is only part of a letter is shown as its bytes."""
        if self.ends(token):
            return Phrase("the end")
        text = self.tokenizer.token_text(int(token))
        return self.tokenizer.token_bytes(int(token)).hex(" ").upper() if "\ufffd" in text else word(text)

    def near_words(self, choice: TokenChoice) -> list[Label]:
        """Labels of the tokens on the front arc, likeliest first."""
        return [self.word(token) for token in choice.ids[:NEAR]]


def shown_choice(f: Frame) -> ShownChoice | None:
    """The choice of this frame; None for an answer without a token."""
    frozen, answer = f.world.frozen_step, f.world.choices
    if frozen.step < 0 or (f.beat("loop") > 0 and not len(answer.recording.ids)):
        return None
    settings = answer.settings(
        temperature=float(f.wanted("temperature")),
        top_k=int(f.wanted("top_k")),
        top_p=float(f.wanted("top_p")),
        seed=int(f.wanted("seed")),
    )
    return ShownChoice(
        frozen=frozen,
        answer=answer,
        tokenizer=f.world.answer_tokenizer,
        plain=frozen.plain,
        reshaped=frozen.choices.at(frozen.step, settings),
        heat=f.cue("reshape.heat"),
        cut=f.cue("reshape.cut"),
        presses=int(f["draws"]),
    )
