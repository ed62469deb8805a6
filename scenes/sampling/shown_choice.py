"""The choice that a frame shows: the step looked at, its odds as they are and under the settings of the controls.

The settings are those the controls say now, so the field follows a dragged slider at once; the recording below keeps
the ones it was made with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.column_shapes import COLUMNS, NEAR
from scenes.sampling.heights import column_odds, height_of
from scenes.sampling.token_words import word
from tourapp.authoring import Frame, mix

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Choices, DrawTally, Recording, TokenChoice, Tokenizer

COLD, HOT = 0.3, 1.5
"""Temperatures to compare with."""
BATCH, MOST_BATCHES = 1000, 20
"""Draws that one press of the button makes, and how many presses count."""


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """The choice at `step`. plain: at temperature 1, nothing cut; reshaped: under the settings of the controls. heat
    0..1 leads from temperature 1 to the chosen one, cut 0..1 makes the cut; presses: of the button that draws."""

    choices: Choices
    tokenizer: Tokenizer
    step: int
    plain: TokenChoice
    reshaped: TokenChoice
    heat: float
    cut: float
    presses: int

    @property
    def recording(self) -> Recording:
        """The answer of which this is one step."""
        return self.choices.recording

    @property
    def as_recorded(self) -> bool:
        """Whether the recording was made with these very settings."""
        return self.reshaped.params == self.recording.params

    @property
    def heights(self) -> np.ndarray:
        """Heights of the columns [at most COLUMNS], world units."""
        n = min(COLUMNS, len(self.reshaped.ids))
        flat, shaped = self.plain.raw[:n], column_odds(self.reshaped, self.cut)[:n]
        return np.asarray(mix(height_of(flat), height_of(shaped), self.heat))

    @property
    def ghost_temperature(self) -> float:
        """The other temperature whose heights are outlined: hot while it is cold, cold while it is hot."""
        return HOT if self.reshaped.params.temperature < 1.0 else COLD

    @property
    def tally(self) -> DrawTally | None:
        """Real draws, a batch for every press; None without one."""
        count = BATCH * min(self.presses, MOST_BATCHES)
        return self.choices.draws(self.step, self.reshaped.params, count) if count > 0 else None

    def at_temperature(self, temperature: float) -> TokenChoice:
        """The same choice at another temperature."""
        return self.choices.at(self.step, replace(self.reshaped.params, temperature=temperature))

    def word(self, token: int) -> str:
        """A token id as a label."""
        return word(self.tokenizer.token_text(int(token)))

    def near_words(self, choice: TokenChoice) -> list[str]:
        """Labels of the tokens on the front arc, likeliest first."""
        return [self.word(token) for token in choice.ids[:NEAR]]


def shown_choice(f: Frame) -> ShownChoice | None:
    """The choice of this frame; None for an answer without a token."""
    choices = f.world.choices
    step = choices.widest
    if step < 0:
        return None
    seed = int(f.wanted("seed"))
    settings = choices.settings(
        temperature=float(f.wanted("temperature")),
        top_k=int(f.wanted("top_k")),
        top_p=float(f.wanted("top_p")),
        seed=seed,
    )
    return ShownChoice(
        choices=choices,
        tokenizer=f.world.tokenizer,
        step=step,
        plain=choices.at(step, choices.settings(temperature=1.0, top_k=0, top_p=1.0, seed=seed)),
        reshaped=choices.at(step, settings),
        heat=f.cue("reshape.heat"),
        cut=f.cue("reshape.cut"),
        presses=int(f["draws"]),
    )
