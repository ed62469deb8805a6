"""What the scene tells of: the pass of the scenario's model, and the answer that lends its words and rows.

Typed facts for the picture; draws nothing and knows no place on the stage.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Quantity, World, format_quantity
from tourapp.figures.kv_walls import KvLights, kv_lights
from tourapp.figures.token_strip import safe_words, token_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ChoiceNumbers, Choices, Costs, PassStages, Recording, WholePass

POOLED = 32
"""Numbers that a token's row is told in."""
FROM, UNTIL = 8, 2
"""The step that is shown lies between an eighth and a half of the answer: its most open choice there."""
REAL_STEPS = 3
"""Steps that the loop plays one by one."""
STANDING = "both"
"""Value of the control `pass_phase` with which each beat shows its own phase."""
HUNDREDS = 3
TINY = 0.001
"""Shares below it are printed in hundredths of a per cent."""
OWN_PHASE = {"prefill": "prefill", "decode": "decode", "pick": "decode", "loop": "decode"}


@dataclass(frozen=True, slots=True, eq=False)
class AtlasFacts:
    """step: which token of the answer, from 0, the decode step makes that is shown."""

    world: World
    whole: WholePass
    costs: Costs
    recording: Recording
    lights: KvLights
    step: int

    @property
    def prompt(self) -> int:
        """Tokens of the prompt, template included."""
        return self.recording.prompt_count

    @property
    def steps(self) -> int:
        """Tokens of the answer, each made by a pass, the first by prefill."""
        return len(self.recording.ids)

    @property
    def played(self) -> int:
        """Steps after the shown one that are played one by one."""
        return max(0, min(REAL_STEPS, self.steps - 1 - self.step))

    @property
    def loops(self) -> int:
        """Steps of decode: the first token comes from prefill."""
        return max(0, self.steps - 1)

    def word(self, step: int) -> str:
        """The text of a token of the answer, fit to be shown; the end token has its name."""
        text, piece = self.recording.texts[step], self.recording.pieces[step]
        return safe_words(text.strip() or piece)

    def entering(self, step: int) -> str:
        """The token that goes into a step: the one before."""
        if step > 0:
            return self.word(step - 1)
        return safe_words(self.recording.prompt_texts[-1].strip() or self.recording.prompt_pieces[-1])

    def said(self, step: int) -> str:
        """The answer before a step."""
        return _safe("".join(self.recording.texts[:step]))

    def choice(self, step: int) -> ChoiceNumbers:
        """The choice of a step with its numbers, as it was made."""
        return self.world.choices.in_passing(step)

    def token(self, id: int) -> str:
        """Any token of the vocabulary as a word."""
        data = self.world.answer_tokenizer.token_bytes(id)
        return token_words(data.strip() or data)

    @property
    def machine(self) -> Phrase:
        """What the machine is called."""
        gpu, gpus = self.costs.scenario.gpu_spec.name.partition(",")[0], self.costs.scenario.gpus
        return Phrase("{n} × {gpu}", n=gpus, gpu=gpu) if gpus > 1 else Phrase("{gpu}", gpu=gpu)

    @property
    def model(self) -> str:
        """What the scenario's model is called."""
        return self.costs.scenario.model_spec.name

    @property
    def layers(self) -> int:
        """Layers of that model."""
        return int(self.costs.scenario.model_spec.layers)

    @property
    def latent(self) -> bool:
        """Whether keys and values are kept as one latent vector."""
        return self.costs.scenario.model_spec.mla is not None


def atlas_facts(f: Frame) -> AtlasFacts:
    """The facts of a frame."""
    world, recording = f.world, f.world.recording
    return AtlasFacts(world, world.whole_pass, world.cost, recording, _lights(world.choices), _shown_step(world))


@lru_cache(maxsize=4)
def _lights(choices: Choices) -> KvLights:
    """The walls of an answer; its choices are a key to it."""
    return kv_lights(choices.recording)


def _shown_step(world: World) -> int:
    """A step well inside the answer at which the choice was open."""
    count = len(world.recording.ids)
    first, last = max(1, count // FROM), max(2, count // UNTIL)
    if count <= first:
        return max(0, count - 1)
    return first + int(np.argmax(world.choices.openness[first : min(last, count)]))


@lru_cache(maxsize=256)
def _safe(text: str) -> str:
    return safe_words(text)


def stages_of(f: Frame, facts: AtlasFacts, beat: str) -> PassStages:
    """The pass whose times a beat shows: prefill and decode their own, the others as the control says."""
    asked = str(f["pass_phase"])
    return facts.whole.of(OWN_PHASE.get(beat, "decode" if asked == STANDING else asked))


def pooled_rows(recording: Recording, first: int, count: int) -> np.ndarray:
    """Rows of the embedding [count, 32]: neighbours averaged, each row over its largest."""
    rows = recording.embeddings[first : first + count].astype(np.float32)
    wide = rows.shape[1] // POOLED * POOLED
    means = rows[:, :wide].reshape(len(rows), POOLED, -1).mean(2)
    return np.asarray(means / np.maximum(np.abs(means).max(1, keepdims=True), 1e-9))


def glance(value: Quantity, digits: int = 2) -> Quantity:
    """The same number in a figure or two; a tiny share in hundredths of a per cent."""
    if value.unit == "share" and float(value.value) < TINY:
        return replace(value, printed=f"{100 * float(value.value):.2f}\u2009%")
    told = format_quantity(value, digits=digits)
    whole = told.replace("\u2009", " ").split(" ")[0]
    if len(whole) >= HUNDREDS and whole.isdigit():  # a hundred and more keeps all of its whole figures
        told = format_quantity(value, digits=len(whole))
    return replace(value, printed=told)
