"""World part of choosing: every choice of the recorded answer, under any settings.

The settings are given by the caller and not read here, because a picture reshapes the odds while a control is dragged
and the recording in the world still lags behind. Everything is kept for a while by recording, step and settings. Not
here: the odds themselves (`engine.sampler`), and any drawing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from tourapp.engine.draw_tally import DrawTally, tally_draws
from tourapp.engine.recording import TOP, Recording
from tourapp.engine.sampler import SamplingParams, largest
from tourapp.engine.token_choice import LISTED, TokenChoice, candidates, choose
from tourapp.quantity import Quantity
from tourapp.quantity.origin import RUN
from tourapp.words import Phrase
from tourapp.world.choice_numbers import UNTOUCHED, ChoiceNumbers
from tourapp.world.part import PartView, part


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """The choices of one recording. Two are the same when they are of the very same recording, so one can be a key."""

    recording: Recording

    def __hash__(self) -> int:
        return id(self.recording)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Choices) and other.recording is self.recording

    @property
    def vocabulary(self) -> int:
        """Entries of the vocabulary, as far as the recording can tell."""
        return int(self.recording.full_logits.shape[1])

    @property
    def openness(self) -> np.ndarray:
        """How open the choice was at every step [N]: entropy in bits at temperature 1 over the TOP likeliest tokens."""
        return _openness(self)

    @property
    def most_open(self) -> Quantity:
        """The most open choice of the answer, as `openness` measures it."""
        bits = float(self.openness.max()) if len(self.openness) else 0.0
        name = Phrase("most open choice at temperature 1, of the {n} likeliest tokens", n=TOP)
        formula = "largest −sum of p × log2 p of all steps"
        return Quantity(bits, "bit", name, "H", formula, (), RUN, "recording.most_open")

    @property
    def widest(self) -> int:
        """The first step with the most open choice of a word, among those with all scores. -1 for an answer without a
        word."""
        r = self.recording
        steps = [int(s) for s in r.full_steps if s < r.words] or list(range(r.words))
        return steps[int(np.argmax(self.openness[steps]))] if steps else -1

    def settings(self, *, temperature: float, top_k: int, top_p: float, seed: int) -> SamplingParams:
        """Settings to choose with; UsageError for a value out of range."""
        return SamplingParams(temperature=temperature, top_k=top_k, top_p=top_p, seed=seed)

    def at(self, step: int, settings: SamplingParams | None = None) -> TokenChoice:
        """The choice at a step under some settings (default: the recording's own). About 3 ms when new."""
        return _choice(self, step, settings or self.recording.params)

    def in_passing(self, step: int) -> ChoiceNumbers:
        """The numbers of a choice of the answer on its way, as it was made."""
        return ChoiceNumbers(self.at(step), "", step)

    def untouched(self, step: int) -> ChoiceNumbers:
        """The numbers of a choice at temperature 1 with nothing cut."""
        plain = replace(self.recording.params, temperature=1.0, top_k=0, top_p=1.0)
        return ChoiceNumbers(self.at(step, plain), UNTOUCHED, step)

    def draws(self, step: int, settings: SamplingParams, count: int) -> DrawTally:
        """`count` independent draws from the odds of a step, counted and tested against those odds."""
        return _draws(self, step, settings, count)

    def scores(self, step: int) -> tuple[np.ndarray, np.ndarray]:
        """Ids [n] and scores [n] of a step, in order of id: all of the vocabulary, or the highest."""
        return candidates(self.recording, step)

    def at_ranks(self, step: int, ranks: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        """Ids and scores of the tokens with these ranks (1 is the highest score)."""
        return _at_ranks(self, step, ranks)

    def spread(self, step: int, bins: int = 44) -> tuple[np.ndarray, np.ndarray]:
        """How the scores of a step are spread: counts [bins] and edges [bins + 1]."""
        return _spread(self, step, bins)

    def fingerprint(self, step: int) -> str:
        """Short text that differs when the scores of a step differ: part of the key of a still layer."""
        return _fingerprint(self, step)


@lru_cache(maxsize=32)
def _openness(choices: Choices) -> np.ndarray:
    r = choices.recording
    share = np.exp(r.top_logits.astype(float) - r.logsumexp[:, None])
    bits = np.asarray(-(share * np.log2(np.maximum(share, 1e-30))).sum(1))
    bits.flags.writeable = False
    return bits


@lru_cache(maxsize=96)
def _ranked(choices: Choices, step: int) -> np.ndarray:
    return largest(choices.scores(step)[1], LISTED)


@lru_cache(maxsize=48)
def _any_seed(choices: Choices, step: int, settings: SamplingParams) -> TokenChoice:
    return choose(choices.recording, step, settings, _ranked(choices, step))


@lru_cache(maxsize=64)
def _choice(choices: Choices, step: int, settings: SamplingParams) -> TokenChoice:
    return _any_seed(choices, step, replace(settings, seed=0)).with_seed(settings.seed)


@lru_cache(maxsize=64)
def _draws(choices: Choices, step: int, settings: SamplingParams, count: int) -> DrawTally:
    return tally_draws(_choice(choices, step, settings), count)


@lru_cache(maxsize=32)
def _at_ranks(choices: Choices, step: int, ranks: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    ids, scores = choices.scores(step)
    at = np.argsort(-scores, kind="stable")[[min(rank, len(ids)) - 1 for rank in ranks]]
    found = ids[at], scores[at]
    for array in found:
        array.flags.writeable = False
    return found


@lru_cache(maxsize=32)
def _spread(choices: Choices, step: int, bins: int) -> tuple[np.ndarray, np.ndarray]:
    counts, edges = np.histogram(choices.scores(step)[1], bins)
    counts.flags.writeable = edges.flags.writeable = False
    return counts, edges


@lru_cache(maxsize=64)
def _fingerprint(choices: Choices, step: int) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for array in choices.recording.scores(step):
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class FrozenStep:
    """The one step of an answer at which every setting is tried: its text and scores stand still. -1: no word."""

    choices: Choices
    step: int

    @property
    def plain(self) -> TokenChoice:
        """The choice at temperature 1 with nothing cut."""
        return self.choices.at(self.step, replace(self.choices.recording.params, temperature=1.0, top_k=0, top_p=1.0))

    @property
    def plain_numbers(self) -> ChoiceNumbers:
        """Its numbers."""
        return ChoiceNumbers(self.plain, UNTOUCHED)

    def numbers(self, choice: TokenChoice) -> ChoiceNumbers:
        """The numbers of the choice under the settings of the controls."""
        return ChoiceNumbers(choice)


@part("choices", needs=("recording",))
def _choices(view: PartView) -> Choices:
    return Choices(view.recording)


@part("frozen_step", needs=("default_recording",))
def _frozen_step(view: PartView) -> FrozenStep:
    choices = Choices(view.default_recording)
    return FrozenStep(choices, choices.widest)
